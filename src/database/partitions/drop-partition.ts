import { setTimeout } from 'node:timers/promises';
import { sql } from 'kysely';
import { isLockTimeout, setLockTimeout, SHORT_LOCK_TIMEOUT_MS } from '../lock-timeout.ts';
import type { SystemDb } from '../system.ts';
import { type Partition, type PartitionedTable, readPartitions } from './make-partitions.ts';

const MAX_ATTEMPTS = 60;
const PAUSE_MS = 500;

interface Drop {
  table: PartitionedTable;
  /** Rows before this instant, in milliseconds since 1970, need not be kept. */
  before: number;
  /** Whether no row of the partition is needed any more. Deletes what is about its rows and may take long. */
  prepare: (db: SystemDb, partition: string) => Promise<boolean>;
  /** The same for what must not change until the partition is gone. The partition is locked. */
  finish?: (db: SystemDb, partition: string) => Promise<boolean>;
}

/**
 * Drops the partitions whose rows are all older than `before`, oldest first, until one is needed. Each goes in one
 * transaction with what is about its rows. Returns the names of the dropped ones, and of the one that is needed.
 */
export async function dropPartitions(
  db: SystemDb,
  drop: Drop,
): Promise<{ dropped: string[]; needed: string | undefined }> {
  const dropped: string[] = [];
  for (const partition of await readPartitions(db, drop.table)) {
    if (partition.to > drop.before) break;
    const done = await db.transaction().execute((transaction) => dropOne(transaction, drop, partition));
    if (!done) return { dropped, needed: partition.name };
    dropped.push(partition.name);
  }
  return { dropped, needed: undefined };
}

async function dropOne(db: SystemDb, drop: Drop, { name, to }: Partition): Promise<boolean> {
  await sql`select pg_advisory_xact_lock(hashtextextended('partitions', 0))`.execute(db);
  const { rows } = await sql`select where to_regclass(${name}) is not null`.execute(db);
  // Another process has dropped it.
  if (rows.length === 0) return true;
  if (!(await drop.prepare(db, name))) return false;
  await setLockTimeout(db, SHORT_LOCK_TIMEOUT_MS);
  await lockPatiently(db, name);
  if (drop.finish && !(await drop.finish(db, name))) throw new Error(`${name} is needed again`);
  await sql`drop table ${sql.table(name)}`.execute(db);
  await sql`
    insert into kept_since (table_name, since) values (${drop.table}, to_timestamp(${to / 1000}::float8))
    on conflict (table_name) do update set since = greatest(kept_since.since, excluded.since)`.execute(db);
  return true;
}

/** Locks the partitioned table as well. A waiting lock makes requests wait, so each attempt is short. */
async function lockPatiently(db: SystemDb, name: string): Promise<void> {
  const parent = sql<{ parent: string }>`
    select inhparent::regclass::text as parent from pg_inherits where inhrelid = ${name}::regclass`;
  const { rows } = await parent.execute(db);
  for (let attempt = 1; ; attempt++) {
    await sql`savepoint unlocked`.execute(db);
    try {
      await sql`lock table only ${sql.table(rows[0]!.parent)}, ${sql.table(name)} in access exclusive mode`.execute(
        db,
      );
      return;
    } catch (error) {
      if (!isLockTimeout(error) || attempt === MAX_ATTEMPTS) throw error;
      await sql`rollback to savepoint unlocked`.execute(db);
      await setTimeout(PAUSE_MS);
    }
  }
}
