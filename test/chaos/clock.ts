import { sql } from 'kysely';
import type { SystemDb } from '../../src/database/system.ts';
import { setTimeout as sleep } from 'node:timers/promises';

const INTERVAL_MS = 1_500;

/**
 * Runs the jobs of the clock more often than once a minute. From the middle of the run on, it also closes the month before,
 * so that late events go into both statements.
 */
export function startClock(db: SystemDb, closesAt: number): { stop(): Promise<void> } {
  const ending = new AbortController();
  const ticking = tick();
  return {
    stop: async () => {
      ending.abort();
      await ticking;
    },
  };

  async function tick(): Promise<void> {
    while (!ending.signal.aborted) {
      await sleep(INTERVAL_MS, undefined, { signal: ending.signal }).catch(() => undefined);
      const jobs = ['fold-usage', ...(Date.now() > closesAt ? ['seal-statements'] : [])];
      for (const job of jobs)
        // As the clock adds it. One that waits already is enough.
        await sql`
          select graphile_worker.add_job(${job}, '{}'::json, job_key => ${`chaos ${job}`}, max_attempts => 3)
          where not exists (select from graphile_worker.jobs where key = ${`chaos ${job}`})`
          .execute(db)
          .catch(() => undefined);
    }
  }
}
