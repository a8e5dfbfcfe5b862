import { type Expression, sql, type SqlBool } from 'kysely';
import { badUserInput } from '../errors.ts';
import { idOrNone } from './ids.ts';
import { isStorable } from '../util/storable-text.ts';

type Maybe<T> = T | null | undefined;
type Comparators = Record<string, unknown>;
type Filter = { and?: Maybe<Filter[]>; or?: Maybe<Filter[]> } & Record<string, unknown>;
export type ColumnType = 'uuid' | 'text' | 'timestamptz' | 'smallint';

/**
 * A column to filter by. `key` names a column with the result of `app.fold_text` for the same text. `toSql` converts the
 * API's value to the column's type. `expression` replaces the column.
 */
interface FilterColumn {
  column: string;
  type: ColumnType;
  key?: string;
  toSql?: (value: never) => unknown;
  expression?: Expression<unknown>;
}

/** A field of a list's filter: a column, or a function that converts the API's value to conditions. */
export type FilterField = FilterColumn | { compare: (value: unknown) => Expression<SqlBool>[] };

const MAX_CONDITIONS = 100;
const MAX_ITEMS = 100;
const MAX_CHARACTERS = 1000;
const MAX_SEARCH_CHARACTERS = 254;

/**
 * Converts a filter to a condition. A missing filter is true for all rows. `alias` is the table's name in the query.
 * @throws BAD_USER_INPUT for more than 100 conditions, 100 items or 1000 characters, and for text that cannot be stored
 */
export function filterCondition(
  filter: Maybe<object>,
  fields: Record<string, FilterField>,
  alias: string,
): Expression<SqlBool> {
  let conditions = 0;
  const count = (more: number) => {
    conditions += more;
    if (conditions > MAX_CONDITIONS) throw badUserInput(`A filter has at most ${MAX_CONDITIONS} conditions.`);
  };
  const compile = (node: Filter): Expression<SqlBool>[] => {
    const compiled = Object.entries(node).flatMap(([name, value]) => {
      if (value == null) return [];
      if (name === 'and' || name === 'or') {
        const parts = value as Filter[];
        if (parts.length === 0) count(1);
        return [combine(name, parts.map(compile))];
      }
      const field = fields[name]!;
      const compared =
        'compare' in field ? field.compare(value) : compare(field, value as Comparators, alias);
      count(compared.length);
      return compared;
    });
    // An empty object counts as well, because it becomes a part of the statement.
    if (compiled.length === 0) count(1);
    return compiled;
  };
  const all = compile((filter ?? {}) as Filter);
  return all.length > 0 ? sql<SqlBool>`${sql.join(all, sql` and `)}` : sql<SqlBool>`true`;
}

/** Whether a filter contains this field at any depth. */
export function mentions(filter: Maybe<object>, field: string): boolean {
  return Object.entries((filter ?? {}) as Filter).some(([name, value]) =>
    name === 'and' || name === 'or'
      ? ((value as Maybe<Filter[]>) ?? []).some((part) => mentions(part, field))
      : name === field && value != null,
  );
}

/** An empty `and` is true for all rows, an empty `or` for none. */
function combine(name: 'and' | 'or', parts: Expression<SqlBool>[][]): Expression<SqlBool> {
  const joined = parts.map((part) => (part.length > 0 ? sql`(${sql.join(part, sql` and `)})` : sql`true`));
  if (joined.length === 0) return sql<SqlBool>`${sql.raw(name === 'and' ? 'true' : 'false')}`;
  return sql<SqlBool>`(${sql.join(joined, sql.raw(` ${name} `))})`;
}

const operators: Record<string, string> = { eq: '=', ne: '<>', lt: '<', lte: '<=', gt: '>', gte: '>=' };

