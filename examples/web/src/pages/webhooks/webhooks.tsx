import { useQuery } from '@apollo/client/react';
import { useState } from 'react';
import { readFragment } from '../../api/gql/index.ts';
import { Gauge } from '../../ui/gauge.tsx';
import { More } from '../../ui/more.tsx';
import { Failure, Loading, Page } from '../../ui/page.tsx';
import { Link } from '../../ui/router.tsx';
import { Secret } from '../../ui/secret.tsx';
import { EndpointState } from './endpoint-state.tsx';
import { NewEndpoint } from './new-endpoint.tsx';
import { EndpointFragment, EndpointsDocument } from './operations.ts';

const PAGE = 20;

/** The URLs that receive the organization's events. */
export function Webhooks() {
  const [shown, setShown] = useState<{ of: string; secret: string }>();
  const { data, error, refetch, fetchMore } = useQuery(EndpointsDocument, {
    variables: { first: PAGE },
    fetchPolicy: 'cache-and-network',
  });
  if (error && !data) return <Failure error={error} retry={refetch} />;
  if (!data?.webhookEndpoints || !data.organization) return <Loading />;
  const { edges, totalCount, pageInfo } = data.webhookEndpoints;
  const { hasWebhooks, viewerCanManageWebhooks, usage } = data.organization;
  return (
    <Page title="Webhooks">
      {shown && <Secret {...shown} onDone={() => setShown(undefined)} />}
      {hasWebhooks ? (
        <div className="sheet">
          <Gauge label="Webhooks" {...usage.webhookEndpoints} />
        </div>
      ) : (
        <p className="notice">
          The plan of the organization does not include webhooks. An owner can choose one that does:{' '}
          <Link to="/plan">Plan</Link>
        </p>
      )}
      {edges.length === 0 && <p>There are no webhooks yet.</p>}
      <ul className="list" aria-label="Webhooks">
        {readFragment(
          EndpointFragment,
          edges.map(({ node }) => node),
        ).map((endpoint) => (
          <li key={endpoint.id} className="sheet">
            <Link to={`/webhooks/${endpoint.id}`}>{endpoint.url}</Link>
            {endpoint.description && <p>{endpoint.description}</p>}
            <EndpointState endpoint={endpoint} />
          </li>
        ))}
      </ul>
      <More
        shown={edges.length}
        total={totalCount}
        load={
          pageInfo.hasNextPage && (() => fetchMore({ variables: { first: PAGE, after: pageInfo.endCursor } }))
        }
      />
      {viewerCanManageWebhooks && hasWebhooks && <NewEndpoint onSecret={setShown} onChange={refetch} />}
    </Page>
  );
}
