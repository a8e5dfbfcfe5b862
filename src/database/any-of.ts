import { sql } from 'kysely';

/**
 * Returns `any($1)` with the array as one parameter, for `where(column, '=', anyOf(values))`. The statement's text does not
 * depend on the number of values.
 */
export const anyOf = <Value>(values: readonly Value[]) => sql<Value>`any(${values})`;
