import type { Expression, Kysely, SelectQueryBuilder, SqlBool } from 'kysely';
import type { DB } from '../generated/database.ts';
import type { OrderDirection } from '../generated/enums.ts';
import type { SortType } from './cursor.ts';
import { type ColumnType, type FilterField, filterCondition, mentions } from './filter.ts';
import { type PageArgs, pageRequest, type PageRequest, type SortKey } from './page-request.ts';
import { fetchPage, fetchPages, type Page } from './pagination.ts';

interface AnyOrder {
  field: string;
  direction?: OrderDirection;
}

/** The arguments of a list. `Order` and `Filter` are input types of the schema. */
export interface ListArgs<Order extends AnyOrder = never, Filter extends object = never> extends PageArgs {
  orderBy?: Order | null;
  filter?: Filter | null;
}

/** The filter's fields without its `and` and `or`. */
type FieldOf<Filter> = Exclude<keyof Filter & string, 'and' | 'or'>;

interface ListDefinition<Order extends AnyOrder, Filter extends object> {
  /** The name of the table in the queries. */
  table: string;
  /** The fields to sort by. A type means the column of that name: `CREATED_AT: 'timestamptz'` sorts by `created_at`. */
  sorts: Record<Order['field'], SortKey | SortType>;
  /** The fields to filter by. A type means the column of that name: `dueAt: 'timestamptz'` filters by `due_at`. */
  filters?: Record<FieldOf<Filter>, FilterField | ColumnType>;
  /** By field: the condition that applies unless the filter has one on this field. */
  defaults?: Partial<Record<FieldOf<Filter>, Expression<SqlBool>>>;
}

/**
 * Defines how a list is filtered, sorted and divided into pages. The query that each function takes selects its rows and
 * columns. The functions throw BAD_USER_INPUT for invalid arguments.
 */
export function defineList<Order extends AnyOrder, Filter extends object = never>({
  table,
  sorts,
  filters,
  defaults = {},
}: ListDefinition<Order, Filter>) {
  type Args = ListArgs<Order, Filter>;
  const sortKeys = withColumns<SortKey>(sorts, (field) => field.toLowerCase());
  const filterFields = filters && withColumns<FilterField>(filters, toSnakeCase);

  const matching = <Tables, Table extends keyof Tables, Row>(
    query: SelectQueryBuilder<Tables, Table, Row>,
    { filter }: Args,
  ) =>
    Object.entries<Expression<SqlBool> | undefined>(defaults)
      .filter(([field]) => !mentions(filter, field))
      .reduce(
        (found, [, condition]) => found.where(condition!),
        filterFields ? query.where(filterCondition(filter, filterFields, table)) : query,
      );

  /** Validates the arguments of the page. */
  const checkPage = (args: Args): PageRequest => pageRequest(sortKeys, args.orderBy, args, table);

  /** Selects the matching rows of the query, and the page. */
  const select = <Tables, Table extends keyof Tables, Row>(
    query: SelectQueryBuilder<Tables, Table, Row>,
    args: Args,
  ) => ({ page: checkPage(args), query: matching(query, args), alias: table });

  return {
    checkPage,
    select,

    /** Returns one page of the query's rows. `size` replaces the size in the arguments. */
    async page<Tables, Table extends keyof Tables, Row extends { id: string }>(
      rows: SelectQueryBuilder<Tables, Table, Row>,
      args: Args,
      size?: number,
    ): Promise<Page<Row>> {
      const { query, page, alias } = select(rows, args);
      return fetchPage(query, size === undefined ? page : { ...page, size }, alias);
    },

    /** Returns the same page for each parent, in one statement. The query's `column` contains the parent's id. */
    async pages<Tables, Table extends keyof Tables, Row extends { id: string }>(
      db: Kysely<DB>,
      rows: SelectQueryBuilder<Tables, Table, Row>,
      column: string,
      parentIds: readonly string[],
      args: Args,
    ): Promise<Page<Row>[]> {
      const { query, page, alias } = select(rows, args);
      return fetchPages(db, query, column, parentIds, page, alias);
    },
  };
}

/** Replaces each type by the column of the field's name. */
const withColumns = <Field extends object>(
  fields: Record<string, Field | string>,
  columnOf: (field: string) => string,
): Record<string, Field> =>
  Object.fromEntries(
    Object.entries(fields).map(([field, value]) => [
      field,
      typeof value === 'string' ? ({ column: columnOf(field), type: value } as unknown as Field) : value,
    ]),
  );

const toSnakeCase = (name: string) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
