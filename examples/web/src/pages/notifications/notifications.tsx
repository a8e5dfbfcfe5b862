import { useQuery } from '@apollo/client/react';
import { readFragment } from '../../api/gql/index.ts';
import type { NotificationTextFragment } from '../../api/gql/graphql.ts';
import { useQueue } from '../../queue/context.ts';
import { ActionButton } from '../../ui/action-button.tsx';
import { More } from '../../ui/more.tsx';
import { Failure, Loading, Page } from '../../ui/page.tsx';
import { Link } from '../../ui/router.tsx';
import { NotificationFragment, NotificationsDocument } from './operations.ts';
import { textOf } from './text.ts';
import { markAllRead, markRead } from './writes.ts';

const PAGE = 20;

/** What happened that concerns the viewer, newest first. */
export function Notifications() {
  const queue = useQueue();
  const { data, error, refetch, fetchMore } = useQuery(NotificationsDocument, {
    variables: { first: PAGE },
    fetchPolicy: 'cache-and-network',
  });
  if (error && !data) return <Failure error={error} retry={refetch} />;
  if (!data?.notifications) return <Loading />;
  const { edges, totalCount, pageInfo } = data.notifications;

  async function markAll() {
    const data = await queue.write(markAllRead, {
      what: 'Mark all notifications as read',
      variables: {},
      expected: {
        markAllNotificationsRead: {
          __typename: 'MarkAllNotificationsReadPayload',
          affectedCount: 0,
          userErrors: [],
        },
      },
    });
    if (data) await refetch();
  }

  return (
    <Page title="Notifications">
      {edges.length === 0 && <p>There are no notifications yet.</p>}
      {(data.unreadNotificationCount ?? 0) > 0 && (
        <p>
          <ActionButton act={markAll}>Mark all as read</ActionButton>
        </p>
      )}
      <ul className="list" aria-label="Notifications">
        {edges.map(({ node }) => (
          <Item key={node.id} notification={readFragment(NotificationFragment, node)} />
        ))}
      </ul>
      <More
        shown={edges.length}
        total={totalCount}
        load={
          pageInfo.hasNextPage && (() => fetchMore({ variables: { first: PAGE, after: pageInfo.endCursor } }))
        }
      />
    </Page>
  );
}

function Item({ notification }: { notification: NotificationTextFragment }) {
  const { id, isRead, createdAt, task } = notification;
  const queue = useQueue();

  const mark = () =>
    queue.write(markRead, {
      what: `Mark as read: ${textOf(notification)}`,
      variables: { input: { id } },
      expected: {
        markNotificationRead: {
          __typename: 'MarkNotificationReadPayload',
          notification: { __typename: 'Notification', id, isRead: true },
          userErrors: [],
        },
      },
    });

  return (
    <li className="sheet row">
      <p>
        {isRead ? textOf(notification) : <strong>{textOf(notification)}</strong>}{' '}
        <time className="quiet" dateTime={createdAt}>
          {new Date(createdAt).toLocaleString()}
        </time>
      </p>
      <div className="actions">
        {task && (
          <Link to={`/tasks/${task.id}`} aria-label={`Show “${task.title}”`}>
            Show
          </Link>
        )}
        {!isRead && (
          <ActionButton aria-label={`Mark as read: ${textOf(notification)}`} act={mark}>
            Mark as read
          </ActionButton>
        )}
      </div>
    </li>
  );
}
