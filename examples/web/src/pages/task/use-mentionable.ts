import { useQuery } from '@apollo/client/react';
import { useDebounced } from '../../ui/debounce.ts';
import { MentionableDocument } from './operations.ts';

/** Returns the members who can be mentioned and have this text in their name or address; nobody while it is undefined. */
export function useMentionable(typed: string | undefined) {
  const settled = useDebounced(typed);
  const search = settled?.trim();
  const result = useQuery(MentionableDocument, {
    variables: { filter: { status: { eq: 'ACTIVE' }, ...(search && { search }) } },
    skip: settled === undefined,
    // A short list must not replace the complete one of the task's form in the cache.
    fetchPolicy: 'no-cache',
  });
  if (typed === undefined || settled === undefined) return [];
  // While a search runs, the result of the previous one stays. Without a connection nobody is offered.
  const { members } = (result.data ?? result.previousData)?.organization ?? {};
  return members?.nodes.map(({ user }) => user) ?? [];
}
