import { type Kysely, type RawBuilder, type SelectQueryBuilder, sql, type SqlBool } from 'kysely';
import type { DB } from '../generated/database.ts';
import { toCount } from './count.ts';
import { type Position, writeCursor } from './cursor.ts';
import { groupByKey } from './loader.ts';
import type { PageRequest } from './page-request.ts';
import { isBeyond, selectPage } from './select-page.ts';

/** One page, in the shape of the schema's connection types. */
export interface Page<Row> {
  nodes: Row[];
  readonly edges: { cursor: string; node: Row }[];
  readonly pageInfo: PageBounds;
  /** A function, so that the list is counted only if the client selects the field. */
  totalCount: () => Promise<number>;
}

/** Returns the page with its rows replaced by `nodes`, which are in the same order. */
export function withNodes<Row>(page: Page<unknown>, nodes: Row[]): Page<Row> {
  const { pageInfo, totalCount } = page;
  return {
    nodes,
    get edges() {
      return page.edges.map(({ cursor }, index) => ({ cursor, node: nodes[index]! }));
    },
    pageInfo,
    totalCount,
  };
}

/** Returns the page of an empty list. */
export function emptyPage<Row>(): Page<Row> {
  const none = async () => false;
  return {
    nodes: [],
    edges: [],
    pageInfo: { hasNextPage: none, hasPreviousPage: none, startCursor: undefined, endCursor: undefined },
    totalCount: async () => 0,
  };
}

/** The page's `pageInfo`. A function sends a statement only if the fetched rows do not contain the answer. */
export interface PageBounds {
  hasNextPage: () => Promise<boolean>;
  hasPreviousPage: () => Promise<boolean>;
  startCursor: string | undefined;
  endCursor: string | undefined;
}

/** Statements about the whole list of a page. */
interface ListFacts {
  totalCount: () => Promise<number>;
  /** Whether a row of the list meets the condition, which selects rows after (`forward`) or before the page. */
  hasRow: (condition: RawBuilder<SqlBool>, forward: boolean) => Promise<boolean>;
}

/** Returns one page of the query's rows. `totalCount` counts all rows, without the bounds of the page. */
export async function fetchPage<Tables, Table extends keyof Tables, Row extends { id: string }>(
  query: SelectQueryBuilder<Tables, Table, Row>,
  page: PageRequest,
  alias: string,
): Promise<Page<Row>> {
  const rows = (await selectPage(query, page, alias).execute()) as unknown as (Row & { sortKey: string })[];
  return toPage(rows, page, alias, {
    totalCount: async () => {
      const count = query.clearSelect().select((eb) => eb.fn.countAll<string>().as('total'));
      const { total } = (await count.executeTakeFirstOrThrow()) as { total: string };
      return toCount(total);
    },
    hasRow: async (condition) =>
      (
        await query
          .clearSelect()
          .select(`${alias}.id` as never)
          .where(condition)
          .limit(1)
          .execute()
      ).length > 0,
  });
}

/**
 * Returns the same page for each of several parents, in one statement. If selected, the counts of all parents take one
 * more statement. `column` contains the parent's id in the query's rows.
 */
