import { sql } from 'kysely';
import type { SystemDb } from '../database/system.ts';

/*
 * The only file that uses internals of graphile-worker, except for the SQL function `app.add_announcement`, which inserts a
 * job as `add_job` does (database/functions/add_announcement.sql). test/jobs/graphile-internals.test.ts compares the two.
 *
 * Its documented interface is `run`, `add_job` and `reschedule_jobs`. Everything below is internal: the tables whose
 * names begin with `_private_`, the channel that notifies workers of new jobs, and the names of its prepared statements.
 * A minor release may change them. `package.json` pins the exact version. Before an upgrade compare this file with the
 * library's migrations (`node_modules/graphile-worker/sql`) and `dist/sql/*.js`, then run test/jobs and test/resilience, and
 * raise `SCHEMA_VERSION`.
 *
 * A running job is locked (`locked_at`, and `locked_by` with the worker's name). `attempts` is incremented when a worker
 * takes the job. A job without attempts left stays in the table, unlocked. A worker can exclude jobs by their `flags`:
 * we set the organization's id, so that a worker can skip an organization's jobs, and `suspended`.
 */

/** The number of the library's last migration that this file was compared with. */
export const SCHEMA_VERSION = 20;

/** SQL expression for the state of the job `j`. */
const jobState = sql<string>`case
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

const MAX_LISTED = 200;

/** Lists the oldest jobs; with `failed` only those without attempts left. */
export async function listJobs(
  db: SystemDb,
  { failed, task, organization }: { failed?: boolean; task?: string; organization?: string },
): Promise<JobRow[]> {
  const { rows } = await sql<JobRow>`${select}
    where (${!failed} or j.locked_at is null and j.attempts >= j.max_attempts)
      and t.identifier = coalesce(${task ?? null}, t.identifier)
      and (${organization ?? null}::text is null or j.payload ->> 'organizationId' = ${organization ?? null})
    order by j.id limit ${MAX_LISTED}`.execute(db);
  return rows;
}

export async function findJob(db: SystemDb, id: string): Promise<JobRow | undefined> {
  const { rows } = await sql<JobRow>`${select} where j.id::text = ${id}`.execute(db);
  return rows[0];
}

/** Schedules a job for now and resets its attempts. Returns false if it is running or does not exist. */
export async function retryJob(db: SystemDb, id: string): Promise<boolean> {
  const { rows } = await sql`
    select from graphile_worker.reschedule_jobs(
      array(select id from graphile_worker._private_jobs where id::text = ${id} and locked_at is null), now(), null, 0)`.execute(
    db,
  );
  if (rows.length > 0) await sql`select pg_notify('jobs:insert', '{"count":1}')`.execute(db);
  return rows.length > 0;
}

/** Deletes a job. Returns false if it is running or does not exist. */
export async function dropJob(db: SystemDb, id: string): Promise<boolean> {
  const { rows } = await sql`
    delete from graphile_worker._private_jobs where id::text = ${id} and locked_at is null returning id`.execute(
    db,
  );
  return rows.length > 0;
}

/** Deletes jobs whose last attempt failed more than 30 days ago. Returns how many. */
export async function deleteDeadJobs(db: SystemDb): Promise<number> {
  const { numAffectedRows } = await sql`
    delete from graphile_worker._private_jobs
    where attempts >= max_attempts and locked_at is null and updated_at < now() - interval '30 days'`.execute(
    db,
  );
  return Number(numAffectedRows ?? 0);
}

/** Counts the jobs by state. `age` is the number of seconds that the oldest ready job has waited. */
export async function measureQueue(db: SystemDb): Promise<{ counts: Record<string, number>; age: number }> {
  const { rows } = await sql<{ state: string; jobs: number; age: number }>`
    select state, count(*)::integer as jobs, extract(epoch from now() - min(run_at))::float8 as age
    from (select run_at, ${jobState} as state from graphile_worker._private_jobs j) job group by state`.execute(
    db,
  );
  return {
    counts: Object.fromEntries(rows.map(({ state, jobs }) => [state, jobs])),
    age: rows.find(({ state }) => state === 'ready')?.age ?? 0,
  };
}

/** A query for the names of the workers that have locked jobs. */
export const workersWithJobs = sql`
  select distinct locked_by as name from graphile_worker._private_jobs where locked_by is not null
  union select locked_by from graphile_worker._private_job_queues where locked_by is not null`;

/** Unlocks the jobs of dead workers. Returns how many, including those without attempts left. */
export async function unlockJobsOf(db: SystemDb, workers: string[]): Promise<number> {
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
 * Unlocks the jobs that a living worker has locked but never received, because the connection broke before the result of
 * the statement arrived. They have not started, so the attempt does not count. Returns how many.
 */
export async function returnUnreceived(db: SystemDb, worker: string, known: string[]): Promise<number> {
  const { numAffectedRows } = await sql`
    update graphile_worker._private_jobs
    set locked_by = null, locked_at = null, attempts = greatest(attempts - 1, 0)
    where locked_by = ${worker} and id <> all(${known}::bigint[])`.execute(db);
  return Number(numAffectedRows ?? 0);
}

/**
 * Replaces a running job with a new one that waits for the end of the organization's suspension. The new job keeps the
 * creation time, the priority and the attempts. If the suspension ends at the same time, the lock on the organization's
 * row orders the two: either this statement sees the new status, or the end of the suspension sees the new job.
 */
export async function postponeJob(db: SystemDb, id: string, organizationId: string): Promise<void> {
  await sql`
    with organization as (
      select case app.effective_status(status, suspended_until) when 'SUSPENDED'
        then least(suspended_until, now() + interval '1 day') else now() end as run_at
      from organizations where id = ${organizationId} for share
    ), taken as (delete from graphile_worker._private_jobs where id = ${id}
      returning job_queue_id, task_id, payload, priority, attempts, max_attempts, last_error, created_at, key, flags)
    insert into graphile_worker._private_jobs
      (job_queue_id, task_id, payload, priority, run_at, attempts, max_attempts, last_error, created_at, key, flags)
    select job_queue_id, task_id, payload, priority, organization.run_at, greatest(attempts - 1, 0), max_attempts,
      last_error, created_at, key,
      coalesce(flags, '{}') || jsonb_build_object(${organizationId}::text, true, 'suspended', true)
    from taken, organization`.execute(db);
}

/**
 * Adds jitter before a failed job's next attempt. The queue waits e^attempts seconds from `run_at`, so jobs that failed
 * together would be retried together. This extends the pause by a random part, up to half of it.
 */
export async function spreadRetry(db: SystemDb, id: string): Promise<void> {
  await sql`
    update graphile_worker._private_jobs
    set run_at = now() + random() / 2 * exp(least(attempts, 10)) * interval '1 second' where id = ${id}`.execute(
    db,
  );
}

/** Names of the prepared statements that record the results of jobs. */
const recordsEnding = /^(complete|fail)_jobs?(_q)?\//;

export interface EndingStatement {
  name?: string;
  values: unknown[];
}

/** Whether a statement of the queue records the results of jobs. */
export const recordsJobEnd = (statement: unknown): statement is EndingStatement =>
  recordsEnding.test((statement as EndingStatement | null)?.name ?? '');

/** Returns the ids of the jobs whose results the statement records. */
export function endedJobs({ name, values }: EndingStatement): string[] {
  if (name!.startsWith('complete')) return [values[0]].flat().map(String);
  if (name!.startsWith('fail_jobs/')) return (values[0] as unknown[]).map(String);
  return (JSON.parse(String(values[1])) as { jobId: string }[]).map(({ jobId }) => String(jobId));
}
