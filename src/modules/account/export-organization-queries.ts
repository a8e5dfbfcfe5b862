import { type RawBuilder, sql } from 'kysely';
import { before, type ExportedRow, type List, newest, type Position } from './export-list.ts';

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
 * A list that is selected from one organization after the other, so that each is found by its index, and then the newest rows
 * of all. `rows` selects the newest rows of the organization `m.organization_id`.
 */
const acrossOrganizations =
  (rows: (userId: string, from: Position, limit: number) => RawBuilder<unknown>): List =>
  async (db, userId, from, limit) => {
    const found = await sql<ExportedRow>`
    select found.* from memberships m join organizations o on o.id = m.organization_id
      cross join lateral (${rows(userId, from, limit)}) as found
    where m.user_id = ${userId} and ${ADMITTED}
    order by found."createdAt" desc, found.id desc limit ${limit}::int`.execute(db);
    return found.rows;
  };

const tasksBy = (column: 'created_by_id' | 'assignee_id') =>
  acrossOrganizations(
    (userId, from, limit) => sql`
        select t.id, t.organization_id as "organizationId", t.project_id as "projectId", t.title, t.description, t.status,
          t.due_at as "dueAt", t.completed_at as "completedAt", t.created_at as "createdAt", t.updated_at as "updatedAt"
        from tasks t where t.organization_id = m.organization_id and ${sql.ref(`t.${column}`)} = ${userId}
          and ${seesProject('t.project_id', userId)} and ${before('t', from)} ${newest('t', limit)}`,
  );

const comments = acrossOrganizations(
  (userId, from, limit) => sql`
      select c.id, c.organization_id as "organizationId", c.task_id as "taskId", c.body,
        c.created_at as "createdAt", c.edited_at as "editedAt"
      from comments c where c.organization_id = m.organization_id and c.author_id = ${userId}
        and ${seesTask('c.task_id', userId)} and ${before('c', from)} ${newest('c', limit)}`,
);

const notifications = acrossOrganizations(
  (userId, from, limit) => sql`
      select n.id, n.organization_id as "organizationId", n.kind, n.task_id as "taskId", n.comment_id as "commentId",
        n.details, n.read_at as "readAt", n.created_at as "createdAt"
      from notifications n where n.organization_id = m.organization_id and n.user_id = ${userId} and n.in_app
        and (n.task_id is null or ${seesTask('n.task_id', userId)}) and ${before('n', from)} ${newest('n', limit)}`,
);

const watches = acrossOrganizations(
  (userId, from, limit) => sql`
      select w.id, w.organization_id as "organizationId", w.project_id as "projectId", w.task_id as "taskId",
        w.created_at as "createdAt"
      from watches w where w.organization_id = m.organization_id and w.user_id = ${userId}
        and case when w.project_id is not null then ${seesProject('w.project_id', userId)} else ${seesTask('w.task_id', userId)} end
        and ${before('w', from)} ${newest('w', limit)}`,
);

const projectsCreated = acrossOrganizations(
  (userId, from, limit) => sql`
      select p.id, p.organization_id as "organizationId", p.name, p.description, p.status, p.created_at as "createdAt"
      from projects p where p.organization_id = m.organization_id and p.created_by_id = ${userId}
        and ${seesProject('p.id', userId)} and ${before('p', from)} ${newest('p', limit)}`,
);

/** Projects that the person was given themselves. Their teams may have others. */
const projectsGiven = acrossOrganizations(
  (userId, from, limit) => sql`
      select g.id, g.organization_id as "organizationId", g.project_id as "projectId", p.name as "projectName", g.level,
        g.created_at as "createdAt"
      from project_members g
        join projects p on p.organization_id = g.organization_id and p.id = g.project_id
      where g.organization_id = m.organization_id and g.user_id = ${userId}
        and ${seesProject('g.project_id', userId)} and ${before('g', from)} ${newest('g', limit)}`,
);

/** The membership of a team has no id of its own: that of the team takes its place. */
const teams = acrossOrganizations(
  (userId, from, limit) => sql`
      select t.id, t.organization_id as "organizationId", t.name, t.handle, t."isLead", t."createdAt"
      from (
        select team.id, team.organization_id, team.name, team.handle, own.is_lead as "isLead", own.created_at as "createdAt"
        from team_members own
          join teams team on team.organization_id = own.organization_id and team.id = own.team_id
        where own.organization_id = m.organization_id and own.user_id = ${userId}) as t
      where ${before('t', from, 'createdAt')} ${newest('t', limit, 'createdAt')}`,
);

const serviceAccounts = acrossOrganizations(
  (userId, from, limit) => sql`
      select s.id, s.organization_id as "organizationId", s.user_id as "userId", u.full_name as name, s.created_at as "createdAt"
      from memberships s join users u on u.id = s.user_id
      where s.organization_id = m.organization_id and s.responsible_id = ${userId} and not m.guest
        and ${before('s', from)} ${newest('s', limit)}`,
);

/** Without their secrets. */
const apiKeys = acrossOrganizations(
  (userId, from, limit) => sql`
      select k.id, k.organization_id as "organizationId", k.name, k.prefix, k.role, k.scopes,
        k.permissions, k.networks, k.requests_per_minute as "requestsPerMinute",
        k.requests_per_month as "requestsPerMonth", (
          select json_agg(project_id) from unnest(k.project_ids) as project_id
          where ${seesProject('project_id', userId)}) as "projectIds",
        k.created_at as "createdAt", k.expires_at as "expiresAt", k.revoked_at as "revokedAt",
        k.last_used_at as "lastUsedAt"
      from api_keys k where k.organization_id = m.organization_id and k.owner_id = ${userId}
        and ${before('k', from)} ${newest('k', limit)}`,
);

const memberships: List = async (db, userId, from, limit) => {
  const found = await sql<ExportedRow>`
    select m.id, case when ${SEES_ORGANIZATION} then m.id end as "shownId", case when ${SEES_ORGANIZATION} then o.id end as "organizationId",
      case when ${SEES_ORGANIZATION} then o.name end as "organizationName",
      m.role, (select r.name from organization_roles r
        where r.organization_id = m.organization_id and r.id = m.role_id and ${SEES_ORGANIZATION}) as "customRole",
      m.guest as "isGuest", not app.membership_holds(m.member_suspended_at, m.member_suspended_until) as "isSuspended",
      m.created_at as "createdAt",
      (select coalesce(json_agg(json_build_object('kind', p.kind, 'inApp', p.in_app, 'email', p.by_email) order by p.kind), '[]')
        from notification_preferences p
        where p.organization_id = m.organization_id and p.user_id = m.user_id) as "notificationSettings"
    from memberships m join organizations o on o.id = m.organization_id
    where m.user_id = ${userId} and ${before('m', from)} ${newest('m', limit)}`.execute(db);
  return found.rows;
};

/** The lists of what the person has and did in organizations. */
export const listsOfOrganizations = {
  memberships,
  notifications,
  watches,
  projectsGiven,
  teams,
  serviceAccounts,
  apiKeys,
  projectsCreated,
  tasksCreated: tasksBy('created_by_id'),
  tasksAssigned: tasksBy('assignee_id'),
  comments,
} satisfies Record<string, List>;