export async function fetchPages<Tables, Table extends keyof Tables, Row extends { id: string }>(
  db: Kysely<DB>,
  query: SelectQueryBuilder<Tables, Table, Row>,
  column: string,
  parentIds: readonly string[],
  page: PageRequest,
  alias: string,
): Promise<Page<Row>[]> {
  const parent = sql.ref<string>(column);
  const ofEach = selectPage(query.where(sql<SqlBool>`${parent} = wanted.id`), page, alias);
  const rows = (await db
    .selectFrom(sql<{ id: string }>`unnest(${parentIds}::uuid[])`.as<'wanted'>(sql`wanted(id)`))
    .innerJoinLateral(ofEach.select(parent.as('parentId')).as('item'), (join) => join.onTrue())
    .selectAll('item')
    .execute()) as unknown as (Row & { sortKey: string; parentId: string })[];
  let counts: Promise<Map<string, number>> | undefined;
  // By `forward`, because all pages have the same condition.
  const withRows = new Map<boolean, Promise<Set<string>>>();
  return groupByKey(parentIds, rows, (row) => row.parentId).map((group, index) =>
    toPage(group, page, alias, {
      totalCount: async () => {
        counts ??= countByParent(query, parent, parentIds);
        return (await counts).get(parentIds[index]!) ?? 0;
      },
      hasRow: async (condition, forward) => {
        if (!withRows.has(forward))
          withRows.set(forward, findParentsWithRow(db, query, parent, parentIds, condition));
        return (await withRows.get(forward)!).has(parentIds[index]!);
      },
    }),
  );
}

/** Returns the parents whose lists have a row that meets the condition. */
async function findParentsWithRow<Tables, Table extends keyof Tables, Row>(
  db: Kysely<DB>,
  query: SelectQueryBuilder<Tables, Table, Row>,
  parent: RawBuilder<string>,
  parentIds: readonly string[],
  condition: RawBuilder<SqlBool>,
): Promise<Set<string>> {
  const found = query
    .clearSelect()
    .select(sql<number>`1`.as('found'))
    .where(sql<SqlBool>`${parent} = wanted.id`)
    .where(condition);
  const rows = await db
    .selectFrom(sql<{ id: string }>`unnest(${parentIds}::uuid[])`.as<'wanted'>(sql`wanted(id)`))
    .select('wanted.id')
    .where((eb) => eb.exists(found))
    .execute();
  return new Set(rows.map(({ id }) => id));
}

async function countByParent<Tables, Table extends keyof Tables, Row>(
  query: SelectQueryBuilder<Tables, Table, Row>,
  parent: RawBuilder<string>,
  parentIds: readonly string[],
): Promise<Map<string, number>> {
  const rows = (await query
    .clearSelect()
    .select((eb) => [parent.as('parentId'), eb.fn.countAll<string>().as('total')])
    .where(sql<SqlBool>`${parent} = any(${parentIds}::uuid[])`)
    .groupBy(parent)
    .execute()) as unknown as { parentId: string; total: string }[];
  return new Map(rows.map((row) => [row.parentId, toCount(row.total)]));
}

/** Builds a page from the rows of `selectPage`, which contain one row beyond the page if there are more. */
function toPage<Row extends { id: string; sortKey: string }>(
  rows: Row[],
  page: PageRequest,
  alias: string,
  { totalCount, hasRow }: ListFacts,
): Page<Row> {
  const more = rows.length > page.size;
  const nodes = rows.slice(0, page.size);
  if (page.backward) nodes.reverse();
  // The cursor's own row counts, but it may have been deleted, and there may be no other row on its side.
  const hasRowsBeyond = async (cursor: Position | undefined, forward: boolean) =>
    cursor !== undefined && hasRow(isBeyond(page, alias, cursor, forward, true), forward);
  // An offset beyond the end of the list has skipped all its rows, if it has any.
  const hasRowsSkipped = async () => rows.length > 0 || hasRow(sql<SqlBool>`true`, false);
  const cursor = (row: Row) => writeCursor(page.sort, [row.sortKey, row.id]);
  const [first, last] = [nodes[0], nodes.at(-1)];
  return {
    nodes,
    get edges() {
      return nodes.map((node) => ({ cursor: cursor(node), node }));
    },
    get pageInfo() {
      return {
        hasNextPage: async () => (!page.backward && more) || hasRowsBeyond(page.before, true),
        hasPreviousPage: async () =>
          (page.backward && more) || (page.offset > 0 ? hasRowsSkipped() : hasRowsBeyond(page.after, false)),
        startCursor: first && cursor(first),
        endCursor: last && cursor(last),
      };
    },
    totalCount,
  };
}
