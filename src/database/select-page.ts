import { type Expression, type RawBuilder, type SelectQueryBuilder, sql, type SqlBool } from 'kysely';
import type { Position } from './cursor.ts';
import type { PageRequest } from './page-request.ts';

/** Whether a row is after the position (`forward`) or before it. The row at the position matches only with `included`. */
export function isBeyond(
  { expression, type, descending }: PageRequest,
  alias: string,
  [key, id]: Position,
  forward: boolean,
  included = false,
): RawBuilder<SqlBool> {
  const operator = sql.raw(`${descending === forward ? '<' : '>'}${included ? '=' : ''}`);
  return sql<SqlBool>`(${expression}, ${sql.ref(`${alias}.id`)}) ${operator} (${key}::${sql.raw(type)}, ${id}::uuid)`;
}

/**
 * Limits the query to one page, by default with one more row, and adds each row's `sortKey`. Rows with equal keys are
 * sorted by id.
 */
export function selectPage<Tables, Table extends keyof Tables, Row>(
  query: SelectQueryBuilder<Tables, Table, Row>,
  page: PageRequest,
  alias: string,
  limit: number | Expression<number> = page.size + 1,
) {
  const { expression, descending, backward } = page;
  const id = sql.ref(`${alias}.id`);
  const order = sql.raw(descending === backward ? 'asc' : 'desc');
  const bounds = [
    page.after && isBeyond(page, alias, page.after, true),
    page.before && isBeyond(page, alias, page.before, false),
  ].filter((bound) => bound !== undefined);
  return query
    .$if(bounds.length > 0, (builder) => builder.where((eb) => eb.and(bounds as Expression<SqlBool>[])))
    .select(sql<string>`${expression}::text`.as('sortKey'))
    .orderBy(sql`${expression} ${order}, ${id} ${order}`)
    .$if(page.offset > 0, (builder) => builder.offset(page.offset))
    .limit(limit);
}
