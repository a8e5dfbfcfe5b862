import { sql } from 'kysely';
import { listJobs } from '../../../src/jobs/graphile-internals.ts';
import { waitFor } from '../wait.ts';
import type { Evidence } from './proof.ts';

/** Longer than it takes to rescue the jobs of a killed worker, and to send what has waited. */
const DRAIN_SECONDS = 240;

/** Waits until all jobs are done and all webhooks are sent. What waits for another attempt gets it at once. */
export async function drainQueues({ db, promises }: Evidence): Promise<void> {
  await waitFor('jobs and webhooks are done', () => hurry(db), DRAIN_SECONDS).catch(() => undefined);
  const left = await listJobs(db, {});
  promises.check('no job is left', left.length === 0, left);
  const { rows } = await sql<{ state: string; count: number }>`
    select state, count(*)::int as count from webhook_deliveries where state <> 'SUCCEEDED' group by 1`.execute(
    db,
  );
  promises.check('every delivery succeeds', rows.length === 0, rows);
}

/** Returns whether nothing is left that could still be done. */
async function hurry(db: Evidence['db']): Promise<boolean> {
  await sql`
    update graphile_worker._private_jobs set run_at = now()
    where locked_at is null and attempts < max_attempts and run_at > now()`.execute(db);
  // The lease of a worker that was killed. A living one records its attempt sooner.
  await sql`
    update webhook_deliveries set next_attempt_at = now()
    where state = 'PENDING' and next_attempt_at > now() and updated_at < now() - interval '3 seconds'`.execute(
    db,
  );
  const { rows } = await sql`
    select from graphile_worker._private_jobs where attempts < max_attempts or locked_at is not null
    union all select from webhook_deliveries where state = 'PENDING' limit 1`.execute(db);
  return rows.length === 0;
}
