import { sql } from 'kysely';
import type { SystemDb } from '../../database/system.ts';

/** Makes the status of organizations and users whose suspension is over say so; it has no effect any more anyway. */
export async function endSuspensions(db: SystemDb): Promise<void> {
  await db
    .updateTable('organizations')
    .set({
      status: 'ACTIVE',
      suspended_at: null,
      suspended_by: null,
      suspension_reason: null,
      suspended_until: null,
    })
    .where('status', '=', 'SUSPENDED')
    .where('suspended_until', '<=', sql<string>`now()`)
    .execute();
  await db
    .updateTable('users')
    .set({ status: 'ACTIVE', status_reason: null, status_until: null })
    .where('status', '=', 'SUSPENDED')
    .where('status_until', '<=', sql<string>`now()`)
    .execute();
}

/** Makes the status of invitations whose time has passed say so. */
export async function expireInvitations(db: SystemDb): Promise<void> {
  await db
    .updateTable('invitations')
    .set({ status: 'EXPIRED' })
    .where('status', '=', 'PENDING')
    .where('expires_at', '<=', sql<string>`now()`)
    .execute();
}

/** Removes notifications of more than 90 days ago. */
export async function deleteOldNotifications(db: SystemDb): Promise<void> {
  await db
    .deleteFrom('notifications')
    .where('created_at', '<', sql<string>`now() - interval '90 days'`)
    .execute();
}

/** Deletes live events that are older than 15 minutes: no process reads them again. */
export async function deleteOldLiveEvents(db: SystemDb): Promise<void> {
  await db
    .deleteFrom('live_events')
    .where('created_at', '<', sql<string>`now() - interval '15 minutes'`)
    .execute();
}

/** Removes jobs that used up their attempts more than 30 days ago. Answers how many. */
export async function deleteDeadJobs(db: SystemDb): Promise<number> {
  const { numAffectedRows } = await sql`
    delete from graphile_worker._private_jobs
    where attempts >= max_attempts and locked_at is null and updated_at < now() - interval '30 days'`.execute(
    db,
  );
  return Number(numAffectedRows ?? 0);
}
