import { type RawBuilder, sql } from 'kysely';
import type { SystemDb } from '../../database/system.ts';
import { eventsOf } from '../account-event/queries.ts';

/** Where a list continues: the last row that was returned. Lists are sorted from the newest row to the oldest. */
export type Position = [createdAt: string, id: string];

export const START: Position = ['infinity', 'ffffffff-ffff-ffff-ffff-ffffffffffff'];

/** A row of any list. The other columns differ. */
export interface ExportedRow {
  id: string;
  createdAt: string;
  /** Replaces `id` in the export, if it is not undefined. */
  shownId?: string | null;
}

type List = (db: SystemDb, userId: string, from: Position, limit: number) => Promise<ExportedRow[]>;

const before = (table: string, [createdAt, id]: Position, column = 'created_at') =>
  sql<boolean>`(${sql.ref(`${table}.${column}`)}, ${sql.ref(`${table}.id`)}) < (${createdAt}::timestamptz, ${id}::uuid)`;

const newest = (table: string, limit: number, column = 'created_at') =>
  sql`order by ${sql.ref(`${table}.${column}`)} desc, ${sql.ref(`${table}.id`)} desc limit ${limit}::int`;

/**
 * Security: a removed or suspended member could read on through an export. Each list reads the memberships in its own
 * statement, by the conditions under which a request may select an organization.
 */
const ADMITTED = sql`app.membership_holds(m.member_suspended_at, m.member_suspended_until)
  and o.status <> 'ARCHIVED' and (o.deletes_at is null or o.deletes_at > now())`;

/** Security: whoever was removed from a private project could read on through an export. */
const seesProject = (projectId: string, userId: string) =>
  sql`app.may_see_project(m.organization_id, ${sql.ref(projectId)}, ${userId})`;

const seesTask = (taskId: string, userId: string) => sql`exists (
  select from tasks t where t.organization_id = m.organization_id and t.id = ${sql.ref(taskId)} and ${seesProject('t.project_id', userId)})`;

/** The owner of an archived organization still sees it. Others see neither its name nor an id that leads to it. */
const SEES_ORGANIZATION = sql`app.membership_holds(m.member_suspended_at, m.member_suspended_until)
  and (o.status <> 'ARCHIVED' or m.role = 'OWNER') and (o.deletes_at is null or o.deletes_at > now())`;

/**
 * Selects from one organization after the other, so that each is found by its index, and then the newest rows of all.
 * `rows` selects the newest rows of the organization `m.organization_id`.
 */
async function acrossOrganizations(
  db: SystemDb,
  userId: string,
  limit: number,
  rows: RawBuilder<unknown>,
): Promise<ExportedRow[]> {
  const found = await sql<ExportedRow>`
    select found.* from memberships m join organizations o on o.id = m.organization_id
      cross join lateral (${rows}) as found
    where m.user_id = ${userId} and ${ADMITTED}
    order by found."createdAt" desc, found.id desc limit ${limit}::int`.execute(db);
  return found.rows;
}

const tasksBy =
  (column: 'created_by_id' | 'assignee_id'): List =>
  (db, userId, from, limit) =>
    acrossOrganizations(
      db,
      userId,
      limit,
      sql`
        select t.id, t.organization_id as "organizationId", t.project_id as "projectId", t.title, t.description, t.status,
          t.due_at as "dueAt", t.completed_at as "completedAt", t.created_at as "createdAt", t.updated_at as "updatedAt"
        from tasks t where t.organization_id = m.organization_id and ${sql.ref(`t.${column}`)} = ${userId}
          and ${seesProject('t.project_id', userId)} and ${before('t', from)} ${newest('t', limit)}`,
    );

const comments: List = (db, userId, from, limit) =>
  acrossOrganizations(
    db,
    userId,
    limit,
    sql`
      select c.id, c.organization_id as "organizationId", c.task_id as "taskId", c.body,
        c.created_at as "createdAt", c.edited_at as "editedAt"
      from comments c where c.organization_id = m.organization_id and c.author_id = ${userId}
        and ${seesTask('c.task_id', userId)} and ${before('c', from)} ${newest('c', limit)}`,
  );

const notifications: List = (db, userId, from, limit) =>
  acrossOrganizations(
    db,
    userId,
    limit,
    sql`
      select n.id, n.organization_id as "organizationId", n.kind, n.task_id as "taskId", n.comment_id as "commentId",
        n.details, n.read_at as "readAt", n.created_at as "createdAt"
      from notifications n where n.organization_id = m.organization_id and n.user_id = ${userId} and n.in_app
        and (n.task_id is null or ${seesTask('n.task_id', userId)}) and ${before('n', from)} ${newest('n', limit)}`,
  );

const watches: List = (db, userId, from, limit) =>
  acrossOrganizations(
    db,
    userId,
    limit,
    sql`
      select w.id, w.organization_id as "organizationId", w.project_id as "projectId", w.task_id as "taskId",
        w.created_at as "createdAt"
      from watches w where w.organization_id = m.organization_id and w.user_id = ${userId}
        and case when w.project_id is not null then ${seesProject('w.project_id', userId)} else ${seesTask('w.task_id', userId)} end
        and ${before('w', from)} ${newest('w', limit)}`,
  );

