import type { Context } from '../../core/context.ts';
import type { Resolvers } from '../../generated/graphql.ts';
import { noInput } from '../../graphql/input.ts';
import { payload } from '../../graphql/payload.ts';
import { changePreferences, setRead } from './actions.ts';
import { notificationInput, updatePreferencesInput } from './input.ts';
import { listPreferences } from './preferences.ts';
import { countUnread, listNotifications, markRead } from './queries.ts';
import { commentById } from '../comment/loaders.ts';
import { notificationById } from './loaders.ts';
import { taskById } from '../task/loaders.ts';
import { userById } from '../user/loaders.ts';
import type { Change } from '../../core/change.ts';

export const resolvers: Resolvers = {
  Query: {
    notifications: (_parent, args, { tenant, viewer }) => listNotifications(tenant, viewer.id, args),
    unreadNotificationCount: (_parent, _args, { tenant, viewer }) => countUnread(tenant, viewer.id),
    notificationPreferences: async (_parent, _args, { tenant, viewer }) => ({
      kinds: await listPreferences(tenant, viewer.id),
    }),
  },
  Notification: {
    actor: ({ actorId }, _args, context) => (actorId ? context.load(userById, actorId) : null),
    task: ({ taskId }, _args, context) => (taskId ? context.load(taskById, taskId) : null),
    comment: ({ commentId }, _args, context) => (commentId ? context.load(commentById, commentId) : null),
    isRead: ({ readAt }) => readAt !== null,
  },
  Mutation: {
    markNotificationRead: payload(notificationInput, (context, input) => setRead(context, input, true)),
    markNotificationUnread: payload(notificationInput, (context, input) => setRead(context, input, false)),
    markAllNotificationsRead: payload(noInput, async ({ tenant, viewer }) => {
      const affectedCount = await markRead(tenant, viewer.id);
      return { affectedCount, markedCount: affectedCount };
    }),
    updateNotificationPreferences: payload(updatePreferencesInput, changePreferences),
  },
  Subscription: {
    notificationAdded: {
      subscribe: (_parent, _args, { services, scope, viewer }) =>
        services.events.subscribe(scope, `notification:${viewer.id}`),
      resolve: ({ id }: Change, _args: object, context: Context) => context.load(notificationById, id),
    },
  },
};
