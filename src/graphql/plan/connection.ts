import { type FieldNode, getNamedType, type GraphQLObjectType } from 'graphql';
import { type Expression, sql } from 'kysely';
import type { PageRequest } from '../../database/page-request.ts';
import {
  type Json,
  jsonCursor,
  type JsonFields,
  jsonList,
  jsonOrMissing,
  jsonRecord,
  jsonText,
  jsonValue,
  quoted,
  type Sql,
  toSql,
} from './json.ts';
import type { Level } from './level.ts';
import { NotPlanned } from './not-planned.ts';
import type { Parts } from './parts.ts';
import type { SelectedFields } from './selection.ts';

/** The pages of all parents. */
export interface Pages {
  parts: Parts;
  page: PageRequest;
  /** The rows of all pages. With `hasMore`, each page may have one row more, and `rank` numbers its rows. */
  level: Level;
  hasMore: boolean;
  parent: Level | undefined;
  /** The column of the parent that the rows have as `key`; undefined if there is one page in all. */
  key: string | undefined;
}

interface Selection {
  select: (type: GraphQLObjectType, nodes: FieldNode[]) => SelectedFields;
  /** The fields of the page's items. */
  fields: (type: GraphQLObjectType, nodes: FieldNode[], level: Level) => JsonFields;
}

/** @throws NotPlanned for `totalCount`, and for facts about the list that its page does not contain */
export function connectionFields(
  type: GraphQLObjectType,
  selected: SelectedFields,
  pages: Pages,
  { select, fields }: Selection,
): JsonFields {
  return partsOf(type, selected, (name, inner, nodes) => {
    const level = pages.level.again();
    if (name === 'nodes') return listOf(fields(inner!, nodes, level), level, pages);
    if (name === 'edges') {
      const edge = partsOf(inner!, select(inner!, nodes), (name, item, nodes) => {
        if (name === 'cursor')
          return jsonOrMissing(quoted(cursorOf(pages, level)), inner!.getFields()[name]!.type);
        if (name === 'node') return jsonRecord(fields(item!, nodes, level));
        throw new NotPlanned(name);
      });
      return listOf(edge, level, pages);
    }
    if (name === 'pageInfo') return pageInfo(inner!, select(inner!, nodes), pages);
    throw new NotPlanned(name);
  });
}

function partsOf(
  type: GraphQLObjectType,
  selected: SelectedFields,
  valueOf: (name: string, type: GraphQLObjectType | undefined, nodes: FieldNode[]) => Json,
): JsonFields {
  return [...selected].map(([key, nodes]) => {
    const name = nodes[0]!.name.value;
    if (name === '__typename') return [key, jsonText(type.name)];
    const inner = getNamedType(type.getFields()[name]!.type);
    return [key, valueOf(name, 'getFields' in inner ? (inner as GraphQLObjectType) : undefined, nodes)];
  });
}

/** A list of the objects of each page. */
function listOf(fields: JsonFields, level: Level, pages: Pages): Json {
  const { page, hasMore } = pages;
  const object = toSql(jsonRecord(fields));
  const rows = level.rows();
  const shown = hasMore ? sql`${rows} where ${level.column('rank')} <= ${sql.lit(page.size)}` : rows;
  const items = sql`string_agg(${object}, ',' ${orderOf(pages)})`;
  return jsonList(perPage(pages, { items }, shown)('items'));
}

/** Adds what is computed of the rows of each page. Returns the columns for the page's parent. */
function perPage(
  { parts, level, parent, key }: Pages,
  values: Record<string, Expression<unknown>>,
  rows: Sql,
): (name: string) => Expression<unknown> {
  const selected = Object.entries(values).map(([name, value]) => sql`${value} as ${sql.id(name)}`);
  const name = parts.add(
    key === undefined
      ? sql`select ${sql.join(selected)} ${rows}`
      : sql`select ${sql.join([level.column('key'), ...selected])} ${rows} group by ${level.column('key')}`,
  );
  return parent ? parent.join(name, key) : (column) => sql`(select ${sql.id(column)} from ${sql.id(name)})`;
}

function orderOf({ page, level }: Pages): Sql {
  const direction = sql.raw(page.descending ? 'desc' : 'asc');
  return sql`order by ${level.column('sort')} ${direction}, ${level.column('id')} ${direction}`;
}

const cursorOf = ({ page }: Pages, level: Level) =>
  jsonCursor(page.sort, level.column('sortKey'), level.column('id'));

function pageInfo(type: GraphQLObjectType, selected: SelectedFields, pages: Pages): Json {
  const { page, level } = pages;
  const size = sql.lit(page.size);
  const cursors = () => sql`array_agg(${cursorOf(pages, level)} ${orderOf(pages)})`;
  const known: Record<string, () => Expression<unknown>> = {
    startCursor: () => sql`(${cursors()})[least(1, ${size})]`,
    endCursor: () => sql`(${cursors()})[least(count(*), ${size})]`,
  };
  // The page's rows do not show whether there are rows beyond a cursor of the request.
  if (!page.before) known['hasNextPage'] = () => sql`count(*) > ${size}`;
  const isFirst = !page.after && page.offset === 0;
  const values: Record<string, Expression<unknown>> = {};
  for (const [{ name }] of selected.values() as Iterable<[FieldNode]>) {
    if (name.value === '__typename' || (name.value === 'hasPreviousPage' && isFirst)) continue;
    if (!known[name.value]) throw new NotPlanned(name.value);
    values[name.value] = known[name.value]!();
  }
  const column =
    Object.keys(values).length > 0 ? perPage(pages, values, sql`from ${sql.id(level.name)}`) : undefined;
  return jsonRecord(
    partsOf(type, selected, (name) => {
      // A constant is not an aggregate: PostgreSQL would return it once for each row, so it is not in `values`.
      if (name === 'hasPreviousPage') return ['false'];
      const value = name === 'hasNextPage' ? sql`coalesce(${column!(name)}, false)` : column!(name);
      return jsonValue(value, type.getFields()[name]!.type);
    }),
  );
}