/** Without their secrets. */
const apiKeys: List = (db, userId, from, limit) =>
  acrossOrganizations(
    db,
    userId,
    limit,
    sql`
      select k.id, k.organization_id as "organizationId", k.name, k.prefix, k.role, k.scopes,
        k.created_at as "createdAt", k.expires_at as "expiresAt", k.revoked_at as "revokedAt",
        k.last_used_at as "lastUsedAt"
      from api_keys k where k.organization_id = m.organization_id and k.owner_id = ${userId}
        and ${before('k', from)} ${newest('k', limit)}`,
  );

const memberships: List = async (db, userId, from, limit) => {
  const found = await sql<ExportedRow>`
    select m.id, case when ${SEES_ORGANIZATION} then m.id end as "shownId", case when ${SEES_ORGANIZATION} then o.id end as "organizationId",
      case when ${SEES_ORGANIZATION} then o.name end as "organizationName",
      m.role, not app.membership_holds(m.member_suspended_at, m.member_suspended_until) as "isSuspended",
      m.created_at as "createdAt",
      (select coalesce(json_agg(json_build_object('kind', p.kind, 'inApp', p.in_app, 'email', p.by_email) order by p.kind), '[]')
        from notification_preferences p
        where p.organization_id = m.organization_id and p.user_id = m.user_id) as "notificationSettings"
    from memberships m join organizations o on o.id = m.organization_id
    where m.user_id = ${userId} and ${before('m', from)} ${newest('m', limit)}`.execute(db);
  return found.rows;
};

const sessions: List = async (db, userId, from, limit) => {
  const found = await sql<ExportedRow>`
    select s.id, s.user_agent as "userAgent", s.ip_address as "ipAddress", s.created_at as "createdAt",
      s.last_used_at as "lastUsedAt"
    from sessions s where s.user_id = ${userId} and s.revoked_at is null and s.expires_at > now()
      and ${before('s', from)} ${newest('s', limit)}`.execute(db);
  return found.rows;
};

/** Leaves out, as the account's log does, what somebody else requested before the holder took the account over. */
const addressChanges: List = async (db, userId, from, limit) => {
  const found = await sql<ExportedRow>`
    select c.id, c.old_email as "oldEmail", c.new_email as "newEmail", c.requested_at as "createdAt",
      c.confirmed_at as "confirmedAt", c.undone_at as "undoneAt"
    from email_changes c where c.user_id = ${userId} and ${before('c', from, 'requested_at')}
      and c.requested_at >= coalesce((select max(r.created_at) from account_events r
        where r.user_id = ${userId} and r.action = 'account.reclaimed'), '-infinity')
    ${newest('c', limit, 'requested_at')}`.execute(db);
  return found.rows;
};

const statusChanges: List = async (db, userId, from, limit) => {
  const found = await sql<ExportedRow>`
    select c.id, c.status, c.reason, c.until as "endsAt", c.created_at as "createdAt"
    from user_status_changes c where c.user_id = ${userId} and ${before('c', from)} ${newest('c', limit)}`.execute(
    db,
  );
  return found.rows;
};

const accountEvents: List = (db, userId, from, limit) =>
  eventsOf(db, userId)
    .where(before('e', from))
    .orderBy('e.created_at', 'desc')
    .orderBy('e.id', 'desc')
    .limit(limit)
    .execute();

export const exportedLists = {
  memberships,
  sessions,
  addressChanges,
  statusChanges,
  accountEvents,
  notifications,
  watches,
  apiKeys,
  tasksCreated: tasksBy('created_by_id'),
  tasksAssigned: tasksBy('assignee_id'),
  comments,
} satisfies Record<string, List>;

/** What is no list. Contains of the second factor only its kind, and of networks those that are remembered. */
export async function findExportedProfile(db: SystemDb, userId: string): Promise<object> {
  const { rows } = await sql<object>`
    select u.id, coalesce(u.email, u.claimed_email) as email, u.email_verified_at as "emailVerifiedAt",
      u.full_name as "fullName", u.bio, u.avatar_url as "avatarUrl", u.platform_admin as "platformAdmin",
      app.effective_status(u.status, u.status_until) as status, u.password_changed_at as "passwordChangedAt",
      u.created_at as "createdAt", u.updated_at as "updatedAt",
      case when u.totp_enabled_at is null then '[]'::json else '["TOTP", "RECOVERY_CODES"]'::json end as "secondFactors",
      (select coalesce(json_agg(n.network order by n.network), '[]') from sign_in_networks n
        where n.user_id = u.id) as networks
    from users u where u.id = ${userId}`.execute(db);
  return rows[0]!;
}

/** Returns how many exports the account began, and how many further parts it got, within the last day. */
export async function countRecentExports(
  db: SystemDb,
  userId: string,
): Promise<{ exports: number; parts: number }> {
  const { rows } = await sql<{ exports: number; parts: number }>`
    select count(*) filter (where action = 'account.exported')::int as exports,
      count(*) filter (where action = 'account.export_continued')::int as parts
    from account_events where user_id = ${userId} and created_at > now() - interval '24 hours'`.execute(db);
  return rows[0]!;
}
