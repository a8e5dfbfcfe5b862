import { type DocumentNode, execute, type ExecutionResult, type GraphQLSchema } from 'graphql';
import type { Context } from '../context.ts';

export interface Operation {
  schema: GraphQLSchema;
  document: DocumentNode;
  operationName: string | undefined;
  variables: Record<string, unknown>;
  context: Context;
  /** What the root fields are resolved from: a subscription's event. */
  rootValue?: unknown;
}

/** How many faults of variables are told at once. */
const MOST_FAULTS = 10;

/** Runs a validated operation. The one place that knows which executor does. */
export async function executeOperation(operation: Operation): Promise<ExecutionResult> {
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
