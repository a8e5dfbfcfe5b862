import { type Expression, type RawBuilder, sql } from 'kysely';

export type Sql = RawBuilder<unknown>;

/** A part of a statement that PostgreSQL evaluates to JSON. */
export type Json = Expression<unknown>;

/** The fields of an object, by their names in the response. */
export type JsonFields = [name: string, value: Json][];

/**
 * The name of a row that becomes an object. No field can have it: PostgreSQL would take `to_json(o)` for the value of a
 * field `o` in the row.
 */
export const ROW = sql.id('#row');

/** Selects the fields without a table: from the columns of the surrounding row. */
export const selectFields = (fields: JsonFields): Sql =>
  sql`select ${sql.join(fields.map(([name, value]) => sql`${value} as ${sql.id(name)}`))}`;

/** An object whose fields are made of columns of the surrounding row. */
export const jsonRecord = (fields: JsonFields): Json =>
  sql`(select to_json(${ROW}) from (${selectFields(fields)}) as ${ROW})`;

export const jsonText = (text: string): Json => sql`${sql.lit(text)}::text`;

/** The text of an instant as `serializeDateTime` writes it. The session's time zone is UTC. */
export const jsonInstant = (instant: Expression<unknown>): Json =>
  sql`replace(left(${instant}::text, -3), ' ', 'T') || 'Z'`;

/** The same text as `writeCursor` returns: `[sort,key,id]` as base64url, without line breaks and padding. */
export function jsonCursor(sort: string, key: Expression<unknown>, id: Expression<unknown>): Json {
  const start = sql.lit(`[${JSON.stringify(sort)},`);
  const position = sql`${start} || to_json(${key})::text || ',"' || ${id}::text || '"]'`;
  return sql`translate(encode(convert_to(${position}, 'UTF8'), 'base64'), E'+/=\n', '-_')`;
}
