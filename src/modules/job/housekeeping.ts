import { sql } from 'kysely';
import type { SystemDb } from '../../database/system.ts';

/**
 * Ends the suspensions of organizations, users and members in the tables once their time has passed. They have no
 * effect any more anyway; subscribers, and webhooks and audit logs for members, are told here.
 */
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
  await sql`
    with due as (
      select organization_id, id, member_suspension_reason as reason from memberships
      where member_suspended_until <= now() for update
    ), ended as (
      update memberships m set member_suspended_at = null, member_suspended_until = null,
        member_suspension_reason = null, member_suspended_by_id = null, member_suspended_by_role = null
      from due where m.organization_id = due.organization_id and m.id = due.id
      returning m.organization_id, m.id, m.user_id, due.reason
    ), recorded as (
      insert into audit_events (organization_id, action, target_type, target_id, before, after)
      select organization_id, 'member.reinstated', 'Membership', id,
        jsonb_build_object('userId', user_id, 'reason', reason), jsonb_build_object('userId', user_id)
      from ended
    )
    select app.add_announcement(organization_id, jsonb_build_array(jsonb_build_object(
      'type', 'member.reinstated', 'data', jsonb_build_object('userId', user_id))), null)
    from ended`.execute(db);
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
