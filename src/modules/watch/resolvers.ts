import type { Resolvers } from '../../generated/graphql.ts';
import { payload } from '../../graphql/payload.ts';
import { unwatchProject, unwatchTask, watchProject, watchTask } from './actions.ts';
import { watchProjectInput, watchTaskInput } from './input.ts';
import { teamsWatchingProject, teamsWatchingTask, watchesProject, watchesTask } from './loaders.ts';

export const resolvers: Resolvers = {
  Project: {
    viewerIsWatching: ({ id }, _args, context) => context.load(watchesProject, id),
    watchingTeams: ({ id }, _args, context) => context.load(teamsWatchingProject, id),
  },
  Task: {
    viewerIsWatching: ({ id }, _args, context) => context.load(watchesTask, id),
    watchingTeams: ({ id }, _args, context) => context.load(teamsWatchingTask, id),
  },
  Mutation: {
    watchProject: payload(watchProjectInput, watchProject),
    unwatchProject: payload(watchProjectInput, unwatchProject),
    watchTask: payload(watchTaskInput, watchTask),
    unwatchTask: payload(watchTaskInput, unwatchTask),
  },
};
