import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import type { Logger } from 'pino';
import type { SystemDb } from '../../database/system.ts';
import { lockOf } from './hold.ts';

/** Milliseconds: how often to look for dead workers, and how long one must have been without its lock. */
export interface Patience {
  interval: number;
  grace: number;
}

/** A worker that lost its connection alone has it again long before its jobs are given to others. */
const usual: Patience = { interval: 5_000, grace: 10_000 };

/** How often to look again while one seems dead: one that loses its lock again and again must be seen with it between. */
const RECHECK_MS = 500;

/**
 * Gives the jobs of dead workers to the living, until it is told to stop. The queue by itself would do so after four
 * hours. An attempt that a worker did not survive counts: it may have been the job that killed it.
 */
export function rescueOrphans(db: SystemDb, logger: Logger, patience: Patience = usual): () => void {
  const missingSince = new Map<string, number>();
  const ending = new AbortController();
  void look();

  async function look(): Promise<void> {
    while (!ending.signal.aborted) {
      const wait = missingSince.size > 0 ? Math.min(RECHECK_MS, patience.interval) : patience.interval;
      await sleep(wait, undefined, { signal: ending.signal }).catch(() => undefined);
      if (ending.signal.aborted) return;
      try {
        const jobs = await rescue(db, missingSince, patience.grace);
        if (jobs > 0) logger.warn({ jobs }, 'jobs of dead workers run again');
      } catch (error) {
        // The living lost their locks with the database, too: they have their whole time to take them again.
        missingSince.clear();
        logger.warn({ err: error }, 'the jobs of dead workers could not be looked for');
      }
    }
  }

  return () => ending.abort();
}

async function rescue(db: SystemDb, missingSince: Map<string, number>, grace: number): Promise<number> {
  const missing = new Set(await missingWorkers(db));
  for (const name of missingSince.keys()) if (!missing.has(name)) missingSince.delete(name);
  for (const name of missing) if (!missingSince.has(name)) missingSince.set(name, Date.now());
  const dead = [...missing].filter((name) => Date.now() - missingSince.get(name)! >= grace);
  return dead.length > 0 ? unlock(db, dead) : 0;
}

/** Those who have jobs but do not hold their lock. */
async function missingWorkers(db: SystemDb): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`
    select name from (
      select distinct locked_by from graphile_worker._private_jobs where locked_by is not null
      union select locked_by from graphile_worker._private_job_queues where locked_by is not null
    ) working (name)
    where pg_try_advisory_xact_lock_shared(${sql.raw(lockOf('name'))})`.execute(db);
  return rows.map(({ name }) => name);
}

/** Answers how many jobs may run again, or are at their end. */
async function unlock(db: SystemDb, workers: string[]): Promise<number> {
  return db.transaction().execute(async (db) => {
    const { numAffectedRows } = await sql`
      update graphile_worker._private_jobs set last_error = 'its worker died'
      where locked_by = any(${workers}::text[])`.execute(db);
    await sql`
      select graphile_worker.force_unlock_workers(${workers}::text[]), pg_notify('jobs:insert', '{"count":10}')`.execute(
      db,
    );
    return Number(numAffectedRows ?? 0);
  });
}

/**
 * Gives back the jobs that are locked for a living worker which does not know of them: the connection broke between the
 * statement that took them and its answer. They have not begun, so that no attempt counts. Answers how many.
 */
export async function returnUnreceived(db: SystemDb, worker: string, known: string[]): Promise<number> {
  const { numAffectedRows } = await sql`
    update graphile_worker._private_jobs
    set locked_by = null, locked_at = null, attempts = greatest(attempts - 1, 0)
    where locked_by = ${worker} and id <> all(${known}::bigint[])`.execute(db);
  return Number(numAffectedRows ?? 0);
}
