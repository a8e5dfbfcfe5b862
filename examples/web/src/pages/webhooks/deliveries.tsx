import { useQuery } from '@apollo/client/react';
import { useState } from 'react';
import { readFragment } from '../../api/gql/index.ts';
import type { WebhookDeliveryState } from '../../api/gql/graphql.ts';
import { Choice } from '../../ui/choice.tsx';
import { More } from '../../ui/more.tsx';
import { Failure, Loading } from '../../ui/page.tsx';
import { DeliveriesDocument, DeliveryFragment, PendingDocument } from './delivery-operations.ts';
import { DeliveryItem } from './delivery-item.tsx';
import { stateNames } from './states.ts';

const PAGE = 20;
const WATCH_MS = 2000;
const FOLLOW_MS = 10_000;
/** How many deliveries the API returns at once. */
const MAX_WATCHED = 100;

/** The log of a webhook, newest first. Deliveries in progress are asked for again until they are done. */
export function Deliveries({ endpointId, canReplay }: { endpointId: string; canReplay: boolean }) {
  const [state, setState] = useState<WebhookDeliveryState | ''>('');
  const [isLong, setLong] = useState(false);
  const filter = { endpointId: { eq: endpointId }, ...(state && { state: { eq: state } }) };
  const result = useQuery(DeliveriesDocument, {
    variables: { filter, first: PAGE },
    fetchPolicy: 'cache-and-network',
    // New deliveries appear while only the first page is shown: the others would go.
    pollInterval: isLong ? 0 : FOLLOW_MS,
  });
  const { error, refetch, fetchMore, loading } = result;
  const list = (result.data ?? (error ? undefined : result.previousData))?.webhookDeliveries;
  const rows = readFragment(DeliveryFragment, list?.edges.map(({ node }) => node) ?? []);
  const pending = rows.filter((row) => row.state === 'PENDING').map(({ id }) => id);
  useQuery(PendingDocument, {
    variables: { ids: pending.slice(0, MAX_WATCHED) },
    skip: pending.length === 0,
    pollInterval: WATCH_MS,
    fetchPolicy: 'network-only',
  });
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
      {error && !list && <Failure error={error} retry={refetch} />}
      {!list && !error && <Loading />}
      {list && (
        <>
          {rows.length === 0 && <p>There are no deliveries.</p>}
          <ul className="list" aria-labelledby="deliveries" aria-busy={loading}>
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
                return fetchMore({ variables: { filter, first: PAGE, after: list.pageInfo.endCursor } });
              })
            }
          />
        </>
      )}
    </section>
  );
}
