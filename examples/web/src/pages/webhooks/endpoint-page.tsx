import { useQuery } from '@apollo/client/react';
import { useState } from 'react';
import { readFragment } from '../../api/gql/index.ts';
import { Failure, Loading, Page } from '../../ui/page.tsx';
import { Link } from '../../ui/router.tsx';
import { Secret } from '../../ui/secret.tsx';
import { NotFound } from '../routes.tsx';
import { Deliveries } from './deliveries.tsx';
import { EndpointActions } from './endpoint-actions.tsx';
import { EndpointState } from './endpoint-state.tsx';
import { EndpointDocument, EndpointFragment } from './operations.ts';

/** One webhook: what it gets, what to do with it, and what was delivered. */
export function EndpointPage({ endpointId }: { endpointId: string }) {
  const [secret, setSecret] = useState<string>();
  const { data, error, refetch } = useQuery(EndpointDocument, {
    variables: { id: endpointId },
    fetchPolicy: 'cache-and-network',
  });
  if (error && !data) return <Failure error={error} retry={refetch} />;
  if (!data) return <Loading />;
  if (data.node?.__typename !== 'WebhookEndpoint') return <NotFound what="webhook" />;
  const endpoint = readFragment(EndpointFragment, data.node);
  return (
    <Page title={endpoint.url}>
      <p>
        <Link to="/webhooks">All webhooks</Link>
      </p>
      {secret && (
        <Secret of={`the webhook ${endpoint.url}`} secret={secret} onDone={() => setSecret(undefined)} />
      )}
      <section className="sheet" aria-label="About this webhook">
        {endpoint.description && <p>{endpoint.description}</p>}
        <EndpointState endpoint={endpoint} />
        {endpoint.viewerCanManage && <EndpointActions endpoint={endpoint} onSecret={setSecret} />}
      </section>
      <Deliveries endpointId={endpointId} canReplay={endpoint.viewerCanManage} />
    </Page>
  );
}
