import type { Resolvers } from '../../generated/graphql.ts';
import type { Change } from './change.ts';

export const resolvers: Resolvers = {
  Subscription: {
    taskEvents: {
      subscribe: (_parent, { projectId }, { services, scope }) =>
        services.events.subscribe(scope, 'task', { projectId }),
      resolve: (change: Change) => change,
    },
    projectEvents: {
      subscribe: (_parent, { projectId }, { services, scope }) =>
        services.events.subscribe(scope, 'project', { projectId }),
      resolve: (change: Change) => change,
    },
    commentEvents: {
      subscribe: (_parent, { taskId, projectId }, { services, scope }) =>
        services.events.subscribe(scope, 'comment', { taskId, projectId }),
      resolve: (change: Change) => change,
    },
  },
  TaskEvent: {
    taskId: ({ id }) => id,
    task: ({ type, id }, _args, { loaders }) => (type === 'DELETED' ? null : loaders.taskById.load(id)),
  },
  ProjectEvent: {
    projectId: ({ id }) => id,
    project: ({ type, id }, _args, { loaders }) => (type === 'DELETED' ? null : loaders.projectById.load(id)),
  },
  CommentEvent: {
    commentId: ({ id }) => id,
    taskId: ({ taskId }) => taskId!,
    comment: ({ type, id }, _args, { loaders }) => (type === 'DELETED' ? null : loaders.commentById.load(id)),
  },
};
