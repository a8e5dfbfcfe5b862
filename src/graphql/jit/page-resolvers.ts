import { type GraphQLSchema, isObjectType } from 'graphql';
import { isConnection } from '../definitions.ts';

/**
 * Gives the fields of connections and of `PageInfo` resolvers, in place. Pages compute `totalCount` and their cursors
 * only when a query asks for them, in functions or getters, which graphql-js calls by default. Compiled code reads plain
 * properties of a field without a resolver.
 */
export function addPageResolvers(schema: GraphQLSchema): void {
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || !(isConnection(type) || type.name === 'PageInfo')) continue;
    for (const field of Object.values(type.getFields()))
      field.resolve ??= (page) => {
        const value = page[field.name];
        return typeof value === 'function' ? value() : value;
      };
  }
}
