import { sql } from 'kysely';
import type { SystemDb } from '../../src/database/system.ts';
import { type JobRow, listJobs } from '../../src/jobs/graphile-internals.ts';
import { until } from './mail.ts';

/** The organization's jobs that are not done, the oldest first. */
export const jobsOf = (db: SystemDb, organization: string): Promise<JobRow[]> =>
  listJobs(db, { organization });

/** Once the organization's jobs, or those of a kind, are done. */
export const settled = (db: SystemDb, organization: string, task?: string, seconds?: number) =>
  until(async () => (await listJobs(db, { organization, task })).length === 0, { seconds });

/** Lets what waits for its time run now. */
export const hurry = (db: SystemDb, organization: string) =>
  sql`update graphile_worker._private_jobs set run_at = now()
    where payload ->> 'organizationId' = ${organization}`.execute(db);

/** Adds jobs as a request of the organization does. */
export const enqueue = (db: SystemDb, organizationId: string, task: string, payloads: object[]) =>
  db.transaction().execute(async (db) => {
    await sql`select set_config('app.organization_id', ${organizationId}, true)`.execute(db);
    await sql`select app.enqueue_job(${task}, payload)
      from jsonb_array_elements(${JSON.stringify(payloads)}::jsonb) as payload`.execute(db);
  });
