import { type Expression, sql, type SqlBool } from 'kysely';
import { badUserInput } from '../errors.ts';
import { idOrNone } from './ids.ts';

type Maybe<T> = T | null | undefined;
type Comparators = Record<string, unknown>;
type Filter = { and?: Maybe<Filter[]>; or?: Maybe<Filter[]> } & Record<string, unknown>;
type ColumnType = 'uuid' | 'text' | 'timestamptz' | 'smallint';

/**
 * A column to filter by. `key` names the column that holds the same text as `app.fold_text` returns it. `toSql` turns
 * the API's value into the column's; `expression` takes the column's place.
 */
interface FilterColumn {
  column: string;
  type: ColumnType;
  key?: string;
  toSql?: (value: never) => unknown;
  expression?: Expression<unknown>;
}

/** What a list can be filtered by: columns, and whatever makes conditions of its own from the API's value. */
export type FilterColumns = Record<
  string,
  FilterColumn | { compare: (value: unknown) => Expression<SqlBool>[] }
>;

const MOST_CONDITIONS = 100;
const MOST_ITEMS = 100;
const MOST_CHARACTERS = 1000;
const MOST_SEARCHED = 254;

/**
 * The condition that a filter of comparator objects amounts to; true for none. `alias` is the table's name.
 * @throws BAD_USER_INPUT for more than 100 conditions, 100 items or 1000 characters, and for text that cannot be stored
 */
export function filterCondition(
  filter: Maybe<object>,
  columns: FilterColumns,
  alias: string,
): Expression<SqlBool> {
  let conditions = 0;
  const count = (more: number) => {
    conditions += more;
    if (conditions > MOST_CONDITIONS)
      throw badUserInput(`A filter has at most ${MOST_CONDITIONS} conditions.`);
  };
  const compile = (node: Filter): Expression<SqlBool>[] => {
    const compiled = Object.entries(node).flatMap(([name, value]) => {
      if (value == null) return [];
      if (name === 'and' || name === 'or') {
        const parts = value as Filter[];
        if (parts.length === 0) count(1);
        return [combine(name, parts.map(compile))];
      }
      const column = columns[name]!;
      const compared =
        'compare' in column ? column.compare(value) : compare(column, value as Comparators, alias);
      count(compared.length);
      return compared;
    });
    // What is empty takes its place in the statement too.
    if (compiled.length === 0) count(1);
    return compiled;
  };
  const all = compile((filter ?? {}) as Filter);
  return all.length > 0 ? sql<SqlBool>`${sql.join(all, sql` and `)}` : sql<SqlBool>`true`;
}

/** Whether a filter names this field anywhere. */
export function mentions(filter: Maybe<object>, field: string): boolean {
  return Object.entries((filter ?? {}) as Filter).some(([name, value]) =>
    name === 'and' || name === 'or'
      ? ((value as Maybe<Filter[]>) ?? []).some((part) => mentions(part, field))
      : name === field && value != null,
  );
}

/** An empty `and` holds for everything, an empty `or` for nothing. */
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

/** The condition that a text contains the part, whatever the case and the normal form of both. */
export const containsText = (text: Expression<unknown>, part: string) =>
  foldedContains(sql`app.fold_text(${text})`, part);

// PostgreSQL evaluates a subquery without references once, where a generic plan calls a function for each row.
const foldedContains = (folded: Expression<unknown>, part: string) =>
  sql<SqlBool>`${folded} like (select app.match_pattern(${part}))`;

const foldedStartsWith = (folded: Expression<unknown>, part: string) =>
  sql<SqlBool>`starts_with(${folded}, (select app.fold_text(${part})))`;

/** Comparisons use the key's index under row-level security, since they are leakproof; `starts_with` is not. */
const foldedBetween = (key: Expression<unknown>, part: string) =>
  sql<SqlBool>`(${key} >= app.fold_text(${part}) and ${key} <= app.fold_text(${part}) || chr(1114111))`;

/** A text without regard to case, normal form and invisible characters, to sort by: indexes of the same expression serve it. */
export const foldedText = (text: Expression<unknown>) => sql`app.fold_text(${text}) collate "C"`;

/** What a filter's `search` asks: that one of the texts contains it. A blank one asks nothing. */
export function searchIn(...texts: Expression<unknown>[]) {
  return {
    compare: (value: unknown): Expression<SqlBool>[] => {
      const wanted = String(value).trim();
      checkText(wanted);
      if (wanted.length > MOST_SEARCHED)
        throw badUserInput(`\`search\` takes at most ${MOST_SEARCHED} characters.`);
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
 * What a filter asks of a list of words, such as scopes: that it has one of them. `any` stands for all words where the
 * list has it.
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

/** @throws BAD_USER_INPUT */
export function requireFew(name: string, items: unknown[]): void {
  if (items.length > MOST_ITEMS) throw badUserInput(`\`${name}\` takes at most ${MOST_ITEMS} items.`);
}

const isNull = (ref: Expression<unknown>, yes: boolean) =>
  yes ? sql<SqlBool>`${ref} is null` : sql<SqlBool>`${ref} is not null`;

function checkText(value: string): void {
  if (!value.isWellFormed() || value.includes('\0'))
    throw badUserInput('A text has NUL or broken characters.');
  if (value.length > MOST_CHARACTERS)
    throw badUserInput(`A filter's text has at most ${MOST_CHARACTERS} characters.`);
}
