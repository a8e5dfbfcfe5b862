import { useSubscription } from '@apollo/client/react';
import { MemberChanges } from './operations.ts';

/** Follows changes of the members. A change of the viewer's own role changes what the pages offer. */
export function useMemberChanges(viewerId: string | undefined): void {
  useSubscription(MemberChanges, {
    skip: !viewerId,
    onData({ client, data: { data: change } }) {
      const event = change?.memberEvents;
      if (!event) return;
      const { cache } = client;
      if (event.type === 'DELETED')
        cache.evict({ id: cache.identify({ __typename: 'Membership', id: event.membershipId })! });
      else if (event.type === 'CREATED' || event.userId === viewerId)
        void client.refetchObservableQueries().catch(() => undefined);
    },
  });
}
