import { type Kysely, sql } from 'kysely';
import type { DB } from '../../generated/database.ts';
import type { SystemDb } from '../../database/system.ts';
import type { AccountJobs, TenantJobs } from './jobs.ts';

/** Adds a job for the selected organization in the request's transaction: it runs if and only if that commits. */
export async function enqueueJob<Name extends keyof TenantJobs>(
  db: Kysely<DB>,
  name: Name,
  payload: TenantJobs[Name],
): Promise<void> {
  await db
    .selectNoFrom((eb) =>
      eb
        .fn<null>('app.enqueue_job', [
          eb.val(name),
          eb.cast<object>(eb.val(JSON.stringify(payload)), 'jsonb'),
        ])
        .as('done'),
    )
    .execute();
}

/** Adds a job about an account, in a transaction of the system login. */
export async function enqueueAccountJob<Name extends keyof AccountJobs>(
  db: SystemDb,
  name: Name,
  payload: AccountJobs[Name],
): Promise<void> {
  await sql`select graphile_worker.add_job(${name}, ${JSON.stringify(payload)}::json)`.execute(db);
}
