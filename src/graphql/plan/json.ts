import {
  getNamedType,
  getNullableType,
  type GraphQLOutputType,
  isEnumType,
  isListType,
  isNonNullType,
} from 'graphql';
import { type Expression, type RawBuilder, sql } from 'kysely';

export type Sql = RawBuilder<unknown>;

/**
 * JSON as PostgreSQL writes it: constant text, and expressions whose values are text and never null. PostgreSQL
 * concatenates them. Its functions for JSON would look up the type of each value in each row, and copy each object again
 * for every object around it.
 */
export type Json = readonly (string | Sql)[];

/** The fields of an object, by their names in the response. */
export type JsonFields = [name: string, value: Json][];

/** Marks a missing value that the schema promises. Resolvers then answer. JSON escapes this character in texts. */
export const MISSING = '\u0001';

/** Returns the expression of JSON. */
export function toSql(json: Json): Sql {
  const merged: (string | Sql)[] = [];
  for (const part of json) {
    const last = merged.at(-1);
    if (typeof part === 'string' && typeof last === 'string') merged[merged.length - 1] = last + part;
    else merged.push(part);
  }
  const texts = merged.map((part) => (typeof part === 'string' ? sql`${sql.lit(part)}::text` : part));
  return sql`(${sql.join(texts, sql` || `)})`;
}

export const jsonRecord = (fields: JsonFields): Json => [
  '{',
  ...fields.flatMap(([name, value], index) => [`${index > 0 ? ',' : ''}"${name}":`, ...value]),
  '}',
];

/** JSON that may be missing, of a field of this type. */
export const jsonOrMissing = (text: Expression<unknown>, type: GraphQLOutputType): Json => [
  isNonNullType(type) ? sql`coalesce(${text}, chr(1))` : sql`coalesce(${text}, 'null')`,
];

/** A list whose items a common table expression has joined by commas. Without items, the text is null. */
export const jsonList = (items: Expression<unknown>): Json => ['[', sql`coalesce(${items}, '')`, ']'];

export const jsonText = (text: string): Json => [JSON.stringify(text)];

/** The value of a field of this type, from a column or an expression that is null where the field is. */
export function jsonValue(value: Expression<unknown>, type: GraphQLOutputType): Json {
  const { name } = getNamedType(type);
  const writer = isListType(getNullableType(type))
    ? undefined
    : writers[isEnumType(getNamedType(type)) ? 'String' : name];
  return jsonOrMissing(writer ? writer(value) : sql`to_json(${value})::text`, type);
}

/** The casts make sure that a value needs no escapes: of any other type, the statement fails. */
const writers: Record<string, ((value: Expression<unknown>) => Sql) | undefined> = {
  ID: (value) => quoted(sql`${value}::uuid::text`),
  Int: (value) => sql`${value}::int::text`,
  Boolean: (value) => sql`${value}::boolean::text`,
  // As `serializeDateTime` writes it. The session's time zone is UTC.
  DateTime: (value) => sql`'"' || replace(left(${value}::timestamptz::text, -3), ' ', 'T') || 'Z"'`,
  String: (value) => sql`json_scalar(${value}::text)::text`,
};

/** A text without characters that need escapes, as a string. */
export const quoted = (text: Expression<unknown>): Sql => sql`'"' || ${text} || '"'`;

/** The same text as `writeCursor` returns: `[sort,key,id]` as base64url, without line breaks and padding. */
export function jsonCursor(sort: string, key: Expression<unknown>, id: Expression<unknown>): Sql {
  const start = sql.lit(`[${JSON.stringify(sort)},`);
  const position = sql`${start} || to_json(${key})::text || ',"' || ${id}::text || '"]'`;
  return sql`translate(encode(convert_to(${position}, 'UTF8'), 'base64'), E'+/=\n', '-_')`;
}
