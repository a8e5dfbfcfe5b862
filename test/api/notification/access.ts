import { write } from '../../support/contract.ts';
import { defineAccess } from '../../support/define-access.ts';
import {
  except,
  lookup,
  none,
  page,
  personWrite,
  tenantRead,
  type Declared,
} from '../../support/isolation/classes.ts';

const ownNotifications: Declared = {
  ...except(tenantRead('MEMBER'), ({ caller }) => (caller.robot ? 'FORBIDDEN' : undefined)),
  label: "a member's own, no key",
  tenant: false,
};

const noNotification = except(personWrite('MEMBER'), () => 'userErrors NOT_FOUND');

export const access = defineAccess({
  samples: {
    'Query.notifications': { operation: '{ notifications { nodes { id } } }' },
    'Query.unreadNotificationCount': { operation: '{ unreadNotificationCount }' },
    'Query.notificationPreferences': { operation: '{ notificationPreferences { kinds { kind } } }' },
    // Jobs make notifications: their own tests have some.
    'Mutation.markNotificationRead': write('markNotificationRead', ({ taskId }) => ({ id: taskId })),
    'Mutation.markNotificationUnread': write('markNotificationUnread', ({ taskId }) => ({ id: taskId })),
    'Mutation.markAllNotificationsRead': write('markAllNotificationsRead'),
    'Mutation.updateNotificationPreferences': write('updateNotificationPreferences', () => ({
      preferences: [{ kind: 'TASK_ASSIGNED', email: false }],
    })),
  },
  fields: {
    // Jobs make notifications: the cast's callers have none.
    'Query.notifications': ownNotifications,
    'Query.unreadNotificationCount': ownNotifications,
    'Query.notificationPreferences': ownNotifications,
    'Mutation.markNotificationRead': noNotification,
    'Mutation.markNotificationUnread': noNotification,
    'Mutation.markAllNotificationsRead': personWrite('MEMBER'),
    'Mutation.updateNotificationPreferences': personWrite('MEMBER'),
  },
  subscriptions: {
    'Subscription.notificationAdded': 'test/api/notification/notification-live.test.ts',
  },
  ids: {
    Notification: { table: 'notifications' },
  },
  nodes: {
    // Nobody in the cast is its recipient.
    Notification: lookup('the recipient', () => false),
  },
  entities: {
    Notification: except(tenantRead('MEMBER'), () => 'null'),
  },
  edges: {
    'NotificationConnection.edges': none,
    'NotificationConnection.nodes': none,
    'NotificationEdge.node': none,
    'Notification.actor': none,
    'Notification.task': none,
    'Notification.comment': none,
  },
  tenantTypes: [...page('Notification')],
  otherTypes: [
    // One's own.
    'NotificationPreferences',
    'NotificationPreference',
  ],
});
