import { type Expression, type SelectQueryBuilder, sql, type SqlBool } from 'kysely';
import type { PageRequest } from '../../database/page-request.ts';
import { selectPage } from '../../database/select-page.ts';
import type { TenantDb } from '../../database/tenant-db.ts';

/** Returns a column of a row, by its name in the row's query. */
export type Columns = (name: string) => Expression<unknown>;

/** How rows belong to their parents: `column` of their query has the value of the parent's `key`. */
export interface Link {
  column: string;
  key: string;
}

/** The arguments of a field have the types of its resolver's. */
type Args = never;
type Query = Expression<unknown>;

/** A field whose value is one expression on the columns of its object's row. */
export interface PlannedColumn {
  kind: 'column';
  /** The column with the name of the field, if the value is that column. */
  same?: true;
  value: (columns: Columns) => Expression<unknown>;
}

/** A field whose value is an object or null (`object`), or a list without pages (`list`). */
export interface PlannedRows {
  kind: 'object' | 'list';
  link: Link | undefined;
  /**
   * Returns the query of the rows; undefined if the arguments name none. With a link, it returns the rows of the parents
   * whose keys are `keys`, an array, and each has its parent's key as `key`.
   */
  rows: (tenant: TenantDb, args: Args, keys: Expression<unknown> | undefined) => Query | undefined;
}

/** A field whose value is a connection. */
export interface PlannedPage {
  kind: 'page';
  link: Link | undefined;
  /**
   * Returns the page and the query of its rows, with a link for the parent with this `key`. Each row has a `sort` and a
   * `sortKey`, its text. With `more`, the query returns one row beyond the page.
   */
  rows: (
    tenant: TenantDb,
    args: Args,
    key: Expression<unknown> | undefined,
  ) => { page: PageRequest; select: (more: boolean) => Query };
}

/** A root field whose value is the caller, whom the opening statement of the transaction returns. */
export interface PlannedViewer {
  kind: 'viewer';
}

export type PlannedField = (PlannedColumn | PlannedRows | PlannedPage | PlannedViewer) & {
  /** Set if the value depends on more than the organization's rows and the caller, or does with one of these arguments. */
  volatile?: true | readonly string[];
};

/** How the fields of types are read, by the names of types and fields. Fields that are missing are left to resolvers. */
export type PlannedTypes = Record<string, Record<string, PlannedField>>;

/** The columns of the row that have the same names as the fields. */
export const columns = <Row>(...names: (keyof Row & string)[]): Record<string, PlannedColumn> =>
  Object.fromEntries(names.map((name) => [name, { kind: 'column', same: true, value: (row) => row(name) }]));

/** A value that is computed from the columns of the row. */
export const computed = (value: (columns: Columns) => Expression<unknown>): PlannedColumn => ({
  kind: 'column',
  value,
});

/**
 * Marks fields whose values depend on more than the organization's rows and the caller, for example on the current time,
 * at least with one of the arguments. No response that shows them is kept (validated/eligible.ts).
 */
export const volatile = (
  fields: Record<string, PlannedField>,
  ...args: string[]
): Record<string, PlannedField> =>
  Object.fromEntries(
    Object.entries(fields).map(([name, field]) => [
      name,
      { ...field, volatile: args.length > 0 ? args : true },
    ]),
  );

type RowsOf<Tables, Table extends keyof Tables, Row, FieldArgs> = (
  tenant: TenantDb,
  args: FieldArgs,
) => SelectQueryBuilder<Tables, Table, Row> | undefined;

/** The object of the query's row: the only one, or the only one of each parent. */
export const object = <Tables, Table extends keyof Tables, Row, FieldArgs>(
  query: RowsOf<Tables, Table, Row, FieldArgs>,
  link?: Link,
): PlannedRows => ({ kind: 'object', link, rows: linkedTo(query, link) });

/** The objects of the query's rows, in their order. */
export const list = <Tables, Table extends keyof Tables, Row, FieldArgs>(
  query: RowsOf<Tables, Table, Row, FieldArgs>,
  link: Link,
): PlannedRows => ({ kind: 'list', link, rows: linkedTo(query, link) });

function linkedTo<Tables, Table extends keyof Tables, Row, FieldArgs>(
  query: RowsOf<Tables, Table, Row, FieldArgs>,
  link: Link | undefined,
): PlannedRows['rows'] {
  return (tenant, args, keys) => {
    const rows = query(tenant, args);
    if (!rows || !link) return rows;
    const column = sql.ref(link.column);
    return rows.where(sql<SqlBool>`${column} = any(${keys})`).select(column.as('key'));
  };
}

/** One page of the list's rows. `alias` is the table's name in the query. */
export const page = <Tables, Table extends keyof Tables, Row, FieldArgs>(
  listOf: (
    tenant: TenantDb,
    args: FieldArgs,
  ) => { query: SelectQueryBuilder<Tables, Table, Row>; page: PageRequest; alias: string },
  link?: Link,
): PlannedPage => ({
  kind: 'page',
  link,
  rows: (tenant, args, key) => {
    const { query, page, alias } = listOf(tenant, args);
    const linked = link ? query.where(sql<SqlBool>`${sql.ref(link.column)} = ${key}`) : query;
    const select = (more: boolean) =>
      selectPage(linked, page, alias, sql.lit(page.size + Number(more))).select(page.expression.as('sort'));
    return { page, select };
  },
});
