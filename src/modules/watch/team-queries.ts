import { anyOf } from '../../database/any-of.ts';
import type { TenantDb } from '../../database/tenant-db.ts';
import { teamsOf } from '../team/queries.ts';
import type { TeamRow } from '../team/rows.ts';
import type { Watched } from './queries.ts';

/** Returns the teams that watch these projects, or tasks, sorted by name. */
export function findWatchingTeams(
  tenant: TenantDb,
  column: 'project_id' | 'task_id',
  ids: readonly string[],
): Promise<(TeamRow & { watchedId: string | null })[]> {
  return teamsOf(tenant)
    .innerJoin('team_watches', 'team_watches.team_id', 'teams.id')
    .select(`team_watches.${column} as watchedId`)
    .where('team_watches.organization_id', '=', tenant.scope.id)
    .where(`team_watches.${column}`, '=', anyOf(ids))
    .orderBy('teams.name_key')
    .execute();
}

export function insertTeamWatch({ db, scope }: TenantDb, teamId: string, { projectId, taskId }: Watched) {
  return db
    .insertInto('team_watches')
    .values({ organization_id: scope.id, team_id: teamId, project_id: projectId, task_id: taskId })
    .execute();
}

export function deleteTeamWatch({ db, scope }: TenantDb, teamId: string, { projectId, taskId }: Watched) {
  return db
    .deleteFrom('team_watches')
    .where('organization_id', '=', scope.id)
    .where('team_id', '=', teamId)
    .where(projectId ? 'project_id' : 'task_id', '=', projectId ?? taskId!)
    .execute();
}
