import { type DocumentNode, execute, type ExecutionResult, type GraphQLSchema } from 'graphql';
import type { Context } from '../context.ts';

export interface Operation {
  schema: GraphQLSchema;
  document: DocumentNode;
  operationName: string | undefined;
  variables: Record<string, unknown>;
  context: Context;
}

/** Runs a validated operation. The one place that knows which executor does. */
export async function executeOperation(operation: Operation): Promise<ExecutionResult> {
  const { schema, document, operationName, variables, context } = operation;
  return execute({
    schema,
    document,
    operationName,
    variableValues: variables,
    contextValue: context,
    hideSuggestions: !context.services.config.introspection,
  });
}
