import { useQuery } from '@apollo/client/react';
import { useState } from 'react';
import { graphql } from '../../api/gql/index.ts';
import type { AuditLogQuery } from '../../api/gql/graphql.ts';
import { useDebounced } from '../../ui/debounce.ts';
import { Failure, Loading, Page } from '../../ui/page.tsx';
import { Pager } from '../../ui/pager.tsx';

const AuditLogDocument = graphql(`
  query AuditLog($filter: AuditEventFilter, $first: Int!, $offset: Int!) {
    auditEvents(filter: $filter, first: $first, offset: $offset) {
      totalCount
      nodes {
        id
        action
        targetType
        apiKeyId
        createdAt
        actor {
          id
          fullName
        }
      }
    }
  }
`);

const PAGE = 25;
/** The API skips at most this many entries: narrow the search to see older ones. */
const MAX_OFFSET = 10_000;

/** What happened in the organization, newest first, page by page. */
export function AuditLog() {
  const [typed, setTyped] = useState('');
  const [page, setPage] = useState(1);
  const action = useDebounced(typed.trim());
  const result = useQuery(AuditLogDocument, {
    variables: {
      filter: action ? { action: { startsWith: action } } : null,
      first: PAGE,
      offset: (page - 1) * PAGE,
    },
    fetchPolicy: 'cache-and-network',
  });
  const { error, refetch, loading } = result;
  // While another page loads, the present one stays.
  const events = (result.data ?? result.previousData)?.auditEvents;
  if (error && !events) return <Failure error={error} retry={refetch} />;
  if (!events) return <Loading />;
  const pages = Math.max(1, Math.ceil(Math.min(events.totalCount, MAX_OFFSET + PAGE) / PAGE));
  return (
    <Page title="Audit log">
      <div className="field">
        <label htmlFor="action">Action, for example project or member.added</label>
        <input
          id="action"
          type="search"
          value={typed}
          onChange={({ target }) => {
            setTyped(target.value);
            setPage(1);
          }}
        />
      </div>
      <table aria-busy={loading}>
        <thead>
          <tr>
            <th scope="col">When</th>
            <th scope="col">Who</th>
            <th scope="col">What</th>
          </tr>
        </thead>
        <tbody>
          {events.nodes.map((event) => (
            <tr key={event.id}>
              <td>
                <time dateTime={event.createdAt}>{new Date(event.createdAt).toLocaleString()}</time>
              </td>
              <td>{authorOf(event)}</td>
              <td>{event.action}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <Pager page={page} pages={pages} onTurn={setPage} />
    </Page>
  );
}

type Event = NonNullable<AuditLogQuery['auditEvents']>['nodes'][number];

function authorOf({ actor, apiKeyId }: Event): string {
  if (actor) return actor.fullName;
  return apiKeyId ? 'An API key' : 'The system, or somebody who left';
}
