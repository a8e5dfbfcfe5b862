import type { ApolloCache } from '@apollo/client';
import { useApolloClient, useQuery } from '@apollo/client/react';
import { mutate } from '../../api/client.ts';
import { readFragment } from '../../api/gql/index.ts';
import type { NotificationTextFragment } from '../../api/gql/graphql.ts';
import { useAction } from '../../ui/messages.tsx';
import { More } from '../../ui/more.tsx';
import { Failure, Loading, Page } from '../../ui/page.tsx';
import { Link } from '../../ui/router.tsx';
import { MarkAllRead, MarkRead, NotificationFragment, NotificationsDocument } from './operations.ts';
import { textOf } from './text.ts';

const PAGE = 20;

/** What happened that concerns the viewer, newest first. */
export function Notifications() {
  const client = useApolloClient();
  const run = useAction();
  const { data, error, refetch, fetchMore } = useQuery(NotificationsDocument, {
    variables: { first: PAGE },
    fetchPolicy: 'cache-and-network',
  });
  if (error && !data) return <Failure error={error} retry={refetch} />;
  if (!data?.notifications) return <Loading />;
  const { edges, totalCount, pageInfo } = data.notifications;

  const markAll = () =>
    run(async () => {
      await mutate(client, MarkAllRead, {});
      await refetch();
    });

  return (
    <Page title="Notifications">
      {edges.length === 0 && <p>There are no notifications yet.</p>}
      {(data.unreadNotificationCount ?? 0) > 0 && (
        <p>
          <button type="button" onClick={() => void markAll()}>
            Mark all as read
          </button>
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
  const client = useApolloClient();
  const run = useAction();

  const markRead = () =>
    run(() =>
      mutate(client, MarkRead, {
        variables: { input: { id } },
        optimisticResponse: {
          markNotificationRead: {
            __typename: 'MarkNotificationReadPayload',
            notification: { __typename: 'Notification', id, isRead: true },
            userErrors: [],
          },
        },
        update: (cache, { data }) => {
          if (data?.markNotificationRead?.notification) countDown(cache);
        },
      }),
    );

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
          <button
            type="button"
            aria-label={`Mark as read: ${textOf(notification)}`}
            onClick={() => void markRead()}
          >
            Mark as read
          </button>
        )}
      </div>
    </li>
  );
}

const countDown = (cache: ApolloCache) =>
  cache.modify<{ unreadNotificationCount: number }>({
    fields: { unreadNotificationCount: (count) => Math.max(0, count - 1) },
  });
