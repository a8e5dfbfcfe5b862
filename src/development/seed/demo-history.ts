import { sql } from 'kysely';
import type { SystemDb } from '../../database/system.ts';

interface DemoTask {
  id: string;
  organization_id: string;
  status: string;
  assignee_id: string | null;
  created_by_id: string | null;
  created_at: string;
  updated_at: string;
}

interface DemoMembership {
  id: string;
  organization_id: string;
  user_id: string;
  role: string;
  created_at: string;
}

/** Writes audit events: the first member created the organization and added the others. */
export async function addAuditHistory(
  db: SystemDb,
  organization: { name: string; slug: string },
  memberships: DemoMembership[],
): Promise<void> {
  const [founder, ...others] = memberships;
  if (!founder) return;
  const { organization_id, user_id, created_at } = founder;
  const by = { organization_id, actor_id: user_id, created_at };
  const added = others.map(({ id, user_id: userId, role }) => ({
    ...by,
    action: 'member.added',
    target_type: 'Membership',
    target_id: id,
    after: json({ userId, role }),
  }));
  await db
    .insertInto('audit_events')
    .values([
      {
        ...by,
        action: 'organization.created',
        target_type: 'Organization',
        target_id: organization_id,
        after: json(organization),
      },
      ...added,
    ])
    .execute();
}

/** Notifies members of open tasks that others assigned to them. Notifications of recently changed tasks are unread. */
export async function addNotifications(db: SystemDb, tasks: DemoTask[], since: number): Promise<void> {
  const assigned = tasks.filter(
    ({ status, assignee_id, created_by_id }) =>
      status !== 'DONE' && assignee_id && assignee_id !== created_by_id,
  );
  if (assigned.length === 0) return;
  await db
    .insertInto('notifications')
    .values(
      assigned.map(({ id, organization_id, assignee_id, created_by_id, updated_at }) => ({
        organization_id,
        user_id: assignee_id!,
        actor_id: created_by_id,
        kind: 'TASK_ASSIGNED',
        task_id: id,
        happening: `demo:${id}`,
        in_app: true,
        by_email: false,
        created_at: updated_at,
        updated_at,
        read_at: Date.parse(updated_at) < since ? updated_at : null,
      })),
    )
    .execute();
}

const json = (value: object) => sql<string>`${JSON.stringify(value)}::jsonb`;
