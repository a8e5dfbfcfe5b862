import { type RawBuilder, sql } from 'kysely';
import { badUserInput } from '../errors.ts';
import type { OrderDirection } from '../generated/enums.ts';
import { keyChecks, type Position, readCursor, type SortType } from './cursor.ts';

export interface PageArgs {
  first?: number | null;
  after?: string | null;
  last?: number | null;
  before?: string | null;
  offset?: number | null;
}

/** A field to sort by. Rows without a value of a `nullable` field come last. `expression` replaces the column. */
export interface SortKey {
  column: string;
  type: SortType;
  nullable?: boolean;
  expression?: RawBuilder<unknown>;
}

/** A validated request for one page. */
export interface PageRequest {
  sort: string;
  expression: ReturnType<typeof sql>;
  type: SortType;
  descending: boolean;
  /** Whether rows are read in reverse order, for `last`. */
  backward: boolean;
  size: number;
  after: Position | undefined;
  before: Position | undefined;
  /** Number of rows to skip. */
  offset: number;
}

const MAX_SIZE = 100;
const DEFAULT_SIZE = 20;
const MAX_OFFSET = 10_000;

/**
 * Validates the arguments of a page. `alias` is the table's name in the query.
 * @throws BAD_USER_INPUT for sizes beyond 100, offsets beyond 10000, contradicting arguments, and cursors of another
 * list or sort
 */
export function pageRequest<Field extends string>(
  keys: Record<Field, SortKey>,
  orderBy: { field: Field; direction?: OrderDirection } | null | undefined,
  args: PageArgs,
  alias: string,
): PageRequest {
  const { field, direction = 'ASC' } = orderBy ?? {
    field: 'CREATED_AT' as Field,
    direction: 'DESC' as const,
  };
  if (args.first != null && args.last != null) throw badUserInput('Give `first` or `last`, not both.');
  const size = args.first ?? args.last ?? DEFAULT_SIZE;
  if (size < 0 || size > MAX_SIZE)
    throw badUserInput(`\`first\` and \`last\` are at least 0 and at most ${MAX_SIZE}.`);
  const offset = checkOffset(args);
  const { column, type, nullable, expression } = keys[field];
  const ref = expression ?? sql.ref(`${alias}.${column}`);
  const none = direction === 'ASC' ? 'infinity' : '-infinity';
  const sort = `${field} ${direction}`;
  const isKey = (key: string) => keyChecks[type](key) || (nullable === true && key === none);
  return {
    sort,
    type,
    expression: nullable ? sql`coalesce(${ref}, ${sql.lit(none)})` : sql`${ref}`,
    descending: direction === 'DESC',
    backward: args.last != null,
    size,
    after: args.after == null ? undefined : readCursor(args.after, sort, isKey),
    before: args.before == null ? undefined : readCursor(args.before, sort, isKey),
    offset,
  };
}

/** @throws BAD_USER_INPUT */
function checkOffset({ offset, after, before, last }: PageArgs): number {
  if (offset == null) return 0;
  if (offset < 0 || offset > MAX_OFFSET)
    throw badUserInput(
      `\`offset\` is at least 0 and at most ${MAX_OFFSET}. Page on with \`after\`, or narrow the list.`,
    );
  if (after != null || before != null) throw badUserInput('Give `offset` or a cursor, not both.');
  if (last != null) throw badUserInput('`offset` counts from the start: give `first` with it, not `last`.');
  return offset;
}
