import type { ApolloServerPlugin, GraphQLResponse } from '@apollo/server';
import { HeaderMap } from '@apollo/server';
import { type ExecutionResult, type FormattedExecutionResult, type GraphQLFormattedError } from 'graphql';
import { Context, type Services } from '../context.ts';
import { badOperation, publicError } from '../errors.ts';
import { type ErrorCode, withStatus } from '../refusal.ts';
import { admit, type RateLimitHeaders } from '../modules/plan/admission.ts';
import { meterRequest } from '../modules/usage/request-meter.ts';
import { cacheControl } from './cache-control.ts';
import { callerOf } from './caller.ts';
import { type CostVerdict, requireAffordable } from './cost-limit.ts';
import { executeOperation, type Operation } from './executor.ts';
import type { HttpOperation } from './http.ts';
import { claimIdempotencyKey, keepAnswer, type Sent } from './idempotency.ts';
import { operationHash } from './operation-hash.ts';
import { writeAhead } from './response-text.ts';
import { createSchema } from './schema.ts';
import { createTracing } from './trace.ts';
import { afterTwins } from './twins.ts';

/** The end of each request's path: cost, execution in the tenant's transaction, commit, and only then the answer. */
export function requestPlugin(services: Services): ApolloServerPlugin<HttpOperation> {
  const startTrace = createTracing(() => createSchema(services.config));
  return {
    requestDidStart: async (request) => {
      const { found, showsCost, note, ...incoming } = request.contextValue;
      const trace = incoming.fromRouter ? await startTrace(request) : undefined;
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
          cost = await requireAffordable(services, incoming, asked);
          found.onValid();
        },
        responseForOperation: async ({ schema, document, operation, operationName, request, source }) => {
          if (!operation) return null;
          const writes = operation.operation === 'mutation';
          const context = new Context(services, incoming, writes, cost?.requested);
          const variables = request.variables ?? {};
          trace?.follow(context);
          const startedAt = performance.now();
          const outcome = await runInTransaction(
            {
              schema: trace?.schema ?? schema,
              document,
              operationName: operationName ?? undefined,
              variables,
              context,
              traced: trace !== undefined,
              cost: cost?.requested,
            },
            { source, operationName, variables },
          );
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
          return response;
        },
      };
    },
  };
}

/** What is answered: without `data` when the operation was not executed at all. */
interface Outcome {
  answer: FormattedExecutionResult;
  replayed?: true;
  limits?: Partial<RateLimitHeaders> | undefined;
  /** Whether the caller was let in, so that the request counts. */
  admitted: boolean;
}

/** How far a request has come. */
type Progress = Pick<Outcome, 'admitted' | 'limits'> & { executed: boolean };

/** The outcome of the operation, or a refusal as soon as its request is cancelled and nothing of it will be committed. */
async function runInTransaction(operation: Operation, sent: Sent): Promise<Outcome> {
  const { context } = operation;
  const { cancellation, logger, requestId } = context.request;
  const progress: Progress = { admitted: false, executed: false };
  const running = afterTwins(context, () => runToItsEnd(operation, sent, progress)).catch((error) =>
    refused(context, progress, error),
  );
  if (!cancellation) return running;
  const { promise: cancelled, resolve } = Promise.withResolvers<Outcome>();
  const forget = cancellation.onCancel((error) => {
    if (!context.transaction.cancel(error, cancellation.isLate)) return;
    logger.warn({ err: error, requestId }, 'request cancelled');
    resolve(refused(context, progress, error));
  });
  return Promise.race([running, cancelled]).finally(forget);
}

/** Executes and commits; what is refused before that has no `data`. With an idempotency key only once, while later the first answer is given again. */
async function runToItsEnd(operation: Operation, sent: Sent, progress: Progress): Promise<Outcome> {
  const { context } = operation;
  const { transaction, services } = context;
  try {
    services.responseMemory.requireRoom(callerOf(context.request));
    progress.limits = await admit(context);
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
    if (record) await keepAnswer(context, record, answer);
    await transaction.commit();
    return { answer, ...progress };
  } catch (error) {
    await transaction.rollback();
    return refused(context, progress, error);
  }
}

function refused(context: Context, progress: Progress, error: unknown): Outcome {
  const { errors } = format({ data: null, errors: [error as never] }, context);
  return { answer: progress.executed ? { errors, data: null } : { errors }, ...progress };
}

/** Asks the rules again, without writing: who may not do this any more does not get the answer either. */
async function replay(
  operation: Operation,
  answer: FormattedExecutionResult,
): Promise<Pick<Outcome, 'answer' | 'replayed'>> {
  const { context } = operation;
  context.replays = true;
  const asked = await executeOperation(operation);
  await context.transaction.rollback();
  const refusedBefore = new Set(answer.errors?.map(({ path }) => path?.[0]));
  const isStillAllowed = (asked.errors ?? []).every(({ path }) => refusedBefore.has(path?.[0]));
  return isStillAllowed ? { answer, replayed: true } : { answer: format(asked, context) };
}

function format({ data, errors }: ExecutionResult, { request }: Context): FormattedExecutionResult {
  const executed = data !== undefined;
  const formatted = errors?.map((error): GraphQLFormattedError => {
    const told = publicError(error, request.requestId, request.logger);
    return executed
      ? told
      : { ...told, extensions: withStatus({ ...told.extensions, code: 'BAD_USER_INPUT' }) };
  });
  return { ...(formatted && { errors: formatted }), ...(executed && { data }) };
}

/** What is refused before it is executed answers 400, but for these codes. */
const refusals: Partial<Record<ErrorCode, number>> & Record<string, number> = {
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
    answer.data === undefined ? (refusals[String(answer.errors?.[0]?.extensions?.['code'])] ?? 400) : 200;
  const singleResult = cost ? { ...answer, extensions: { ...answer.extensions, cost } } : answer;
  return { http: { status, headers }, body: { kind: 'single', singleResult } };
}
