import { COUNT_WEIGHT } from '../../graphql/cost-weights.ts';
import { defineModule } from '../define-module.ts';
import { notifyOfEvents } from './event-notifications.ts';
import { notificationJobs } from './jobs.ts';
import { notificationById } from './loaders.ts';

export const notification = defineModule({
  name: 'notification',
  resolvers: () => import('./resolvers.ts'),
  rules: () => import('./rules.ts'),
  jobs: notificationJobs,
  listeners: [notifyOfEvents],
  objects: {
    Notification: { loader: notificationById, permission: 'notification.see' },
  },
  costs: {
    'Query.unreadNotificationCount': COUNT_WEIGHT,
  },
  impersonated: {
    Query: ['notifications', 'unreadNotificationCount'],
    Subscription: ['notificationAdded'],
    Notification: [
      'actor',
      'comment',
      'createdAt',
      'details',
      'id',
      'isRead',
      'kind',
      'readAt',
      'task',
      'updatedAt',
    ],
  },
});
