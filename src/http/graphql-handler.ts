import type { ApolloServer, HTTPGraphQLResponse } from '@apollo/server';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { GraphQLSchema } from 'graphql';
import type { HttpOperation, LoggedOperation } from './http-operation.ts';
import { Cancellation } from '../util/cancellation.ts';
import type { ResponseShare } from '../core/response-memory.ts';
import type { FindOperation } from '../modules/client/persisted-operations.ts';
import { randomSeconds } from '../util/random-delay.ts';
import { callerOf } from '../core/caller.ts';
import type { Services } from '../core/services.ts';
import type { KnownOperations } from './known-operations.ts';
import { type Answer, runKnown } from './known-request.ts';
import { readOperationReference, replaceQuery, toHeaderMap, toPlainRequest } from './operation-request.ts';
import { clientOf, readRequest } from './request-info.ts';

/** What finds and executes operations. */
interface Execution {
  apollo: ApolloServer<HttpOperation>;
  schema: GraphQLSchema;
  known: KnownOperations;
  findOperation: FindOperation;
}

/** Creates the handler of `/graphql` over HTTP. It reads the caller and finds the operation before it is executed. */
export function graphqlHandler(
  services: Services,
  { apollo, schema, known, findOperation }: Execution,
  sendPage: (request: FastifyRequest, reply: FastifyReply) => Promise<unknown>,
) {
  return async (request: FastifyRequest, reply: FastifyReply) => {
    const type = request.responseType;
    if (type === 'text/html') return sendPage(request, reply);
    const plain = toPlainRequest(request);
    const logged: LoggedOperation = {};
    const cancellation = new Cancellation(services.config.http.requestDeadline, request.raw.socket);
    let caller = '';
    const readContext = async (): Promise<HttpOperation> => {
      const incoming = await readRequest(services, request, cancellation);
      caller = callerOf(incoming);
      const reference = readOperationReference(plain);
      const notFound = type === 'application/graphql-response+json' ? 400 : 200;
      const found = await findOperation(incoming, reference, notFound);
      if (found.query !== reference.query || reference.extensions) replaceQuery(plain, found.query);
      const note = (facts: LoggedOperation) => void Object.assign(logged, facts);
      return { incoming, found, showsCost: request.headers['x-cost'] === '1', note };
    };
    let reading: Promise<HttpOperation> | undefined;
    const context = () => (reading ??= readContext());
    const executeByApollo = () => {
      const httpGraphQLRequest = Object.assign(plain, { headers: toHeaderMap(request, type) });
      return apollo.executeHTTPGraphQLRequest({ httpGraphQLRequest, context });
    };
    const respond = async () =>
      (await runKnown(services, schema, known, plain, type, context)) ?? toAnswer(await executeByApollo());
    const { status = 200, headers, body, errors } = await respond().finally(() => cancellation.end());
    const failure = status >= 400 && { code: errors?.[0]?.extensions?.['code'] };
    // Adds operation and client to all later log lines of this request.
    request.log = reply.log = request.log.child({ ...logged, ...clientOf(request), ...failure });
    // Responses are private unless they have another `Cache-Control`.
    const vary = [reply.getHeader('vary'), 'accept'].filter(Boolean).join(', ');
    void reply
      .code(status)
      .headers({ 'cache-control': 'private, no-store', vary, ...Object.fromEntries(headers) });
    if (status === 503 && !reply.hasHeader('retry-after'))
      void reply.header('retry-after', randomSeconds(services.config.subscriptions.reconnectWithin));
    if (status === 304) return reply.send();
    holdUntilRead(services.responseMemory.open(caller), body, reply);
    return reply.send(body);
  };
}

function toAnswer({ status, headers, body }: HTTPGraphQLResponse): Answer {
  if (body.kind === 'chunked') throw new TypeError('Incremental delivery is not supported.');
  const errors = (status ?? 200) >= 400 ? JSON.parse(body.string).errors : undefined;
  return { status, headers, body: body.string, errors };
}

/** Counts the body against the caller's share of the memory until the client has received it. */
function holdUntilRead(share: ResponseShare, body: string | Buffer, { raw }: FastifyReply): void {
  share.hold(Buffer.byteLength(body));
  if (raw.destroyed) share.release();
  else raw.once('close', () => share.release());
}
