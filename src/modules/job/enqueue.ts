import type { Kysely } from 'kysely';
import type { DB } from '../../generated/database.ts';
import type { TenantJobs } from './jobs.ts';

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
