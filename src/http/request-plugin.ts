import type { ApolloServerPlugin, GraphQLResponse } from '@apollo/server';
import { HeaderMap } from '@apollo/server';
import { Context } from '../core/context.ts';
import { badOperation } from '../errors.ts';
import type { ErrorCode } from '../util/error-codes.ts';
import { meterRequest } from '../modules/usage/request-meter.ts';
import { cacheControl } from './cache-control.ts';
import { type CostVerdict, checkCost } from '../graphql/cost-limit.ts';
import type { HttpOperation } from './graphql-handler.ts';
import { operationHash } from '../graphql/operation-hash.ts';
import { etagOf, matchesEtag } from '../graphql/validated/responses.ts';
import { writeAhead } from '../graphql/response-text.ts';
import { createSchema } from '../graphql/schema.ts';
import { schemaModules } from '../modules/schema-modules.ts';
import { createTracing } from '../graphql/apollo-trace.ts';
import type { Services } from '../core/services.ts';
import type { Operation } from '../graphql/operation.ts';
import { type Outcome, runInTransaction } from './run-in-transaction.ts';

/** Checks the cost of each operation, executes it in one transaction, and responds after the commit. */
export function requestPlugin(services: Services): ApolloServerPlugin<HttpOperation> {
  const startTrace = createTracing(() => createSchema(services.config, schemaModules));
  return {
    requestDidStart: async (request) => {
      const { found, showsCost, note, ...incoming } = request.contextValue;
      const trace = incoming.isTrustedRouter ? await startTrace(request) : undefined;
      let cost: CostVerdict | undefined;
      return {
        ...trace?.listener,
        didResolveOperation: async ({ schema, document, operation, request }) => {
          const name = operation?.name?.value.slice(0, 100);
          note(name ? { operation: name } : { operationHash: operationHash(document) });
          if (operation?.operation === 'subscription') throw badOperation('Subscribe over a WebSocket.');
          const { variables = {} } = request;
          const { registered } = found;
          const asked = { schema, document, operation, variables, registered, showsCost };
          cost = await checkCost(services, incoming, asked);
          found.onValid();
        },
        responseForOperation: async ({ schema, document, operation, operationName, request, source }) => {
          if (!operation) return null;
          const writes = operation.operation === 'mutation';
          const context = new Context(services, incoming, writes, cost?.requested);
          const variables = request.variables ?? {};
          trace?.follow(context);
          const startedAt = performance.now();
          const running: Operation = {
            schema: trace?.schema ?? schema,
            document,
            operationName: operationName ?? undefined,
            variables,
            context,
            traced: trace !== undefined,
            cost: cost?.requested,
          };
          const outcome = await runInTransaction(running, { source, operationName, variables });
          note(context.identity);
          const [error] = outcome.answer.errors ?? [];
          if (outcome.admitted)
            meterRequest(context, operation.name?.value, error?.extensions?.['code'], startedAt);
          if (outcome.admitted && !error) found.onExecuted();
          await trace?.noteErrors(outcome.answer);
          await writeAhead(outcome.answer.data, context.share);
          const response = toResponse(outcome, showsCost ? cost : undefined);
          const cached =
            outcome.answer.errors || showsCost ? undefined : cacheControl(schema, operation, request.http);
          if (cached) response.http.headers.set('cache-control', cached);
          const etag =
            request.http?.method === 'GET' && !outcome.answer.errors && !showsCost && etagOf(running);
          if (etag) revalidate(response, etag, request.http!.headers.get('if-none-match'));
          return response;
        },
      };
    },
  };
}

/** Lets the client keep the response and ask whether it is still the same. */
function revalidate({ http }: GraphQLResponse, etag: string, ifNoneMatch: string | undefined): void {
  http.headers.set('etag', etag);
  http.headers.set('cache-control', 'private, no-cache');
  if (ifNoneMatch !== undefined && matchesEtag(ifNoneMatch, etag)) http.status = 304;
}

/** The HTTP status for errors before the execution; 400 for all other codes. */
const statusByCode: Partial<Record<ErrorCode, number>> & Record<string, number> = {
  RATE_LIMITED: 429,
  QUOTA_EXCEEDED: 429,
  SERVICE_UNAVAILABLE: 503,
  INTERNAL_SERVER_ERROR: 500,
};

function toResponse(
  { answer, replayed, limits = {} }: Outcome,
  cost: CostVerdict | undefined,
): GraphQLResponse {
  const waits = (answer.errors ?? []).map(({ extensions }) => Number(extensions?.['retryAfterSeconds'] ?? 0));
  const wait = Math.max(0, ...waits);
  const headers = new HeaderMap(Object.entries(limits));
  if (wait > 0) headers.set('retry-after', String(wait));
  if (replayed) headers.set('idempotency-replayed', 'true');
  const status =
    answer.data === undefined ? (statusByCode[String(answer.errors?.[0]?.extensions?.['code'])] ?? 400) : 200;
  const singleResult = cost ? { ...answer, extensions: { ...answer.extensions, cost } } : answer;
  return { http: { status, headers }, body: { kind: 'single', singleResult } };
}
