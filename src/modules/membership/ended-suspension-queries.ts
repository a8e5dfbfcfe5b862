import { sql } from 'kysely';
import type { SystemDb } from '../../database/system.ts';
import { insertAuditEventsFrom } from '../audit/record.ts';

/** Ends the expired suspensions of members, records them in the audit log and announces them. */
export async function endMemberSuspensions(db: SystemDb): Promise<void> {
  await sql`
    with due as (
      select organization_id, id, member_suspension_reason as reason from memberships
      where member_suspended_until <= now() for update
    ), ended as (
      update memberships m set member_suspended_at = null, member_suspended_until = null,
        member_suspension_reason = null, member_suspended_by_id = null, member_suspended_by_role = null,
        member_suspended_by_permissions = null
      from due where m.organization_id = due.organization_id and m.id = due.id
      returning m.organization_id, m.id, m.user_id, due.reason
    ), recorded as (
      ${insertAuditEventsFrom(sql`
        select organization_id, 'member.reinstated', 'Membership', id,
          jsonb_build_object('userId', user_id, 'reason', reason), jsonb_build_object('userId', user_id), null
        from ended`)}
    )
    select app.add_announcement(organization_id, jsonb_build_array(jsonb_build_object(
      'type', 'member.reinstated', 'data', jsonb_build_object('userId', user_id))), null)
    from ended`.execute(db);
}
