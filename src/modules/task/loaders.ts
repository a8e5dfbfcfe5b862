import { defineLoader } from '../../core/define-loader.ts';
import { byId } from '../../database/loader.ts';
import type { PageArgs } from '../../database/page-request.ts';
import { countTasksOfProjects } from './count-queries.ts';
import { listChangesOfTasks } from './history.ts';
import { listTasksOfProjects, type TaskListArgs } from './lists.ts';
import { findTasksByIds } from './queries.ts';

/** Loads from the selected organization. */
export const taskById = defineLoader(async (context, ids) =>
  byId(ids, await findTasksByIds(context.tenant, ids)),
);

/** The same page of several projects' tasks. */
export const tasksOfProject = defineLoader((context, ids, args: TaskListArgs) =>
  listTasksOfProjects(context.tenant, ids, args),
);

export const taskCountsOfProject = defineLoader((context, ids) => countTasksOfProjects(context.tenant, ids));

/** The same page of several tasks' history. */
export const historyOfTask = defineLoader((context, ids, args: PageArgs) =>
  listChangesOfTasks(context.tenant, ids, args),
);
