import { sql } from 'kysely';
import { anyOf } from '../../database/any-of.ts';
import type { TenantDb } from '../../database/tenant-db.ts';
import type { ProjectLevel, ProjectVisibility } from '../../generated/enums.ts';
import type { GivenLevel } from './rows.ts';

interface Grant {
  id: string;
  visibility: ProjectVisibility;
  /** The highest level that the member who acts was given; null without one. */
  level: ProjectLevel | null;
}

/** Returns what the member who acts was given in those of the projects that they see. */
export async function findGrants({ db, scope }: TenantDb, ids: readonly string[]): Promise<Grant[]> {
  const { rows } = await sql<Grant>`
    select id, visibility, (
      select g.level from app.project_grants g
      where g.organization_id = ${scope.id} and g.project_id = projects.id and g.user_id = (select app.member_id())
      order by app.level_number(g.level) desc limit 1) as level
    from projects where organization_id = ${scope.id} and id = ${anyOf(ids)}`.execute(db);
  return rows;
}

/** Lets the member who acts belong to the project with the level MANAGE. The project is locked. */
export async function grantOwn({ db, scope }: TenantDb, projectId: string): Promise<void> {
  await sql`
    insert into project_members as m (organization_id, project_id, user_id, level)
    values (${scope.id}, ${projectId}, app.member_id(), 'MANAGE')
    on conflict on constraint project_members_member_key do update set level = excluded.level, version = m.version + 1
      where m.level <> excluded.level`.execute(db);
}

/**
 * Returns what the members of a team are given by it and the teams above it: the highest level in each project, also in
 * those that the caller does not see.
 */
export async function findProjectsOfTeam({ db }: TenantDb, teamId: string): Promise<GivenLevel[]> {
  const { rows } = await sql<GivenLevel>`
    select project_id as "projectId", level from app.projects_of_team(${teamId}::uuid)`.execute(db);
  return rows;
}

/** Locks the projects until the transaction ends, so that who belongs to them does not change. */
export async function shareProjects({ db, scope }: TenantDb, ids: readonly string[]): Promise<void> {
  await db
    .selectFrom('projects')
    .select('id')
    .where('organization_id', '=', scope.id)
    .where('id', '=', anyOf(ids))
    .orderBy('id')
    .forShare()
    .execute();
}

/** Whether somebody knows a secret of the service accounts among the members, and has less than these levels. */
export async function knownSecretsGain(
  { db }: TenantDb,
  userIds: readonly string[],
  given: readonly GivenLevel[],
): Promise<boolean> {
  const { rows } = await sql<{ gain: boolean }>`
    select app.known_secrets_gain(${userIds}::uuid[], ${given.map(({ projectId }) => projectId)}::uuid[],
      ${given.map(({ level }) => level)}::text[]) as gain`.execute(db);
  return rows[0]!.gain;
}

/** Returns those of the tasks that a member sees, for jobs, which see all. */
export async function tasksSeenBy(
  { db, scope }: TenantDb,
  userId: string,
  taskIds: string[],
): Promise<Set<string>> {
  if (taskIds.length === 0) return new Set();
  const { rows } = await sql<{ id: string }>`
    select id from tasks where organization_id = ${scope.id} and id = ${anyOf(taskIds)}
      and app.may_see_project(organization_id, project_id, ${userId}::uuid)`.execute(db);
  return new Set(rows.map(({ id }) => id));
}
