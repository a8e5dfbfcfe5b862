import { sql } from 'kysely';
import { anyOf } from '../../database/any-of.ts';
import { defineList, type ListArgs } from '../../database/define-list.ts';
import type { TenantDb } from '../../database/tenant-db.ts';
import type { TeamFilter, TeamOrder } from '../../generated/graphql.ts';
import type { TeamPage, TeamRow } from './rows.ts';

const columns = [
  'teams.id',
  'teams.parent_id as parentId',
  'teams.level',
  'teams.name',
  'teams.handle',
  'teams.description',
  'teams.version',
  'teams.created_at as createdAt',
  'teams.updated_at as updatedAt',
] as const;

/** Selects the organization's teams. */
export const teamsOf = ({ db, scope }: TenantDb) =>
  db.selectFrom('teams').select(columns).where('teams.organization_id', '=', scope.id);

const teams = defineList<TeamOrder, TeamFilter>({
  table: 'teams',
  sorts: {
    CREATED_AT: 'timestamptz',
    UPDATED_AT: 'timestamptz',
    NAME: { column: 'name_key', type: 'text' },
  },
  filters: {
    id: 'uuid',
    name: 'text',
    handle: 'text',
    parentId: 'uuid',
    createdAt: 'timestamptz',
    updatedAt: 'timestamptz',
  },
});

export type TeamListArgs = ListArgs<TeamOrder, TeamFilter>;

/** Selects the matching teams, and one page of them. */
export const teamList = (tenant: TenantDb, args: TeamListArgs) => teams.select(teamsOf(tenant), args);

export const listTeams = (tenant: TenantDb, args: TeamListArgs): Promise<TeamPage> =>
  teams.page(teamsOf(tenant), args);

export function findTeamsByIds(tenant: TenantDb, ids: readonly string[]): Promise<TeamRow[]> {
  return teamsOf(tenant).where('teams.id', '=', anyOf(ids)).execute();
}

/** Returns the teams with these handles. */
export function findTeamsByHandles(tenant: TenantDb, handles: readonly string[]): Promise<TeamRow[]> {
  return teamsOf(tenant).where('teams.handle', '=', anyOf(handles)).execute();
}

/** Returns the teams of each member, sorted by name. */
export function findTeamsOfMembers(
  tenant: TenantDb,
  userIds: readonly string[],
): Promise<(TeamRow & { userId: string })[]> {
  return teamsOf(tenant)
    .innerJoin('team_members', 'team_members.team_id', 'teams.id')
    .select('team_members.user_id as userId')
    .where('team_members.organization_id', '=', tenant.scope.id)
    .where('team_members.user_id', '=', anyOf(userIds))
    .orderBy('teams.name_key')
    .execute();
}

/** Returns the team and those below it. The organization is locked. */
export async function findSubtree(
  { db, scope }: TenantDb,
  id: string,
): Promise<Pick<TeamRow, 'id' | 'level'>[]> {
  const { rows } = await sql<Pick<TeamRow, 'id' | 'level'>>`
    with recursive below as (
      select t.id, t.level from teams t where t.organization_id = ${scope.id} and t.id = ${id}::uuid
      union all
      select t.id, t.level from teams t join below b on t.parent_id = b.id where t.organization_id = ${scope.id}
    )
    select id, level from below`.execute(db);
  return rows;
}

/** The values that clients write. */
export interface TeamValues {
  name: string;
  handle: string;
  description?: string | null | undefined;
}

export function insertTeam(
  { db, scope }: TenantDb,
  { name, handle, description, parentId, level }: TeamValues & Pick<TeamRow, 'parentId' | 'level'>,
): Promise<TeamRow> {
  return db
    .insertInto('teams')
    .values({ organization_id: scope.id, name, handle, description, parent_id: parentId, level })
    .returning(columns)
    .executeTakeFirstOrThrow();
}

/** Gives a team another parent. `by` is how many levels down it and those below it move. */
export async function moveTeam(
  { db, scope }: TenantDb,
  id: string,
  { parentId, subtree, by }: { parentId: string | null; subtree: readonly string[]; by: number },
): Promise<void> {
  await sql`
    update teams set level = level + ${by}::int,
      parent_id = case when id = ${id}::uuid then ${parentId}::uuid else parent_id end
    where organization_id = ${scope.id} and id = any(${subtree}::uuid[])`.execute(db);
}

export function updateTeam(
  { db, scope }: TenantDb,
  id: string,
  { name, handle, description }: Partial<TeamValues>,
): Promise<TeamRow> {
  return db
    .updateTable('teams')
    .set((eb) => ({ name, handle, description, version: eb('version', '+', 1) }))
    .where('organization_id', '=', scope.id)
    .where('id', '=', id)
    .returning(columns)
    .executeTakeFirstOrThrow();
}

export function deleteTeam({ db, scope }: TenantDb, id: string) {
  return db.deleteFrom('teams').where('organization_id', '=', scope.id).where('id', '=', id).execute();
}
