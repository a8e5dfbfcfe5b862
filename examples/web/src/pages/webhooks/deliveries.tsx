import { useQuery } from '@apollo/client/react';
import { useState } from 'react';
import { readFragment } from '../../api/gql/index.ts';
import type { WebhookDeliveryState } from '../../api/gql/graphql.ts';
import { Choice } from '../../ui/choice.tsx';
import { More } from '../../ui/more.tsx';
import { Failure, Loading } from '../../ui/page.tsx';
import { isHidden, usePolling } from '../../ui/use-polling.ts';
import { DeliveriesDocument, DeliveryFragment, PendingDocument } from './delivery-operations.ts';
import { DeliveryItem } from './delivery-item.tsx';
import { stateNames } from './states.ts';
import { useDue } from './use-due.ts';

const PAGE = 20;
const WATCH_MS = 2000;
const FOLLOW_MS = 10_000;
/** How many deliveries the API returns at once. */
const MAX_WATCHED = 100;

/**
 * The log of a webhook, newest first. It is asked for again and again, and deliveries in progress more often, until that
 * fails once.
 */
export function Deliveries({ endpointId, canReplay }: { endpointId: string; canReplay: boolean }) {
  const [state, setState] = useState<WebhookDeliveryState | ''>('');
  const [isLong, setLong] = useState(false);
  const filter = { endpointId: { eq: endpointId }, ...(state && { state: { eq: state } }) };
  const log = useQuery(DeliveriesDocument, {
    variables: { filter, first: PAGE },
    fetchPolicy: 'cache-and-network',
    skipPollAttempt: isHidden,
  });
  const list = (log.data ?? (log.error ? undefined : log.previousData))?.webhookDeliveries;
  const rows = readFragment(DeliveryFragment, list?.edges.map(({ node }) => node) ?? []);
  const due = useDue(rows).slice(0, MAX_WATCHED);
  const isWatching = due.length > 0;
  const watch = useQuery(PendingDocument, {
    variables: { ids: due },
    skip: !isWatching,
    fetchPolicy: 'network-only',
    skipPollAttempt: isHidden,
  });
  const error = log.error ?? (isWatching ? watch.error : undefined);
  // New deliveries appear while only the first page is shown: the others would go.
  usePolling(log, isLong || error ? 0 : FOLLOW_MS);
  usePolling(watch, error ? 0 : WATCH_MS);
  const retry = () => {
    void log.refetch();
    if (isWatching) void watch.refetch();
  };
  return (
    <section aria-labelledby="deliveries">
      <h2 id="deliveries">Deliveries of the last 30 days</h2>
      <Choice
        label="Show"
        options={{ '': 'All', ...stateNames }}
        value={state}
        onChange={({ target }) => {
          setLong(false);
          setState(target.value as WebhookDeliveryState | '');
        }}
      />
      {error && <Failure error={error} retry={retry} />}
      {!list && !error && <Loading />}
      {list && (
        <>
          {rows.length === 0 && <p>There are no deliveries.</p>}
          <ul className="list" aria-labelledby="deliveries" aria-busy={log.loading}>
            {rows.map((delivery) => (
              <DeliveryItem key={delivery.id} delivery={delivery} canReplay={canReplay} />
            ))}
          </ul>
          <More
            shown={rows.length}
            total={list.totalCount}
            load={
              list.pageInfo.hasNextPage &&
              (() => {
                setLong(true);
                return log.fetchMore({ variables: { filter, first: PAGE, after: list.pageInfo.endCursor } });
              })
            }
          />
        </>
      )}
    </section>
  );
}
