import { type Expression, sql, type SqlBool } from 'kysely';
import { badUserInput } from '../errors.ts';
import { idOrNone } from './ids.ts';

type Maybe<T> = T | null | undefined;
type Comparators = Record<string, unknown>;
type Filter = { and?: Maybe<Filter[]>; or?: Maybe<Filter[]> } & Record<string, unknown>;
type ColumnType = 'uuid' | 'text' | 'timestamptz' | 'smallint';

/** A column to filter by. `toSql` turns the API's value into the column's; `expression` takes the column's place. */
interface FilterColumn {
  column: string;
  type: ColumnType;
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

function compare({ column, type, toSql, expression }: FilterColumn, comparators: Comparators, alias: string) {
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
        const literal = String(convert(value)).replace(/[\\%_]/g, '\\$&');
        return sql<SqlBool>`${ref} ilike ${name === 'contains' ? `%${literal}%` : `${literal}%`}`;
      }
      if (name === 'ne') return sql<SqlBool>`${ref} is distinct from ${convert(value)}::${cast}`;
      return sql<SqlBool>`${ref} ${sql.raw(operators[name]!)} ${convert(value)}::${cast}`;
    });
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
