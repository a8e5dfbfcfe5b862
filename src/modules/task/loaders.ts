import DataLoader from 'dataloader';
import type { Context } from '../../context.ts';
import { byId } from '../../database/loader.ts';
import { listTasksOfProjects, type TaskListArgs } from './lists.ts';
import { findTasksByIds, type TaskPage, type TaskRow } from './queries.ts';

export function taskLoaders(context: Context) {
  const pages = new Map<string, DataLoader<string, TaskPage>>();
  return {
    /** In the selected organization. */
    taskById: new DataLoader<string, TaskRow | undefined>(async (ids) =>
      byId(ids, await findTasksByIds(context.db, context.scope, ids)),
    ),
    /** The same page of several projects' tasks: one loader for each set of arguments. */
    tasksOfProject(args: TaskListArgs): DataLoader<string, TaskPage> {
      const key = JSON.stringify(args);
      const loader =
        pages.get(key) ?? new DataLoader((ids) => listTasksOfProjects(context.db, context.scope, ids, args));
      pages.set(key, loader);
      return loader;
    },
  };
}
