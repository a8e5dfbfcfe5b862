import { readBearer } from '../authorization/bearer.ts';
import { isRouter } from '../authorization/router.ts';
import type { Incoming, Services } from '../context.ts';

type Named = Record<string, unknown>;

/**
 * Who connects, from the payload of `connection_init`, in which a browser sends what it cannot send as headers; else
 * from the headers of the upgrade.
 */
export async function readCredentials(
  { config, tokens }: Services,
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
    ...(await readBearer(tokens, read('authorization', 'Authorization'))),
    organizationHeader: read('x-organization-id', 'X-Organization-Id') || undefined,
    fromRouter: isRouter(config, headers['router-authorization']),
    clientName: read('apollographql-client-name'),
    clientVersion: read('apollographql-client-version'),
  };
}
