import { type RawBuilder, sql } from 'kysely';
import type { ServingDb } from '../database/tenant-db.ts';
import type { SystemDb } from '../database/system.ts';
import { activeTrace } from '../tracing/tracing.ts';
import type { AccountJob, RemoteJob, TenantJob } from './define-job.ts';

/** Adds a job for the selected organization in the request's transaction. The job runs only if the transaction commits. */
export async function enqueueJob<Payload>(
  db: ServingDb,
  job: TenantJob<Payload> | RemoteJob<Payload>,
  payload: NoInfer<Payload>,
): Promise<void> {
  await enqueueJobs(db, job, [payload]);
}

/** Adds several jobs in one statement. */
export async function enqueueJobs<Payload>(
  db: ServingDb,
  { name, attempts, priority }: TenantJob<Payload> | RemoteJob<Payload>,
  payloads: NoInfer<Payload>[],
): Promise<void> {
  if (payloads.length === 0) return;
  await sql`
    select app.enqueue_job(${name}, payload, ${attempts}, ${priority})
    from jsonb_array_elements(${JSON.stringify(payloads)}::jsonb) as payload`.execute(db);
}

/** Adds a job about an account, in a transaction of the system login. */
export async function enqueueAccountJob<Payload>(
  db: SystemDb,
  job: AccountJob<Payload>,
  payload: NoInfer<Payload>,
): Promise<void> {
  await sql`select ${addAccountJob(job, sql`${JSON.stringify(payload)}::json`)}`.execute(db);
}

/** Returns the SQL call that adds a job about an account, for a statement that adds it only under a condition. */
export const addAccountJob = <Payload>(
  { name, attempts }: AccountJob<Payload>,
  payload: RawBuilder<unknown>,
) => sql`graphile_worker.add_job(${name}, ${traced(payload)}, max_attempts => ${attempts})`;

/**
 * Returns the SQL call that adds a job for an organization, for a statement of the system login. It is like
 * `app.enqueue_job`, which takes the organization of a request. `more` are further arguments of the payload's object.
 */
export const addOrganizationJob = <Payload>(
  { name, attempts, priority }: RemoteJob | TenantJob<Payload>,
  organizationId: RawBuilder<unknown>,
  more: RawBuilder<unknown> = sql``,
) => sql`graphile_worker.add_job(${name}, ${traced(sql`json_build_object('organizationId', ${organizationId}${more})`)},
    max_attempts => ${attempts}, priority => ${priority}::integer, flags => array[${organizationId}::text])`;

/**
 * The database adds the trace of a transaction to its jobs. A statement of the system login outside of a transaction has
 * none: the trace goes into the payload here.
 */
function traced(payload: RawBuilder<unknown>): RawBuilder<unknown> {
  const trace = activeTrace();
  if (trace === undefined) return payload;
  return sql`((${payload})::jsonb || ${JSON.stringify(trace)}::jsonb)::json`;
}
