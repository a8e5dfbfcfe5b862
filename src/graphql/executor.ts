import { type DocumentNode, execute, type ExecutionResult, type GraphQLSchema } from 'graphql';
import type { Context } from '../context.ts';
import { responseTooLarge } from '../errors.ts';
import { runCompiled } from './compiled.ts';
import { isSurelySmall, measure } from './response-size.ts';
import { LARGE_RESPONSE_BYTES, noteLarge } from './response-text.ts';

export interface Operation {
  schema: GraphQLSchema;
  document: DocumentNode;
  operationName: string | undefined;
  variables: Record<string, unknown>;
  context: Context;
  /** What the root fields are resolved from: a subscription's event. */
  rootValue?: unknown;
  /** What the operation costs, where it is known. */
  cost?: number | undefined;
  /** Whether each field's resolver is watched. */
  traced?: boolean;
}

/** How many faults of variables are told at once. */
const MOST_FAULTS = 10;

/**
 * Runs a validated operation, and once more what only reads, if a migration has changed a statement's result since it was
 * prepared.
 */
export async function executeOperation(operation: Operation): Promise<ExecutionResult> {
  const { context } = operation;
  try {
    const result = await executeOnce(operation);
    if (!context.transaction.canStartOver) return result;
  } catch (error) {
    if (!context.transaction.canStartOver) throw error;
  }
  await context.startOver();
  return executeOnce(operation);
}

/**
 * Executes the operation. The one place that knows which executor does: code made for the operation where there is
 * some, and graphql-js for all else, mutations among it. Errors are graphql-js's to tell: whatever had one is read once
 * more, by the same loaders.
 */
async function executeOnce(operation: Operation): Promise<ExecutionResult> {
  const compiled = operation.traced ? undefined : await runCompiled(operation);
  operation.context.transaction.requireRoom();
  const result = compiled && !compiled.errors ? compiled : await interpretOperation(operation);
  requireFitting(operation, result);
  return result;
}

/** @throws RESPONSE_TOO_LARGE, before the response is made text */
function requireFitting({ context, cost }: Operation, { data }: ExecutionResult): void {
  if (!data) return;
  const limit = context.services.config.responseLimits.response;
  const unmeasured = Math.min(limit, LARGE_RESPONSE_BYTES);
  if (cost !== undefined && !context.writes && isSurelySmall(cost, context.share.longest, unmeasured)) return;
  const bytes = measure(limit, data);
  if (bytes > limit) throw responseTooLarge(limit);
  if (bytes > LARGE_RESPONSE_BYTES) noteLarge(data, bytes);
}

/** Runs an operation by graphql-js, which is the specification's own. */
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
    options: { maxCoercionErrors: MOST_FAULTS },
  });
}
