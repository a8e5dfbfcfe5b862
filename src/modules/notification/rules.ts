import { can } from '../../authorization/guards.ts';
import type { RuleTree } from '../../authorization/shield.ts';

export const rules: RuleTree = {
  Query: {
    notifications: can('notification.see'),
    unreadNotificationCount: can('notification.see'),
    notificationPreferences: can('notification.see'),
  },
  Mutation: {
    markNotificationRead: can('notification.manage'),
    markNotificationUnread: can('notification.manage'),
    markAllNotificationsRead: can('notification.manage'),
    updateNotificationPreferences: can('notification.manage'),
  },
  Subscription: { notificationAdded: can('notification.see') },
};
