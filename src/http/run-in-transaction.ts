import type { ExecutionResult, FormattedExecutionResult, GraphQLFormattedError } from 'graphql';
import type { Context } from '../core/context.ts';
import { noLongerFound } from '../errors.ts';
import { publicError } from '../graphql/public-error.ts';
import { withStatus } from '../util/error-codes.ts';
import { hidesAny } from '../modules/project/hidden.ts';
import { noteRefusedAddress } from '../modules/api-key/refused-address.ts';
import { admit } from '../modules/plan/request-quota.ts';
import type { RateLimitHeaders } from '../modules/plan/request-minute.ts';
import { executeOperation } from '../graphql/executor.ts';
import { claimIdempotencyKey, storeResponse, type IdempotentRequest } from '../graphql/idempotency.ts';
import { noteRefused } from '../graphql/plan/read.ts';
import { chooseReplica } from '../graphql/replica-read.ts';
import { lookUp, sendAhead } from '../graphql/validated/responses.ts';
import { afterDuplicates } from '../graphql/duplicate-requests.ts';
import { callerOf } from '../core/caller.ts';
import type { Operation } from '../graphql/operation.ts';
import { inTraceOf } from '../tracing/tracing.ts';

/** The result of a request. `answer` has no `data` when the operation was not executed. */
export interface Outcome {
  answer: FormattedExecutionResult;
  replayed?: true;
  limits?: Partial<RateLimitHeaders> | undefined;
  /** Whether the request passed the rate limits and quotas, so that it is metered. */
  admitted: boolean;
}

/** The state of a request when it fails. */
type Progress = Pick<Outcome, 'admitted' | 'limits'> & { executed: boolean };

/** Runs the operation. Returns an error as soon as the request is cancelled, unless the commit has begun. */
export async function runInTransaction(operation: Operation, sent: IdempotentRequest): Promise<Outcome> {
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
    chooseReplica(operation);
    sendAhead(operation);
    progress.limits = await admit(context).catch((error) => {
      noteRefused(context, error);
      throw error;
    });
    await noteRefusedAddress(context);
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
    if (context.isMutation) services.events.tell();
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
 * checked again first, without executing the mutation. And a caller who has lost a project gets no response that names it,
 * or what is in it.
 */
async function replay(
  operation: Operation,
  answer: FormattedExecutionResult,
): Promise<Pick<Outcome, 'answer' | 'replayed'>> {
  const { context } = operation;
  context.isReplay = true;
  const checked = await executeOperation(operation);
  const { document, variables } = operation;
  const named = [document.loc?.source.body ?? '', JSON.stringify(variables), JSON.stringify(answer)];
  const isHidden = await hidesAny(context, named);
  await context.transaction.rollback();
  if (isHidden) return { answer: format({ data: null, errors: [noLongerFound()] }, context) };
  const refusedBefore = new Set(answer.errors?.map(({ path }) => path?.[0]));
  const isStillAllowed = (checked.errors ?? []).every(({ path }) => refusedBefore.has(path?.[0]));
  return isStillAllowed ? { answer, replayed: true } : { answer: format(checked, context) };
}

function format({ data, errors }: ExecutionResult, { request }: Context): FormattedExecutionResult {
  const executed = data !== undefined;
  const formatted = errors?.map((error): GraphQLFormattedError => {
    const { span, requestId, logger, operation } = request;
    const formattedError = inTraceOf(span, () => publicError(error, requestId, logger, operation));
    if (executed) return formattedError;
    return {
      ...formattedError,
      extensions: withStatus({ ...formattedError.extensions, code: 'BAD_USER_INPUT' }),
    };
  });
  return { ...(formatted && { errors: formatted }), ...(executed && { data }) };
}
