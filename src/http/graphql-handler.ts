import type { ApolloServer, HTTPGraphQLResponse } from '@apollo/server';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Cancellation } from '../util/cancellation.ts';
import type { ResponseShare } from '../core/response-memory.ts';
import type { FindOperation, ResolvedOperation } from '../modules/client/persisted-operations.ts';
import { callerOf } from '../core/caller.ts';
import type { RequestInfo } from '../core/request.ts';
import type { Services } from '../core/services.ts';
import { readOperationReference, replaceQuery, toHttpRequest } from './operation-request.ts';
import { clientOf, readRequest } from './request-info.ts';

/** An HTTP request and its operation. */
export interface HttpOperation extends RequestInfo {
  found: ResolvedOperation;
  /** Whether the response shows the cost of the operation: the request has `X-Cost: 1`. */
  showsCost: boolean;
  /** Adds fields to the request's log line. */
  note: (facts: LoggedOperation) => void;
}

/** The fields of a log line that describe an operation. */
export interface LoggedOperation {
  operation?: string | undefined;
  /** For operations without a name. */
  operationHash?: string | undefined;
  userId?: string | undefined;
  apiKeyId?: string | undefined;
  organizationId?: string | undefined;
}

/** Creates the handler of `/graphql` over HTTP. It reads the caller and finds the operation before Apollo parses it. */
export function graphqlHandler(
  services: Services,
  apollo: ApolloServer<HttpOperation>,
  findOperation: FindOperation,
  sendPage: (request: FastifyRequest, reply: FastifyReply) => Promise<unknown>,
) {
  return async (request: FastifyRequest, reply: FastifyReply) => {
    const type = request.responseType;
    if (type === 'text/html') return sendPage(request, reply);
    const httpRequest = toHttpRequest(request, type);
    const logged: LoggedOperation = {};
    const cancellation = new Cancellation(services.config.http.requestDeadline, request.raw.socket);
    let caller = '';
    const executed = apollo.executeHTTPGraphQLRequest({
      httpGraphQLRequest: httpRequest,
      context: async () => {
        const incoming = { ...(await readRequest(services, request)), cancellation };
        caller = callerOf(incoming);
        const reference = readOperationReference(httpRequest);
        const notFound = type === 'application/graphql-response+json' ? 400 : 200;
        const found = await findOperation(incoming, reference, notFound);
        if (found.query !== reference.query || reference.extensions) replaceQuery(httpRequest, found.query);
        const note = (facts: LoggedOperation) => void Object.assign(logged, facts);
        return { ...incoming, found, showsCost: request.headers['x-cost'] === '1', note };
      },
    });
    const { status, headers, body } = await executed.finally(() => cancellation.end());
    const failure = (status ?? 200) >= 400 && { code: firstCode(body) };
    // Adds operation and client to all later log lines of this request.
    request.log = reply.log = request.log.child({ ...logged, ...clientOf(request), ...failure });
    // Responses are private unless the plugin sets another `Cache-Control`.
    const vary = [reply.getHeader('vary'), 'accept'].filter(Boolean).join(', ');
    void reply
      .code(status ?? 200)
      .headers({ 'cache-control': 'private, no-store', vary, ...Object.fromEntries(headers) });
    if (status === 304) return reply.send();
    if (body.kind === 'chunked') throw new TypeError('Incremental delivery is not supported.');
    holdUntilRead(services.responseMemory.open(caller), body.string, reply);
    return reply.send(body.string);
  };
}

/** Counts the body against the caller's share of the memory until the client has received it. */
function holdUntilRead(share: ResponseShare, body: string, { raw }: FastifyReply): void {
  share.hold(Buffer.byteLength(body));
  if (raw.destroyed) share.release();
  else raw.once('close', () => share.release());
}

const firstCode = (body: HTTPGraphQLResponse['body']): unknown =>
  body.kind === 'complete' ? JSON.parse(body.string).errors?.[0]?.extensions?.code : undefined;
