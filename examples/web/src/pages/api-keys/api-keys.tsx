import { useQuery } from '@apollo/client/react';
import { useState } from 'react';
import { Gauge } from '../../ui/gauge.tsx';
import { More } from '../../ui/more.tsx';
import { Failure, Loading, Page } from '../../ui/page.tsx';
import { Secret } from '../../ui/secret.tsx';
import { ApiKeyItem } from './api-key-item.tsx';
import { NewApiKey } from './new-api-key.tsx';
import { ApiKeysDocument } from './operations.ts';

const PAGE = 20;

/** A secret that was just shown, which the page forgets when it is closed. */
export interface Shown {
  of: string;
  secret: string;
}

/** The credentials of programs. */
export function ApiKeys() {
  const [includeRevoked, setIncludeRevoked] = useState(false);
  const [shown, setShown] = useState<Shown>();
  const result = useQuery(ApiKeysDocument, {
    variables: { includeRevoked, first: PAGE },
    fetchPolicy: 'cache-and-network',
  });
  const { error, refetch, fetchMore, loading } = result;
  const data = result.data ?? (error ? undefined : result.previousData);
  if (error && !data) return <Failure error={error} retry={refetch} />;
  if (!data?.apiKeys || !data.organization) return <Loading />;
  const { edges, totalCount, pageInfo } = data.apiKeys;
  const { viewerCanManageApiKeys, viewerRole, usage } = data.organization;
  const after = pageInfo.endCursor;
  return (
    <Page title="API keys">
      {shown && <Secret {...shown} onDone={() => setShown(undefined)} />}
      <div className="sheet">
        <Gauge label="Active keys" {...usage.apiKeys} />
      </div>
      <label className="check">
        <input
          type="checkbox"
          checked={includeRevoked}
          onChange={({ target }) => setIncludeRevoked(target.checked)}
        />{' '}
        Show revoked keys
      </label>
      {edges.length === 0 && <p>There are no API keys yet.</p>}
      <ul className="list" aria-label="API keys" aria-busy={loading}>
        {edges.map(({ node }) => (
          <ApiKeyItem key={node.id} apiKey={node} onSecret={setShown} onChange={refetch} />
        ))}
      </ul>
      <More
        shown={edges.length}
        total={totalCount}
        load={
          pageInfo.hasNextPage && (() => fetchMore({ variables: { includeRevoked, first: PAGE, after } }))
        }
      />
      {viewerCanManageApiKeys && (
        <NewApiKey isOwner={viewerRole === 'OWNER'} onSecret={setShown} onChange={refetch} />
      )}
    </Page>
  );
}
