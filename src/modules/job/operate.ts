import { sql } from 'kysely';
import type { SystemDb } from '../../database/system.ts';

/** The state of the job `j`, in a word. */
export const jobState = sql<string>`case
  when j.locked_at is not null then 'running'
  when j.attempts >= j.max_attempts then 'dead'
  when j.run_at <= now() then 'ready'
  when j.flags ? 'suspended' then 'suspended'
  else 'scheduled' end`;

export interface JobRow {
  id: string;
  task: string;
  organizationId: string | null;
  state: string;
  attempts: number;
  mostAttempts: number;
  runAt: string;
  createdAt: string;
  lastError: string | null;
  payload: unknown;
}

const select = sql`
  select j.id, t.identifier as task, j.payload ->> 'organizationId' as "organizationId", ${jobState} as state,
    j.attempts, j.max_attempts as "mostAttempts", j.run_at as "runAt", j.created_at as "createdAt",
    j.last_error as "lastError", j.payload
  from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id`;

const MOST_LISTED = 200;

/** The oldest jobs; `failed`: only those that used up their attempts. */
export async function listJobs(
  db: SystemDb,
  { failed, task, organization }: { failed?: boolean; task?: string; organization?: string },
): Promise<JobRow[]> {
  const { rows } = await sql<JobRow>`${select}
    where (${!failed} or j.locked_at is null and j.attempts >= j.max_attempts)
      and t.identifier = coalesce(${task ?? null}, t.identifier)
      and (${organization ?? null}::text is null or j.payload ->> 'organizationId' = ${organization ?? null})
    order by j.id limit ${MOST_LISTED}`.execute(db);
  return rows;
}

export async function findJob(db: SystemDb, id: string): Promise<JobRow | undefined> {
  const { rows } = await sql<JobRow>`${select} where j.id::text = ${id}`.execute(db);
  return rows[0];
}

/** Lets a job run at once, with all its attempts. Answers whether it could: not one that runs, or is no more. */
export async function retryJob(db: SystemDb, id: string): Promise<boolean> {
  const { rows } = await sql`
    select from graphile_worker.reschedule_jobs(
      array(select id from graphile_worker._private_jobs where id::text = ${id} and locked_at is null), now(), null, 0)`.execute(
    db,
  );
  if (rows.length > 0) await sql`select pg_notify('jobs:insert', '{"count":1}')`.execute(db);
  return rows.length > 0;
}

/** Removes a job for good. Answers whether it could: not one that runs, or is no more. */
export async function dropJob(db: SystemDb, id: string): Promise<boolean> {
  const { rows } = await sql`
    delete from graphile_worker._private_jobs where id::text = ${id} and locked_at is null returning id`.execute(
    db,
  );
  return rows.length > 0;
}
