import { readBearer } from '../authentication/bearer.ts';
import { isRouter } from '../authentication/router-secret.ts';
import type { RequestInfo } from '../core/request.ts';
import type { Services } from '../core/services.ts';

type Parameters = Record<string, unknown>;

/**
 * Reads the credentials from the payload of `connection_init`, because browsers cannot set headers of a WebSocket, or
 * else from the headers of the upgrade request.
 */
export async function readCredentials(
  { config, tokens }: Services,
  incoming: RequestInfo,
  params: Parameters,
  headers: Parameters,
): Promise<RequestInfo> {
  const read = (name: string, ...spellings: string[]) =>
    [...[name, ...spellings].map((each) => params[each]), headers[name]].find(
      (value): value is string => typeof value === 'string',
    );
  const traceparent = read('traceparent');
  return {
    ...incoming,
    ...(await readBearer(tokens, read('authorization', 'Authorization'))),
    organizationHeader: read('x-organization-id', 'X-Organization-Id') || undefined,
    isTrustedRouter: isRouter(config, headers['router-authorization']),
    clientName: read('apollographql-client-name'),
    clientVersion: read('apollographql-client-version'),
    trace: traceparent === undefined ? undefined : { traceparent, tracestate: read('tracestate') },
  };
}
