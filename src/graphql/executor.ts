import { execute, type ExecutionResult } from 'graphql';
import { responseTooLarge } from '../errors.ts';
import { runCompiled } from './jit/execute.ts';
import { runPlanned } from './plan/read.ts';
import type { Operation } from './operation.ts';
import { isSurelySmall, measure } from './response-size.ts';
import { leaveReplica } from './replica-read.ts';
import { findValidated, keepResponse, prepareExecution } from './validated/responses.ts';
import { JsonText, LARGE_RESPONSE_BYTES, noteLarge } from './response-text.ts';

/** The maximum number of invalid variables that one response reports. */
const MAX_COERCION_ERRORS = 10;

/**
 * Executes a validated operation. Executes it once more if it only reads and a migration has changed the result of one of
 * its prepared statements, or on the primary if a replica has failed it.
 */
export async function executeOperation(operation: Operation): Promise<ExecutionResult> {
  const { context } = operation;
  const { transaction } = context;
  let failure: unknown;
  try {
    const result = await executeOnce(operation);
    failure = transaction.failureAway();
    if (failure === undefined && !transaction.canStartOver) return result;
  } catch (error) {
    failure = transaction.failureAway(error);
    if (failure === undefined && !transaction.canStartOver) throw error;
  }
  if (failure !== undefined) {
    await leaveReplica(operation, failure);
    return executeOperation(operation);
  }
  await context.startOver();
  return executeOnce(operation);
}

/**
 * Returns the kept response if it is valid. Otherwise executes the operation: with one statement if it is planned, as
 * compiled code where there is some, otherwise with graphql-js. When compiled code reports an error, graphql-js executes
 * the operation again with the same loaders, because clients see the errors of graphql-js.
 */
async function executeOnce(operation: Operation): Promise<ExecutionResult> {
  const kept = await findValidated(operation);
  if (kept) {
    operation.answeredBy = 'kept response';
    return kept;
  }
  if (operation.replica ?? operation.lookup?.isExpected) await prepareExecution(operation);
  const planned = await runPlanned(operation);
  if (planned) operation.answeredBy = 'statement';
  const compiled = planned ?? (operation.traced ? undefined : await runCompiled(operation));
  operation.context.transaction.requireRoom();
  const result = compiled && !compiled.errors ? compiled : await interpretOperation(operation);
  requireAllowedSize(operation, result);
  return keepResponse(operation, result);
}

/** @throws RESPONSE_TOO_LARGE, before the response is serialized */
function requireAllowedSize({ context, cost }: Operation, { data }: ExecutionResult): void {
  if (!data) return;
  const limit = context.services.config.responseLimits.response;
  if (data instanceof JsonText) {
    if (data.isLargerThan(limit)) throw responseTooLarge(limit);
    return;
  }
  const unmeasured = Math.min(limit, LARGE_RESPONSE_BYTES);
  if (cost !== undefined && !context.isMutation && isSurelySmall(cost, context.share.longest, unmeasured))
    return;
  const bytes = measure(limit, data);
  if (bytes > limit) throw responseTooLarge(limit);
  if (bytes > LARGE_RESPONSE_BYTES) noteLarge(data, bytes);
}

/** Executes an operation with graphql-js, the reference implementation. */
export async function interpretOperation(operation: Operation): Promise<ExecutionResult> {
  const { schema, document, operationName, variables, context, rootValue } = operation;
  return execute({
    schema,
    document,
    operationName,
    variableValues: variables,
    contextValue: context,
    rootValue,
    hideSuggestions: !context.services.config.introspection,
    options: { maxCoercionErrors: MAX_COERCION_ERRORS },
  });
}