function compare(filterColumn: FilterColumn, comparators: Comparators, alias: string) {
  const { column, type, key, toSql, expression } = filterColumn;
  const ref = expression ?? sql.ref(`${alias}.${column}`);
  const cast = sql.raw(type);
  const convert = (value: unknown): unknown => {
    if (type === 'uuid') return idOrNone(value as string);
    if (typeof value === 'string') checkText(value);
    return toSql ? toSql(value as never) : value;
  };
  return Object.entries(comparators)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]): Expression<SqlBool> => {
      if (value === null) {
        if (name === 'eq' || name === 'ne') return isNull(ref, name === 'eq');
        throw badUserInput(`\`${name}\` cannot be compared with null.`);
      }
      if (name === 'isNull') return isNull(ref, value === true);
      if (name === 'in' || name === 'notIn') {
        const items = value as unknown[];
        requireFew(name, items);
        const found = sql<SqlBool>`${ref} = any(${items.map(convert)}::${cast}[])`;
        return name === 'in' ? found : sql<SqlBool>`(${found}) is not true`;
      }
      if (name === 'contains' || name === 'startsWith') {
        const part = String(convert(value));
        const folded = key ? sql.ref(`${alias}.${key}`) : sql`app.fold_text(${ref})`;
        if (name === 'contains') return foldedContains(folded, part);
        return key ? foldedBetween(folded, part) : foldedStartsWith(folded, part);
      }
      if (name === 'ne') return sql<SqlBool>`${ref} is distinct from ${convert(value)}::${cast}`;
      return sql<SqlBool>`${ref} ${sql.raw(operators[name]!)} ${convert(value)}::${cast}`;
    });
}

/** Whether a text contains the part, ignoring case and Unicode normal forms. */
const containsText = (text: Expression<unknown>, part: string) =>
  foldedContains(sql`app.fold_text(${text})`, part);

// PostgreSQL evaluates an uncorrelated subquery once. In a generic plan a bare function call would run for each row.
const foldedContains = (folded: Expression<unknown>, part: string) =>
  sql<SqlBool>`${folded} like (select app.match_pattern(${part}))`;

const foldedStartsWith = (folded: Expression<unknown>, part: string) =>
  sql<SqlBool>`starts_with(${folded}, (select app.fold_text(${part})))`;

/** Row-level security allows an index only for leakproof operators: comparisons are, `starts_with` is not. */
const foldedBetween = (key: Expression<unknown>, part: string) =>
  sql<SqlBool>`(${key} >= app.fold_text(${part}) and ${key} <= app.fold_text(${part}) || chr(1114111))`;

/** The sort expression for text, which ignores case, normal form and invisible characters. Indexes use the same one. */
export const foldedText = (text: Expression<unknown>) => sql`app.fold_text(${text}) collate "C"`;

/** A filter field `search`: one of the texts must contain the value. A blank value is no condition. */
export function searchIn(...texts: Expression<unknown>[]) {
  return {
    compare: (value: unknown): Expression<SqlBool>[] => {
      const wanted = String(value).trim();
      checkText(wanted);
      if (wanted.length > MAX_SEARCH_CHARACTERS)
        throw badUserInput(`\`search\` takes at most ${MAX_SEARCH_CHARACTERS} characters.`);
      if (wanted === '') return [];
      return [
        sql<SqlBool>`(${sql.join(
          texts.map((text) => containsText(text, wanted)),
          sql` or `,
        )})`,
      ];
    },
  };
}

/**
 * A filter field for a column with a list of words, such as scopes: the list must contain one of the values. A list that
 * contains the word `any` matches every value.
 */
export function hasOneOf(column: string, any?: string) {
  return {
    compare: (value: unknown): Expression<SqlBool>[] =>
      Object.entries(value as Comparators)
        .filter(([, wanted]) => wanted !== undefined)
        .map(([name, wanted]) => {
          if (wanted === null) throw badUserInput(`\`${name}\` cannot be compared with null.`);
          const words = (Array.isArray(wanted) ? wanted : [wanted]) as string[];
          requireFew(name, words);
          words.forEach(checkText);
          const all = any === undefined || words.length === 0 ? words : [...words, any];
          const found = sql<SqlBool>`${sql.ref(column)} && ${all}::text[]`;
          return name === 'eq' || name === 'in' ? found : sql<SqlBool>`not ${found}`;
        }),
  };
}

/** @throws BAD_USER_INPUT for more than 100 items */
export function requireFew(name: string, items: unknown[]): void {
  if (items.length > MAX_ITEMS) throw badUserInput(`\`${name}\` takes at most ${MAX_ITEMS} items.`);
}

const isNull = (ref: Expression<unknown>, yes: boolean) =>
  yes ? sql<SqlBool>`${ref} is null` : sql<SqlBool>`${ref} is not null`;

function checkText(value: string): void {
  if (!isStorable(value)) throw badUserInput('A text has NUL or broken characters.');
  if (value.length > MAX_CHARACTERS)
    throw badUserInput(`A filter's text has at most ${MAX_CHARACTERS} characters.`);
}
