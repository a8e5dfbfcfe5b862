import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import type { Logger } from 'pino';
import type { SystemDb } from '../database/system.ts';
import { unlockJobsOf, workersWithJobs } from './graphile-internals.ts';
import { lockOf } from './worker-lock.ts';

/** In milliseconds: how often to look for dead workers, and how long a worker must have been without its lock. */
export interface Patience {
  interval: number;
  grace: number;
}

/** The grace is long enough for a worker that lost only its connection to take its lock again. */
const DEFAULT_PATIENCE: Patience = { interval: 5_000, grace: 10_000 };

/** Interval while a worker is missing. It is short, so that a worker which briefly holds its lock again is noticed. */
const RECHECK_MS = 500;

/**
 * Unlocks the jobs of dead workers, so that living workers run them. Returns a function that ends this. The queue alone
 * would unlock them after four hours. The interrupted attempt counts, because the job itself may have killed the worker.
 */
export function rescueDeadWorkers(db: SystemDb, logger: Logger, patience = DEFAULT_PATIENCE): () => void {
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
        if (jobs > 0) logger.warn({ jobs }, 'unlocked jobs of dead workers');
      } catch (error) {
        // An outage took the locks of living workers, too. Each of them gets the whole grace again.
        missingSince.clear();
        logger.warn({ err: error }, 'could not look for dead workers');
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
  return dead.length > 0 ? unlockJobsOf(db, dead) : 0;
}

/** Returns the workers that have locked jobs but do not hold their own lock. */
async function missingWorkers(db: SystemDb): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`
    select name from (${workersWithJobs}) working
    where pg_try_advisory_xact_lock_shared(${sql.raw(lockOf('name'))})`.execute(db);
  return rows.map(({ name }) => name);
}
