import { sql } from 'kysely';
import { anyOf } from '../../database/any-of.ts';
import type { TenantDb } from '../../database/tenant-db.ts';

/** Returns whether the member leads the team; undefined if they do not belong to it. */
export async function findTeamMember(
  { db, scope }: TenantDb,
  teamId: string,
  userId: string,
): Promise<{ isLead: boolean } | undefined> {
  return db
    .selectFrom('team_members')
    .select('is_lead as isLead')
    .where('organization_id', '=', scope.id)
    .where('team_id', '=', teamId)
    .where('user_id', '=', userId)
    .executeTakeFirst();
}

export function insertTeamMember({ db, scope }: TenantDb, teamId: string, userId: string) {
  return db
    .insertInto('team_members')
    .values({ organization_id: scope.id, team_id: teamId, user_id: userId })
    .execute();
}

export function deleteTeamMember({ db, scope }: TenantDb, teamId: string, userId: string) {
  return db
    .deleteFrom('team_members')
    .where('organization_id', '=', scope.id)
    .where('team_id', '=', teamId)
    .where('user_id', '=', userId)
    .execute();
}

/** Returns the user ids of the service accounts that belong to the teams. */
export async function findServiceAccountsIn(
  { db, scope }: TenantDb,
  teamIds: readonly string[],
): Promise<string[]> {
  const found = await db
    .selectFrom('team_members')
    .innerJoin('memberships', (join) =>
      join
        .onRef('memberships.organization_id', '=', 'team_members.organization_id')
        .onRef('memberships.user_id', '=', 'team_members.user_id'),
    )
    .select('team_members.user_id as userId')
    .distinct()
    .where('team_members.organization_id', '=', scope.id)
    .where('team_members.team_id', '=', anyOf(teamIds))
    .where('memberships.kind', '=', 'SERVICE')
    .execute();
  return found.map(({ userId }) => userId);
}

/** Returns the user ids of the leads of teams that have one. */
export function findLeads(
  { db, scope }: TenantDb,
  teamIds: readonly string[],
): Promise<{ teamId: string; userId: string }[]> {
  return db
    .selectFrom('team_members')
    .select(['team_id as teamId', 'user_id as userId'])
    .where('organization_id', '=', scope.id)
    .where('team_id', '=', anyOf(teamIds))
    .where('is_lead', '=', true)
    .execute();
}

export function setLead({ db, scope }: TenantDb, teamId: string, userId: string, isLead: boolean) {
  return db
    .updateTable('team_members')
    .set({ is_lead: isLead })
    .where('organization_id', '=', scope.id)
    .where('team_id', '=', teamId)
    .where('user_id', '=', userId)
    .execute();
}

/** Returns those of the teams that the member leads, or that are below one that they lead. */
export async function findLedTeams(
  { db, scope }: TenantDb,
  userId: string,
  teamIds: readonly string[],
): Promise<Set<string>> {
  const { rows } = await sql<{ id: string }>`
    with recursive above as (
      select t.id as asked, t.id, t.parent_id from teams t
      where t.organization_id = ${scope.id} and t.id = any(${teamIds}::uuid[])
      union all
      select a.asked, t.id, t.parent_id from teams t join above a on t.id = a.parent_id
      where t.organization_id = ${scope.id}
    )
    select distinct a.asked as id from above a join team_members m on m.team_id = a.id
    where m.organization_id = ${scope.id} and m.user_id = ${userId}::uuid and m.is_lead`.execute(db);
  return new Set(rows.map(({ id }) => id));
}
