import { type DocumentNode, execute, type ExecutionResult, type GraphQLSchema } from 'graphql';
import type { Context } from '../context.ts';
import { runCompiled } from './compiled.ts';

export interface Operation {
  schema: GraphQLSchema;
  document: DocumentNode;
  operationName: string | undefined;
  variables: Record<string, unknown>;
  context: Context;
  /** What the root fields are resolved from: a subscription's event. */
  rootValue?: unknown;
  /** Whether each field's resolver is watched. */
  traced?: boolean;
}

/** How many faults of variables are told at once. */
const MOST_FAULTS = 10;

/**
 * Runs a validated operation. The one place that knows which executor does: code made for the operation where there is
 * some, and graphql-js for all else, mutations among it. Errors are graphql-js's to tell: whatever had one is read once
 * more, by the same loaders.
 */
export async function executeOperation(operation: Operation): Promise<ExecutionResult> {
  const result = operation.traced ? undefined : await runCompiled(operation);
  return result && !result.errors ? result : interpretOperation(operation);
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
