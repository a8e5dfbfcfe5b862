import {
  type Expression,
  type Kysely,
  type RawBuilder,
  type SelectQueryBuilder,
  sql,
  type SqlBool,
} from 'kysely';
import type { DB } from '../generated/database.ts';
import { toCount } from './count.ts';
import { type Position, writeCursor } from './cursor.ts';
import { groupByKey } from './loader.ts';
import type { PageRequest } from './page-request.ts';

/** A connection in the shape that its type asks for. */
export interface Page<Row> {
  nodes: Row[];
  readonly edges: { cursor: string; node: Row }[];
  readonly pageInfo: PageBounds;
  /** Counts only when it is called, that is when the client asks. */
  totalCount: () => Promise<number>;
}

/** The page with other rows in the place of its own, one for each. */
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

/** Where a page stands in its list. What is not known of the rows around it is asked only when the client asks. */
export interface PageBounds {
  hasNextPage: () => Promise<boolean>;
  hasPreviousPage: () => Promise<boolean>;
  startCursor: string | undefined;
  endCursor: string | undefined;
}

/** What can be asked about the list of a page, beyond its rows. */
interface ListFacts {
  totalCount: () => Promise<number>;
  /** Whether the list has a row that meets the condition, which is about the rows before or after the page. */
  hasRow: (condition: RawBuilder<SqlBool>, forward: boolean) => Promise<boolean>;
}

/** One page of what the query finds. It is counted, without the page's bounds, only when the client asks. */
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
 * The same page for each of several parents, in one statement; their counts, when asked for, in one more. `column`
 * names the parent in the query's rows.
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
  // By the condition's place: each page of the parents asks the same of its list.
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

/** Those of the parents whose lists have a row that meets the condition. */
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

/** Whether a row comes after the position, or before it; the row at the position only if it is included. */
function isBeyond(
  { expression, type, descending }: PageRequest,
  alias: string,
  [key, id]: Position,
  forward: boolean,
  included = false,
): RawBuilder<SqlBool> {
  const operator = sql.raw(`${descending === forward ? '<' : '>'}${included ? '=' : ''}`);
  return sql<SqlBool>`(${expression}, ${sql.ref(`${alias}.id`)}) ${operator} (${key}::${sql.raw(type)}, ${id}::uuid)`;
}

/** The query cut to one page and one row more, with each row's `sortKey`. Ties are broken by id. */
function selectPage<Tables, Table extends keyof Tables, Row>(
  query: SelectQueryBuilder<Tables, Table, Row>,
  page: PageRequest,
  alias: string,
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
    .limit(page.size + 1);
}

/** A page from the rows that `selectPage` found. */
function toPage<Row extends { id: string; sortKey: string }>(
  rows: Row[],
  page: PageRequest,
  alias: string,
  { totalCount, hasRow }: ListFacts,
): Page<Row> {
  const more = rows.length > page.size;
  const nodes = rows.slice(0, page.size);
  if (page.backward) nodes.reverse();
  // The row of a cursor may be gone, and with it all rows on its side.
  const hasRowsBeyond = async (cursor: Position | undefined, forward: boolean) =>
    cursor !== undefined && hasRow(isBeyond(page, alias, cursor, forward, true), forward);
  // Past the end of the list, all its rows were skipped, if it has any.
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
