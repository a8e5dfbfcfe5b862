import { type Kysely, sql } from 'kysely';
import type { DB } from '../../generated/database.ts';
import type { SystemDb } from '../../database/system.ts';
import { mostAttempts } from './attempts.ts';
import type { AccountJobs, TenantJobs } from './jobs.ts';

/** Adds a job for the selected organization in the request's transaction: it runs if and only if that commits. */
export async function enqueueJob<Name extends keyof TenantJobs>(
  db: Kysely<DB>,
  name: Name,
  payload: TenantJobs[Name],
): Promise<void> {
  await enqueueJobs(db, name, [payload]);
}

/** The same for several, in one statement. */
export async function enqueueJobs<Name extends keyof TenantJobs>(
  db: Kysely<DB>,
  name: Name,
  payloads: TenantJobs[Name][],
): Promise<void> {
  if (payloads.length === 0) return;
  await sql`
    select app.enqueue_job(${name}, payload, ${mostAttempts(name)})
    from jsonb_array_elements(${JSON.stringify(payloads)}::jsonb) as payload`.execute(db);
}

/** Adds a job about an account, in a transaction of the system login. */
export async function enqueueAccountJob<Name extends keyof AccountJobs>(
  db: SystemDb,
  name: Name,
  payload: AccountJobs[Name],
): Promise<void> {
  await sql`
    select graphile_worker.add_job(${name}, ${JSON.stringify(payload)}::json, max_attempts => ${mostAttempts(name)})`.execute(
    db,
  );
}
