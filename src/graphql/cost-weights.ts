/** The cost of a connection's `totalCount` or another count, which reads every row of the list. */
export const COUNT_WEIGHT = 10;

/** The cost of an `offset`, which reads the skipped rows: at most 10000. */
export const OFFSET_WEIGHT = 10;

/** The default cost of a mutation: a savepoint, a write and its audit row. */
export const MUTATION_WEIGHT = 10;

/** The costs of the fields that describe the schema. All other costs are in each module's `costs`. */
export const schemaWeights: Record<string, number> = {
  // Security: introspection of 200 types blocks the event loop for 50 ms, and aliases could repeat it for seconds. The
  // root field therefore costs as much as a large query. The fields below it are not counted.
  'Query.__schema': 2000,
  'Query.__type': 500,
  // Returns the schema as text.
  'Query._service': 500,
};

/**
 * The costs of a filter's comparators; the default is 1. `contains` searches every row of the list, and so does
 * `startsWith` unless an index on the folded text exists.
 */
export const comparatorWeights: Record<string, number> = { contains: 50, startsWith: 50 };
