import { defineLoader } from '../../core/define-loader.ts';
import { groupByKey } from '../../database/loader.ts';
import { findWatched } from './queries.ts';
import { findWatchingTeams } from './team-queries.ts';

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

const teamLoader = (column: 'project_id' | 'task_id') =>
  defineLoader(async (context, ids) =>
    groupByKey(ids, await findWatchingTeams(context.tenant, column, ids), ({ watchedId }) => watchedId!),
  );

/** Loads the teams that watch the project. */
export const teamsWatchingProject = teamLoader('project_id');
/** Loads the teams that watch the task. */
export const teamsWatchingTask = teamLoader('task_id');
