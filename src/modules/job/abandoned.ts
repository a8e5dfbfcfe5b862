import { sql } from 'kysely';
import type { SystemDb } from '../../database/system.ts';

/**
 * Frees the jobs of workers that were killed: the queue itself waits four hours for them. Every job takes seconds, and
 * bears to run twice. Answers how many.
 */
export async function freeAbandonedJobs(db: SystemDb): Promise<number> {
  const { rows } = await sql<{ count: string }>`
    with abandoned as (
      select count(*) as count, array_agg(distinct locked_by) as workers
      from graphile_worker.jobs where locked_at < now() - interval '5 minutes')
    select count, graphile_worker.force_unlock_workers(workers) from abandoned where count > 0`.execute(db);
  return Number(rows[0]?.count ?? 0);
}
