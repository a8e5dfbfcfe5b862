import { useQuery } from '@apollo/client/react';
import { useState } from 'react';
import { useDebounced } from '../../ui/debounce.ts';
import { More } from '../../ui/more.tsx';
import { Failure, Loading, Page } from '../../ui/page.tsx';
import { Invitations } from './invitations.tsx';
import { MemberItem } from './member-item.tsx';
import { MembersDocument } from './operations.ts';

const PAGE = 20;

/** The members of the organization, found while somebody types. */
export function Members() {
  const [typed, setTyped] = useState('');
  const search = useDebounced(typed.trim());
  const filter = search ? { search } : null;
  const result = useQuery(MembersDocument, {
    variables: { filter, first: PAGE },
    fetchPolicy: 'cache-and-network',
  });
  const { error, refetch, fetchMore, loading } = result;
  // While a search runs, the result of the previous one stays.
  const organization = (result.data ?? result.previousData)?.organization;
  if (error && !organization) return <Failure error={error} retry={refetch} />;
  if (!organization) return <Loading />;
  const { edges, totalCount, pageInfo } = organization.members;
  const after = pageInfo.endCursor;
  return (
    <Page title="Members">
      <div className="field">
        <label htmlFor="search">Search by name or address</label>
        <input
          id="search"
          type="search"
          maxLength={254}
          value={typed}
          onChange={({ target }) => setTyped(target.value)}
        />
      </div>
      <p role="status" className="quiet">
        {totalCount === 1 ? '1 member' : `${totalCount} members`}
      </p>
      <ul className="list" aria-label="Members" aria-busy={loading}>
        {edges.map(({ node }) => (
          <MemberItem key={node.id} membership={node} />
        ))}
      </ul>
      <More
        shown={edges.length}
        total={totalCount}
        load={pageInfo.hasNextPage && (() => fetchMore({ variables: { filter, first: PAGE, after } }))}
      />
      {organization.viewerCanSeeInvitations && <Invitations canInvite={organization.viewerCanAddMembers} />}
    </Page>
  );
}
