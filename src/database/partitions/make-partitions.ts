import { setTimeout } from 'node:timers/promises';
import { type Kysely, sql } from 'kysely';
import type { Logger } from 'pino';
import { isLockTimeout, setLockTimeout, SHORT_LOCK_TIMEOUT_MS } from '../lock-timeout.ts';
import { firstIdAt, instantOf, monthStart, monthSuffix } from './month.ts';
import { protectPartition } from './partition-table.ts';

/** The tables that are partitioned by the month of their ids, in the order in which their partitions are made. */
export const partitionedTables = ['audit_events', 'usage_events'] as const;
export type PartitionedTable = (typeof partitionedTables)[number];

/** How many months after the present one have a partition. */
const MONTHS_AHEAD = 3;
/** How many past months a restored table can have. Older rows are with the rest. */
const MAX_PAST_MONTHS = 240;
/** How many rows of the present month are moved while writers wait. */
const MAX_MOVED = 50_000;
const MAX_ATTEMPTS = 20;
const PAUSE_MS = 250;

export interface Partition {
  name: string;
  /** The rows' time, in milliseconds since 1970. -Infinity for the first partition of a table that existed before. */
  from: number;
  to: number;
}

/** Returns the partitions of a table, without the one for the rest, oldest first. */
export async function readPartitions<Schema>(
  db: Kysely<Schema>,
  table: PartitionedTable,
): Promise<Partition[]> {
  const { rows } = await sql<{ name: string; bound: string }>`
    select relname as name, pg_get_expr(relpartbound, c.oid) as bound
    from pg_inherits join pg_class c on c.oid = inhrelid
    where inhparent = to_regclass(${table}) and pg_get_expr(relpartbound, c.oid) <> 'DEFAULT'`.execute(db);
  return rows
    .map(({ name, bound }) => {
      const ids = bound.match(/[0-9a-f]{8}-[0-9a-f-]{27}/g)!.map(instantOf);
      return { name, from: ids.length === 2 ? ids[0]! : -Infinity, to: ids.at(-1)! };
    })
    .toSorted((one, other) => one.to - other.to);
}

/**
 * Makes the partitions of this month and the next ones that are missing, of every partitioned table, and moves rows there
 * that have arrived before. Can be repeated, also at the same time. A row whose month has no partition is in `<table>_rest`,
 * so no insert fails when this has not run for months.
 * @param oldest the first instants of rows that will be restored, by table: the months since then are made, too
 * @throws when a table is in use for too long; the partitions that were made remain
 */
export async function makePartitions<Schema>(
  db: Kysely<Schema>,
  logger: Logger,
  { now = new Date(), oldest = {} }: { now?: Date; oldest?: Readonly<Record<string, number>> } = {},
): Promise<void> {
  for (const table of partitionedTables) {
    const first = firstOffset(now, oldest[table]);
    for (let offset = first; offset <= MONTHS_AHEAD; offset++)
      await retryLocks(() =>
        db.transaction().execute(async (transaction) => {
          await setLockTimeout(transaction, SHORT_LOCK_TIMEOUT_MS);
          const made = await makePartition(transaction, table, now, offset);
          if (made) logger.info({ partition: made }, 'made a partition');
        }),
      );
  }
  for (const table of partitionedTables) await warnOfRest(db, table, logger);
}

/** Returns the distance of the present month to the first one to make, which is not positive. */
function firstOffset(now: Date, oldest: number | undefined): number {
  if (oldest === undefined) return 0;
  const then = new Date(oldest);
  const months = (then.getUTCFullYear() - now.getUTCFullYear()) * 12 + then.getUTCMonth() - now.getUTCMonth();
  return Math.max(Math.min(months, 0), -MAX_PAST_MONTHS);
}

/** Repeats work that did not get a lock in time. It gives up quickly, because requests queue behind a waiting lock. */
async function retryLocks(work: () => Promise<void>): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await work();
    } catch (error) {
      if (!isLockTimeout(error) || attempt === MAX_ATTEMPTS) throw error;
      await setTimeout(PAUSE_MS);
    }
  }
}

/** Returns the name of the partition; undefined if the month has one, or cannot have one before it is over. */
async function makePartition<Schema>(
  db: Kysely<Schema>,
  table: PartitionedTable,
  now: Date,
  offset: number,
): Promise<string | undefined> {
  await sql`select pg_advisory_xact_lock(hashtextextended('partitions', 0))`.execute(db);
  const { rows } =
    await sql`select from pg_class where oid = to_regclass(${table}) and relkind = 'p'`.execute(db);
  if (rows.length === 0) return undefined;
  const to = monthStart(now, offset + 1);
  const others = await readPartitions(db, table);
  // A partition can reach into the month: that of a table that was not partitioned before.
  const from = Math.max(
    monthStart(now, offset),
    ...others.filter((each) => each.from < to).map((each) => each.to),
  );
  if (from >= to) return undefined;
  return createMonth(db, table, from, to);
}

/**
 * Creates a partition with the rows of its time that are in `<table>_rest`. Attaching it locks that one, which is empty or
 * small, and no other partition. Returns undefined if it has too many rows for writers to wait.
 */
async function createMonth<Schema>(
  db: Kysely<Schema>,
  table: PartitionedTable,
  from: number,
  to: number,
): Promise<string | undefined> {
  const name = `${table}_${monthSuffix(from)}`;
  const [parent, rest, partition] = [sql.table(table), sql.table(`${table}_rest`), sql.table(name)];
  const bounds = [firstIdAt(from), firstIdAt(to)] as const;
  await sql`create table ${partition} (like ${rest} including all excluding comments)`.execute(db);
  await protectPartition(db, name);
  await sql`lock table ${rest} in access exclusive mode`.execute(db);
  const within = sql`id >= ${bounds[0]}::uuid and id < ${bounds[1]}::uuid`;
  const { rows } = await sql<{ found: number; columns: string }>`
    select (select count(*)::integer from (select from ${rest} where ${within} limit ${MAX_MOVED + 1}) r) as found,
      (select string_agg(quote_ident(attname), ', ' order by attnum) from pg_attribute
        where attrelid = ${name}::regclass and attnum > 0 and not attisdropped) as columns`.execute(db);
  const { found, columns } = rows[0]!;
  if (found > MAX_MOVED) {
    await sql`drop table ${partition}`.execute(db);
    return undefined;
  }
  const list = sql.raw(columns);
  if (found > 0)
    await sql`with moved as (delete from ${rest} where ${within} returning ${list})
      insert into ${partition} (${list}) select ${list} from moved`.execute(db);
  await sql`alter table ${parent} attach partition ${partition}
    for values from (${sql.lit(bounds[0])}) to (${sql.lit(bounds[1])})`.execute(db);
  return name;
}

async function warnOfRest<Schema>(
  db: Kysely<Schema>,
  table: PartitionedTable,
  logger: Logger,
): Promise<void> {
  if ((await readPartitions(db, table)).length === 0) return;
  const { rows } = await sql<{ found: boolean }>`
    select exists (select from ${sql.table(`${table}_rest`)}) as found`.execute(db);
  if (rows[0]!.found) logger.warn({ table }, 'rows are in no partition of a month');
}
