import type { ApolloServerPlugin, GraphQLResponse } from '@apollo/server';
import { HeaderMap } from '@apollo/server';
import { type ExecutionResult, type FormattedExecutionResult, type GraphQLFormattedError } from 'graphql';
import { Context } from '../core/context.ts';
import { badOperation } from '../errors.ts';
import { publicError } from '../graphql/public-error.ts';
import { type ErrorCode, withStatus } from '../util/error-codes.ts';
import { admit, type RateLimitHeaders } from '../modules/plan/request-quota.ts';
import { meterRequest } from '../modules/usage/request-meter.ts';
import { cacheControl } from './cache-control.ts';
import { type CostVerdict, checkCost } from '../graphql/cost-limit.ts';
import { executeOperation } from '../graphql/executor.ts';
import type { HttpOperation } from './graphql-handler.ts';
import { claimIdempotencyKey, storeResponse, type IdempotentRequest } from '../graphql/idempotency.ts';
import { operationHash } from '../graphql/operation-hash.ts';
import { noteRefused } from '../graphql/plan/read.ts';
import { etagOf, lookUp, matchesEtag, sendAhead } from '../graphql/validated/responses.ts';
import { writeAhead } from '../graphql/response-text.ts';
import { createSchema } from '../graphql/schema.ts';
import { schemaModules } from '../modules/schema-modules.ts';
import { createTracing } from '../graphql/apollo-trace.ts';
import { afterDuplicates } from '../graphql/duplicate-requests.ts';
import { callerOf } from '../core/caller.ts';
import type { Services } from '../core/services.ts';
import type { Operation } from '../graphql/operation.ts';

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

/** The result of a request. `answer` has no `data` when the operation was not executed. */
interface Outcome {
  answer: FormattedExecutionResult;
  replayed?: true;
  limits?: Partial<RateLimitHeaders> | undefined;
  /** Whether the request passed the rate limits and quotas, so that it is metered. */
  admitted: boolean;
}

/** The state of a request when it fails. */
type Progress = Pick<Outcome, 'admitted' | 'limits'> & { executed: boolean };

/** Runs the operation. Returns an error as soon as the request is cancelled, unless the commit has begun. */
async function runInTransaction(operation: Operation, sent: IdempotentRequest): Promise<Outcome> {
  const { context } = operation;
  const { cancellation, logger, requestId } = context.request;
  const progress: Progress = { admitted: false, executed: false };
  const running = afterDuplicates(context, () => executeAndCommit(operation, sent, progress)).catch((error) =>
    toFailure(context, progress, error),
  );
  if (!cancellation) return running;
  const { promise: cancelled, resolve } = Promise.withResolvers<Outcome>();
  const stopListening = cancellation.onCancel((error) => {
    if (!context.transaction.cancel(error, cancellation.isLate)) return;
    logger.warn({ err: error, requestId }, 'request cancelled');
    resolve(toFailure(context, progress, error));
  });
  return Promise.race([running, cancelled]).finally(stopListening);
}

/**
 * Executes the operation and commits. With an idempotency key, this happens only once: later requests receive the stored
 * response. Errors before the execution give a response without `data`.
 */
async function executeAndCommit(
  operation: Operation,
  sent: IdempotentRequest,
  progress: Progress,
): Promise<Outcome> {
  const { context } = operation;
  const { transaction, services } = context;
  try {
    services.responseMemory.requireRoom(callerOf(context.request));
    operation.lookup = lookUp(operation);
    sendAhead(operation);
    progress.limits = await admit(context).catch((error) => {
      noteRefused(context, error);
      throw error;
    });
    progress.admitted = true;
    let record = await claimIdempotencyKey(context, sent);
    if (record?.answer) return { ...(await replay(operation, record.answer)), ...progress };
    if (record) {
      context.reclaim = async () => {
        record = await claimIdempotencyKey(context, sent);
        if (record?.answer) throw new Error('another request with this Idempotency-Key was faster');
      };
    }
    progress.executed = true;
    const result = await executeOperation(operation);
    if (record?.answer) return { ...(await replay(operation, record.answer)), ...progress };
    transaction.requireSound();
    const answer = format(result, context);
    if (record) storeResponse(context, record, answer);
    await transaction.commit();
    return { answer, ...progress };
  } catch (error) {
    await transaction.rollback();
    return toFailure(context, progress, error);
  }
}

function toFailure(context: Context, progress: Progress, error: unknown): Outcome {
  const { errors } = format({ data: null, errors: [error as never] }, context);
  return { answer: progress.executed ? { errors, data: null } : { errors }, ...progress };
}

/**
 * Returns the stored response.
 * Security: a caller who has lost permissions could read data from the stored response. The authorization rules are
 * checked again first, without executing the mutation.
 */
async function replay(
  operation: Operation,
  answer: FormattedExecutionResult,
): Promise<Pick<Outcome, 'answer' | 'replayed'>> {
  const { context } = operation;
  context.isReplay = true;
  const checked = await executeOperation(operation);
  await context.transaction.rollback();
  const refusedBefore = new Set(answer.errors?.map(({ path }) => path?.[0]));
  const isStillAllowed = (checked.errors ?? []).every(({ path }) => refusedBefore.has(path?.[0]));
  return isStillAllowed ? { answer, replayed: true } : { answer: format(checked, context) };
}

function format({ data, errors }: ExecutionResult, { request }: Context): FormattedExecutionResult {
  const executed = data !== undefined;
  const formatted = errors?.map((error): GraphQLFormattedError => {
    const formattedError = publicError(error, request.requestId, request.logger);
    if (executed) return formattedError;
    return {
      ...formattedError,
      extensions: withStatus({ ...formattedError.extensions, code: 'BAD_USER_INPUT' }),
    };
  });
  return { ...(formatted && { errors: formatted }), ...(executed && { data }) };
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
