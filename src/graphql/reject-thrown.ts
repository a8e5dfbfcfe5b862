import { type GraphQLSchema, isObjectType } from 'graphql';

/**
 * Makes resolvers return a rejected promise where they would throw, in place.
 *
 * Security: an item of a list that throws makes graphql-js abandon the promises of the items before it. If one of them
 * rejects later, nothing handles it, and an unhandled rejection ends the process. A person with two organizations could
 * end it with one query, which fails late in the selected organization and at once in the other.
 */
export function rejectThrown(schema: GraphQLSchema): void {
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type)) continue;
    for (const field of Object.values(type.getFields())) {
      const { resolve } = field;
      if (!resolve) continue;
      field.resolve = (...args) => {
        try {
          return resolve(...args);
        } catch (error) {
          return Promise.reject(error);
        }
      };
    }
  }
}
