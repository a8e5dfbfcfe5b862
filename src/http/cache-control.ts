import { getDirectiveValues, type GraphQLSchema, Kind, type OperationDefinitionNode } from 'graphql';

/** Returns the `Cache-Control` of a response without errors to a GET request: public only without credentials. */
export function cacheControl(
  schema: GraphQLSchema,
  operation: OperationDefinitionNode,
  headers: Pick<Map<string, string>, 'has'>,
): string | undefined {
  if (headers.has('authorization')) return undefined;
  const seconds = publicSeconds(schema, operation);
  return seconds > 0 ? `public, max-age=${seconds}` : undefined;
}

/**
 * Returns for how many seconds shared caches may store the response: the minimum of its root fields' `@cacheControl`. 0 for
 * a mutation, and when a field has no such directive.
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
