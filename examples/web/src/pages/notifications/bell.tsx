import { useQuery, useSubscription } from '@apollo/client/react';
import type { Reference } from '@apollo/client';
import { readFragment } from '../../api/gql/index.ts';
import { useMessages } from '../../ui/messages.tsx';
import { Link } from '../../ui/router.tsx';
import { NotificationAdded, NotificationFragment, UnreadCount } from './operations.ts';
import { textOf } from './text.ts';

interface NotificationList {
  edges: { node: Reference }[];
  totalCount: number;
}

/** The link to the notifications, with the number of unread ones. A new one is announced on every page. */
export function Bell() {
  const { data } = useQuery(UnreadCount);
  const { say } = useMessages();
  useSubscription(NotificationAdded, {
    onData({ client: { cache }, data: { data: change } }) {
      const added = change?.notificationAdded;
      if (!added) return;
      const node = { __ref: cache.identify({ __typename: 'Notification', id: added.id })! };
      cache.modify<{ unreadNotificationCount: number; notifications: NotificationList }>({
        fields: {
          unreadNotificationCount: (count) => count + 1,
          notifications: (list) => {
            const { edges, totalCount } = list as NotificationList;
            const edge = { __typename: 'NotificationEdge', cursor: '', node };
            return { ...list, totalCount: totalCount + 1, edges: [edge, ...edges] };
          },
        },
      });
      say(textOf(readFragment(NotificationFragment, added)));
    },
  });
  const count = data?.unreadNotificationCount ?? 0;
  return <Link to="/notifications">{count > 0 ? `Notifications (${count})` : 'Notifications'}</Link>;
}
