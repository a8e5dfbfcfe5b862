import type { z } from 'zod';
import type { Context } from '../../core/context.ts';
import { countRows } from '../../database/count.ts';
import { requireVersion } from '../../database/version.ts';
import { userError } from '../../errors.ts';
import type { ProjectLevel } from '../../generated/enums.ts';
import { changes, recordAudit } from '../audit/record.ts';
import { requireNoSecretGains } from '../project/gains.ts';
import { lockManagedProject } from '../project/locks.ts';
import { findServiceAccountsIn } from '../team/member-queries.ts';
import { findSubtree, findTeamsByIds } from '../team/queries.ts';
import type { addProjectTeamInput, removeProjectTeamInput, updateProjectTeamInput } from './input.ts';
import { deleteProjectTeam, findProjectTeam, insertProjectTeam, updateProjectTeam } from './queries.ts';
import type { ProjectTeamRow } from './rows.ts';

const MAX_TEAMS = 50;

/** Lets a team belong to a project. @throws NOT_FOUND, LIMIT_REACHED, INVALID, TAKEN, and FORBIDDEN as a top-level error */
export async function addTeam(
  context: Context,
  input: z.output<typeof addProjectTeamInput>,
): Promise<{ projectTeam: ProjectTeamRow }> {
  const { tenant } = context;
  const { projectId, teamId, level } = input;
  await lockManagedProject(context, projectId);
  if ((await findTeamsByIds(tenant, [teamId])).length === 0)
    throw userError('NOT_FOUND', 'No such team.', 'teamId');
  if ((await countRows(tenant, 'project_teams', { project_id: projectId })) >= MAX_TEAMS)
    throw userError('LIMIT_REACHED', `It has ${MAX_TEAMS} teams, which is the maximum.`, 'projectId');
  await requireNoGains(context, input);
  const projectTeam = await insertProjectTeam(tenant, input);
  await recordAudit(context, {
    action: 'project.team_added',
    targetType: 'Project',
    targetId: projectId,
    after: { teamId, level },
  });
  return { projectTeam };
}

export async function changeTeam(
  context: Context,
  { projectId, teamId, level, expectedVersion }: z.output<typeof updateProjectTeamInput>,
): Promise<{ projectTeam: ProjectTeamRow }> {
  const { tenant } = context;
  await lockManagedProject(context, projectId);
  const before = requireVersion(
    await findProjectTeam(tenant, projectId, teamId),
    'team',
    expectedVersion,
    'teamId',
  );
  if (before.level === level) return { projectTeam: before };
  await requireNoGains(context, { projectId, teamId, level });
  const projectTeam = await updateProjectTeam(tenant, before.id, level);
  await recordAudit(context, {
    action: 'project.team_updated',
    targetType: 'Project',
    targetId: projectId,
    ...changes(before, projectTeam, 'level'),
  });
  return { projectTeam };
}

export async function removeTeam(
  context: Context,
  { projectId, teamId, expectedVersion }: z.output<typeof removeProjectTeamInput>,
): Promise<{ deletedId: string }> {
  const { tenant } = context;
  await lockManagedProject(context, projectId);
  const { id, level } = requireVersion(
    await findProjectTeam(tenant, projectId, teamId),
    'team',
    expectedVersion,
    'teamId',
  );
  // While the viewer may see the project: they may be removing their own team.
  await recordAudit(context, {
    action: 'project.team_removed',
    targetType: 'Project',
    targetId: projectId,
    before: { teamId, level },
  });
  await deleteProjectTeam(tenant, id);
  return { deletedId: id };
}

/** Checks the service accounts in the team and in those below it. The organization is locked. @throws INVALID */
async function requireNoGains(
  context: Context,
  { projectId, teamId, level }: { projectId: string; teamId: string; level: ProjectLevel },
): Promise<void> {
  const { tenant } = context;
  const teams = (await findSubtree(tenant, teamId)).map(({ id }) => id);
  const accounts = await findServiceAccountsIn(tenant, teams);
  await requireNoSecretGains(context, accounts, [{ projectId, level }], 'teamId');
}
