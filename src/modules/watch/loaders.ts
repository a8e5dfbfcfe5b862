import { defineLoader } from '../../core/define-loader.ts';
import { findWatched } from './queries.ts';

const watchLoader = (column: 'project_id' | 'task_id') =>
  defineLoader(async (context, ids) => {
    const { viewer } = await context.access();
    // An API key has no watches.
    if (!viewer) return ids.map(() => false);
    const watched = await findWatched(context.tenant, viewer.id, column, ids);
    return ids.map((id) => watched.has(id));
  });

/** Loads whether the viewer watches the project. */
export const watchesProject = watchLoader('project_id');
/** Loads whether the viewer watches the task. */
export const watchesTask = watchLoader('task_id');
