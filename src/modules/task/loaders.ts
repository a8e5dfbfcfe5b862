import DataLoader from 'dataloader';
import type { Context } from '../../context.ts';
import { byId, loaderByArgs } from '../../database/loader.ts';
import type { PageArgs } from '../../database/page-request.ts';
import type { TaskCount } from '../../generated/graphql.ts';
import { countTasksOfProjects } from './counts.ts';
import { listChangesOfTasks, type TaskChangePage } from './history.ts';
import { listTasksOfProjects, type TaskListArgs } from './lists.ts';
import { findTasksByIds, type TaskPage, type TaskRow } from './queries.ts';

export const taskLoaders = (context: Context) => ({
  /** In the selected organization. */
  taskById: new DataLoader<string, TaskRow | undefined>(async (ids) =>
    byId(ids, await findTasksByIds(context.db, context.scope, ids)),
  ),
  /** The same page of several projects' tasks. */
  tasksOfProject: loaderByArgs<TaskListArgs, TaskPage>((ids, args) =>
    listTasksOfProjects(context.db, context.scope, ids, args),
  ),
  taskCountsOfProject: new DataLoader<string, TaskCount[]>((ids) =>
    countTasksOfProjects(context.db, context.scope, ids),
  ),
  /** The same page of several tasks' history. */
  historyOfTask: loaderByArgs<PageArgs, TaskChangePage>((ids, args) =>
    listChangesOfTasks(context.db, context.scope, ids, args),
  ),
});
