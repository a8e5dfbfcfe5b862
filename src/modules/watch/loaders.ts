import DataLoader from 'dataloader';
import type { Context } from '../../context.ts';
import { findWatched } from './queries.ts';

export const watchLoaders = (context: Context) => ({
  /** Whether the viewer watches the project. */
  watchesProject: watchLoader(context, 'project_id'),
  /** Whether the viewer watches the task. */
  watchesTask: watchLoader(context, 'task_id'),
});

const watchLoader = (context: Context, column: 'project_id' | 'task_id') =>
  new DataLoader<string, boolean>(async (ids) => {
    const { viewer } = await context.access();
    // An API key watches nothing.
    if (!viewer) return ids.map(() => false);
    const watched = await findWatched(context.db, context.scope, viewer.id, column, ids);
    return ids.map((id) => watched.has(id));
  });
