import { sql } from 'kysely';
import type { SystemDb } from '../../database/system.ts';
import { describeOrigin } from '../audit/origin.ts';
import type { RowChange } from '../../events/change.ts';
import { publishChange } from '../../events/publish.ts';
import type { RequestInfo } from '../../core/request.ts';
import { insertAuditEventsFrom } from '../audit/record.ts';

/**
 * Ends all memberships of a user. The caller has locked the organizations. A trigger ends what the user set up there.
 * Archives the organizations that are left without an owner who can sign in. Returns the ids of the organizations.
 */
export async function endMemberships(
  db: SystemDb,
  userId: string,
  request: Pick<RequestInfo, 'requestId'>,
): Promise<{ ended: string[]; archived: string[] }> {
  await describeOrigin(db, { requestId: request.requestId });
  const archived = await archiveOwnerless(db, userId, request.requestId);
  await unassignEverywhere(db, userId);
  await recordDepartures(db, userId, request.requestId);
  const ended = await db
    .deleteFrom('memberships')
    .where('user_id', '=', userId)
    .returning('organization_id as id')
    .execute();
  return { ended: ended.map(({ id }) => id), archived };
}

const ARCHIVE_REASON = 'The e-mail address of the last owner was proven by somebody else.';

/** Archives the organizations whose last owner who can sign in is the user. Returns their ids. */
async function archiveOwnerless(db: SystemDb, userId: string, requestId: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    with ownerless as (
      select o.id, app.effective_status(o.status, o.suspended_until) as status
      from organizations o join memberships m on m.organization_id = o.id
      where m.user_id = ${userId} and m.role = 'OWNER' and o.status <> 'ARCHIVED'
        and not exists (select from app.owners_who_can_sign_in(o.id) as owner (id) where owner.id <> ${userId})
    ), archived as (
      update organizations o
      set status = 'ARCHIVED', archived_at = clock_timestamp(), archive_reason = ${ARCHIVE_REASON}
      from ownerless where o.id = ownerless.id returning o.id, ownerless.status
    ), history as (
      insert into organization_status_changes (organization_id, status, reason)
      select id, 'ARCHIVED', ${ARCHIVE_REASON} from archived
    ), recorded as (
      ${insertAuditEventsFrom(sql`
        select id, 'organization.archived', 'Organization', id, jsonb_build_object('status', status),
          jsonb_build_object('status', 'ARCHIVED', 'reason', ${ARCHIVE_REASON}::text), ${requestId}
        from archived`)}
    )
    select id from archived`.execute(db);
  return rows.map(({ id }) => id);
}

/**
 * Unassigns the user's tasks in every organization, records that in the tasks' history without the user's id, and
 * notifies subscribers.
 */
export async function unassignEverywhere(db: SystemDb, userId: string): Promise<void> {
  const { rows } = await sql<{ organizationId: string; id: string; projectId: string }>`
    with changed as (
      update tasks t set assignee_id = null, version = version + 1 from memberships m
      where m.user_id = ${userId} and t.organization_id = m.organization_id and t.assignee_id = m.user_id
      returning t.organization_id, t.id, t.project_id
    ), logged as (
      insert into task_changes (organization_id, task_id, fields)
      select organization_id, id, '[{"field": "assignee", "from": null, "to": null}]' from changed
    )
    select organization_id as "organizationId", id, project_id as "projectId" from changed`.execute(db);
  for (const [organizationId, tasks] of Map.groupBy(rows, (row) => row.organizationId)) {
    await sql`select set_config('app.organization_id', ${organizationId}, true)`.execute(db);
    await publishChange(
      db,
      'task',
      tasks.map((task): RowChange<{ id: string; projectId: string; assigneeId: string | null }> => ({
        before: { ...task, assigneeId: userId },
        after: { ...task, assigneeId: null },
      })),
    );
  }
  await sql`select set_config('app.organization_id', '', true)`.execute(db);
}

/** Records the end of each membership in the organization's audit log, with ids alone, and announces it. */
export const recordDepartures = (db: SystemDb, userId: string, requestId: string) =>
  sql`
    with departures as (select organization_id, id, user_id, role from memberships where user_id = ${userId}), recorded as (
      ${insertAuditEventsFrom(sql`
        select organization_id, 'member.removed', 'Membership', id,
          jsonb_build_object('userId', user_id, 'role', role), null, ${requestId}
        from departures`)}
    )
    select app.add_announcement(organization_id,
      jsonb_build_array(jsonb_build_object('type', 'member.removed', 'data', jsonb_build_object('userId', user_id))), null)
    from departures`.execute(db);
