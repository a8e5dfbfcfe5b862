import { bearerClaims } from '../authorization/bearer.ts';
import type { Incoming, Services } from '../context.ts';
import { clientName } from '../graphql/persisted.ts';

type Named = Record<string, unknown>;

/**
 * Who connects, from the payload of `connection_init`, in which a browser sends what it cannot send as headers; else
 * from the headers of the upgrade.
 */
export async function readCredentials(
  { tokens }: Services,
  incoming: Incoming,
  params: Named,
  headers: Named,
): Promise<Incoming> {
  const read = (name: string, ...spellings: string[]) =>
    [...[name, ...spellings].map((each) => params[each]), headers[name]].find(
      (value): value is string => typeof value === 'string',
    );
  return {
    ...incoming,
    claims: await bearerClaims(tokens, read('authorization', 'Authorization')),
    organizationHeader: read('x-organization-id', 'X-Organization-Id') || undefined,
    client: clientName(read('apollographql-client-name'), read('apollographql-client-version')),
  };
}
