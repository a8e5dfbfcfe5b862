import { write } from '../../support/contract.ts';
import { defineAccess } from '../../support/define-access.ts';
import {
  type Cell,
  type Edge,
  entity,
  isFound,
  withParent,
  except,
  lookup,
  none,
  page,
  personWrite,
  tenantRead,
  type Declared,
} from '../../support/isolation/classes.ts';
import { seesPrivate } from '../../support/isolation/rights.ts';

const ownNotifications: Declared = {
  ...except(tenantRead('MEMBER', 'notification.see'), ({ caller }) =>
    caller.robot ? 'FORBIDDEN' : undefined,
  ),
  label: "a member's own, no key",
  tenant: false,
};

/** The first notification about what is in the private project is that of its member with the level VIEW. */
const receives = (cell: Cell) =>
  isFound(cell) && cell.target.around !== undefined && cell.caller.level === 'VIEW';

/** Of a list of one's own notifications: those about a project that one does not see any more are not in it. */
const ofRecipient: Edge = {
  label: 'the recipient',
  expect: ({ caller }) => (caller.notified && seesPrivate(caller) ? 'ok' : 'null'),
};

const noNotification = except(personWrite('MEMBER', 'notification.manage'), () => 'userErrors NOT_FOUND');

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
    'Mutation.markAllNotificationsRead': personWrite('MEMBER', 'notification.manage'),
    'Mutation.updateNotificationPreferences': personWrite('MEMBER', 'notification.manage'),
  },
  subscriptions: {
    'Subscription.notificationAdded': 'test/api/notification/notification-live.test.ts',
  },
  ids: {
    Notification: { table: 'notifications', names: 'task_id' },
  },
  nodes: {
    Notification: lookup('the recipient', receives),
  },
  entities: {
    Notification: {
      ...except(entity, (cell) => (receives(cell) ? undefined : 'null')),
      label: 'the recipient',
    },
  },
  edges: {
    'NotificationConnection.edges': ofRecipient,
    'NotificationConnection.nodes': ofRecipient,
    'NotificationEdge.node': ofRecipient,
    'Notification.actor': none,
    'Notification.task': withParent,
    'Notification.comment': none,
  },
  tenantTypes: [...page('Notification')],
  otherTypes: [
    // One's own.
    'NotificationPreferences',
    'NotificationPreference',
  ],
});
