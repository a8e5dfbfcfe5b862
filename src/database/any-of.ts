import { sql } from 'kysely';

/**
 * Returns `any($1)` with the array as one parameter, for `where(column, '=', anyOf(values))`. The statement's text does not
 * depend on the number of values, except that a single value is compared directly: PostgreSQL plans a statement with
 * an array again at each execution, because the plan depends on the array's length.
 */
export const anyOf = <Value>(values: readonly Value[]) =>
  values.length === 1 ? sql<Value>`${values[0]}` : sql<Value>`any(${values})`;
