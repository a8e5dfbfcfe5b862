import { type ExpressionBuilder } from 'kysely';
import { anyOf } from '../../database/any-of.ts';
import { defineList, type ListArgs } from '../../database/define-list.ts';
import type { TenantDb } from '../../database/tenant-db.ts';
import type { DB } from '../../generated/database.ts';
import type { ProjectLevel } from '../../generated/enums.ts';
import type { ProjectTeamOrder } from '../../generated/graphql.ts';
import type { ProjectTeamPage, ProjectTeamRow } from './rows.ts';

export type ProjectTeamListArgs = ListArgs<ProjectTeamOrder>;

const columns = (eb: ExpressionBuilder<DB, 'project_teams'>) =>
  [
    'project_teams.id',
    'project_teams.project_id as projectId',
    'project_teams.team_id as teamId',
    eb.ref('project_teams.level').$castTo<ProjectLevel>().as('level'),
    'project_teams.version',
    'project_teams.created_at as createdAt',
    'project_teams.updated_at as updatedAt',
  ] as const;

const ofTenant = ({ db, scope }: TenantDb) =>
  db.selectFrom('project_teams').select(columns).where('project_teams.organization_id', '=', scope.id);

const entries = defineList<ProjectTeamOrder>({
  table: 'project_teams',
  sorts: { CREATED_AT: 'timestamptz', UPDATED_AT: 'timestamptz' },
});

const listBy =
  (column: 'project_teams.project_id' | 'project_teams.team_id') =>
  (tenant: TenantDb, ids: readonly string[], args: ProjectTeamListArgs): Promise<ProjectTeamPage[]> =>
    entries.pages(tenant.db, ofTenant(tenant), column, ids, {
      ...args,
      orderBy: args.orderBy ?? { field: 'CREATED_AT', direction: 'ASC' },
    });

/** Returns the same page of each project's teams. */
export const listTeamsOfProjects = listBy('project_teams.project_id');

/** Returns the same page of each team's own projects, of those that the transaction sees. */
export const listProjectsOfTeams = listBy('project_teams.team_id');

export function findProjectTeamsByIds(tenant: TenantDb, ids: readonly string[]): Promise<ProjectTeamRow[]> {
  return ofTenant(tenant).where('project_teams.id', '=', anyOf(ids)).execute();
}

/** Finds a team of a project, which is locked. */
export function findProjectTeam(
  tenant: TenantDb,
  projectId: string,
  teamId: string,
): Promise<ProjectTeamRow | undefined> {
  return ofTenant(tenant)
    .where('project_teams.project_id', '=', projectId)
    .where('project_teams.team_id', '=', teamId)
    .executeTakeFirst();
}

export function insertProjectTeam(
  { db, scope }: TenantDb,
  { projectId, teamId, level }: { projectId: string; teamId: string; level: ProjectLevel },
): Promise<ProjectTeamRow> {
  return db
    .insertInto('project_teams')
    .values({ organization_id: scope.id, project_id: projectId, team_id: teamId, level })
    .returning(columns)
    .executeTakeFirstOrThrow();
}

export function updateProjectTeam(
  { db, scope }: TenantDb,
  id: string,
  level: ProjectLevel,
): Promise<ProjectTeamRow> {
  return db
    .updateTable('project_teams')
    .set((eb) => ({ level, version: eb('version', '+', 1) }))
    .where('organization_id', '=', scope.id)
    .where('id', '=', id)
    .returning(columns)
    .executeTakeFirstOrThrow();
}

export function deleteProjectTeam({ db, scope }: TenantDb, id: string) {
  return db
    .deleteFrom('project_teams')
    .where('organization_id', '=', scope.id)
    .where('id', '=', id)
    .execute();
}
