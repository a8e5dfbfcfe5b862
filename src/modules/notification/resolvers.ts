import type { Context } from '../../context.ts';
import type { Resolvers } from '../../generated/graphql.ts';
import { noInput } from '../../graphql/input.ts';
import { payload } from '../../graphql/payload.ts';
import type { Change } from '../event/change.ts';
import { changePreferences, setRead } from './actions.ts';
import { notificationInput, updatePreferencesInput } from './input.ts';
import { listPreferences } from './preferences.ts';
import { countUnread, listNotifications, markRead } from './queries.ts';

export const resolvers: Resolvers = {
  Query: {
    notifications: (_parent, args, { db, scope, viewer }) => listNotifications(db, scope, viewer.id, args),
    unreadNotificationCount: (_parent, _args, { db, scope, viewer }) => countUnread(db, scope, viewer.id),
    notificationPreferences: async (_parent, _args, { db, scope, viewer }) => ({
      kinds: await listPreferences(db, scope, viewer.id),
    }),
  },
  Notification: {
    actor: ({ actorId }, _args, { loaders }) => (actorId ? loaders.userById.load(actorId) : null),
    task: ({ taskId }, _args, { loaders }) => (taskId ? loaders.taskById.load(taskId) : null),
    comment: ({ commentId }, _args, { loaders }) => (commentId ? loaders.commentById.load(commentId) : null),
    isRead: ({ readAt }) => readAt !== null,
  },
  Mutation: {
    markNotificationRead: payload(notificationInput, (context, input) => setRead(context, input, true)),
    markNotificationUnread: payload(notificationInput, (context, input) => setRead(context, input, false)),
    markAllNotificationsRead: payload(noInput, async ({ db, scope, viewer }) => {
      const affectedCount = await markRead(db, scope, viewer.id);
      return { affectedCount, markedCount: affectedCount };
    }),
    updateNotificationPreferences: payload(updatePreferencesInput, changePreferences),
  },
  Subscription: {
    notificationAdded: {
      subscribe: (_parent, _args, { services, scope, viewer }) =>
        services.events.subscribe(scope, `notification:${viewer.id}`),
      resolve: ({ id }: Change, _args: object, { loaders }: Context) => loaders.notificationById.load(id),
    },
  },
};
