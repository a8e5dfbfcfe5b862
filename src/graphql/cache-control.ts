import type { HTTPGraphQLRequest } from '@apollo/server';
import { getDirectiveValues, type GraphQLSchema, Kind, type OperationDefinitionNode } from 'graphql';

/** `Cache-Control` of an answer without errors: public only for what anybody may ask by GET, and nobody in particular does. */
export function cacheControl(
  schema: GraphQLSchema,
  operation: OperationDefinitionNode,
  request: HTTPGraphQLRequest | undefined,
): string | undefined {
  if (request?.method !== 'GET' || request.headers.has('authorization')) return undefined;
  const seconds = publicSeconds(schema, operation);
  return seconds > 0 ? `public, max-age=${seconds}` : undefined;
}

/**
 * For how many seconds whoever stands between may keep the answer: the least of its root fields' `@cacheControl`. 0 for
 * a mutation, and when any field has none.
 */
function publicSeconds(schema: GraphQLSchema, operation: OperationDefinitionNode): number {
  if (operation.operation !== 'query') return 0;
  const directive = schema.getDirective('cacheControl')!;
  const fields = schema.getQueryType()!.getFields();
  return Math.min(
    ...operation.selectionSet.selections.map((selection) => {
      const node = selection.kind === Kind.FIELD ? fields[selection.name.value]?.astNode : undefined;
      return node ? Number(getDirectiveValues(directive, node)?.['maxAge'] ?? 0) : 0;
    }),
  );
}
