import type { Reference } from '@apollo/client';
import type {
  MarkAllReadMutation,
  MarkAllReadMutationVariables,
  MarkReadMutation,
  MarkReadMutationVariables,
} from '../../api/gql/graphql.ts';
import type { Write } from '../../queue/write.ts';
import { MarkAllRead, MarkRead } from './operations.ts';

export const markRead: Write<MarkReadMutation, MarkReadMutationVariables> = {
  name: 'MarkRead',
  mutation: MarkRead,
  update(cache, data) {
    if (!data.markNotificationRead?.notification) return;
    cache.modify<{ unreadNotificationCount: number }>({
      fields: { unreadNotificationCount: (count) => Math.max(0, count - 1) },
    });
  },
};

export const markAllRead: Write<MarkAllReadMutation, MarkAllReadMutationVariables> = {
  name: 'MarkAllRead',
  mutation: MarkAllRead,
  update(cache, data) {
    if (!data.markAllNotificationsRead) return;
    cache.modify<{ unreadNotificationCount: number; notifications: { edges: { node: Reference }[] } }>({
      fields: {
        unreadNotificationCount: () => 0,
        notifications(list) {
          for (const { node } of (list as { edges: { node: Reference }[] }).edges)
            cache.modify<{ isRead: boolean }>({
              id: cache.identify(node)!,
              fields: { isRead: () => true },
            });
          return list;
        },
      },
    });
  },
};
