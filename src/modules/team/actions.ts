import type { z } from 'zod';
import type { Context } from '../../core/context.ts';
import { changedValues } from '../../database/changed-values.ts';
import { countRows } from '../../database/count.ts';
import { requireVersion } from '../../database/version.ts';
import { userError } from '../../errors.ts';
import { announce } from '../../events/announce.ts';
import { changes, recordAudit } from '../audit/record.ts';
import { lockOrganizationFor } from '../organization/locks.ts';
import { requireMayGive, requireNoSecretGains } from '../project/gains.ts';
import { findProjectsOfTeam } from '../project/grant-queries.ts';
import { levels } from '../project/levels.ts';
import { snapshotOf } from './events.ts';
import type { createTeamInput, deleteTeamInput, updateTeamInput } from './input.ts';
import { findServiceAccountsIn } from './member-queries.ts';
import { deleteTeam, findSubtree, findTeamsByIds, insertTeam, moveTeam, updateTeam } from './queries.ts';
import type { TeamRow } from './rows.ts';

/** At most as many as an import writes with one statement: a team may be older than its parent. */
const MAX_TEAMS = 200;
/** The database has the same number. */
const MAX_LEVEL = 3;

/** Creates a team. @throws NOT_FOUND, INVALID, LIMIT_REACHED, TAKEN */
export async function createTeam(
  context: Context,
  { parentId = null, ...values }: z.output<typeof createTeamInput>,
): Promise<{ team: TeamRow }> {
  const { tenant } = context;
  await lockOrganizationFor(context, 'team.manage');
  const level = await levelBelow(context, parentId);
  requireLevel(level);
  if ((await countRows(tenant, 'teams')) >= MAX_TEAMS)
    throw userError('LIMIT_REACHED', `An organization has at most ${MAX_TEAMS} teams.`);
  const team = await insertTeam(tenant, { ...values, parentId, level });
  await recordAudit(context, {
    action: 'team.created',
    targetType: 'Team',
    targetId: team.id,
    after: { name: team.name, handle: team.handle, ...(parentId && { parentId }) },
  });
  await announce(context, [{ type: 'team.created', data: { team: snapshotOf(team) } }]);
  return { team };
}

/** Changes a team. @throws NOT_FOUND, STALE_VERSION, INVALID, FORBIDDEN_ROLE, TAKEN */
export async function changeTeam(
  context: Context,
  { id, expectedVersion, ...wanted }: z.output<typeof updateTeamInput>,
): Promise<{ team: TeamRow }> {
  const { tenant } = context;
  const before = await lockTeam(context, { id, expectedVersion });
  const changed = changedValues(before, wanted);
  if (!changed) return { team: before };
  const { parentId, ...values } = changed;
  if (parentId !== undefined) await move(context, before, parentId);
  const team = await updateTeam(tenant, id, values);
  const changedFields = Object.keys(changed) as (keyof typeof changed)[];
  await recordAudit(context, {
    action: 'team.updated',
    targetType: 'Team',
    targetId: id,
    ...changes(before, team, ...changedFields),
  });
  await announce(context, [
    {
      type: 'team.updated',
      data: { team: snapshotOf(team), changedFields: changedFields.map((each) => each.replace(/Id$/, '')) },
    },
  ]);
  return { team };
}

/** Deletes a team without teams below it. @throws NOT_FOUND, STALE_VERSION, INVALID */
export async function removeTeam(
  context: Context,
  { id, expectedVersion }: z.output<typeof deleteTeamInput>,
): Promise<{ deletedId: string }> {
  const { tenant } = context;
  const team = await lockTeam(context, { id, expectedVersion });
  if ((await findSubtree(tenant, id)).length > 1)
    throw userError('INVALID', 'Teams belong to it. Delete them or give them another parent first.', 'id');
  await deleteTeam(tenant, id);
  await recordAudit(context, {
    action: 'team.deleted',
    targetType: 'Team',
    targetId: id,
    before: { name: team.name, handle: team.handle, ...(team.parentId && { parentId: team.parentId }) },
  });
  await announce(context, [{ type: 'team.deleted', data: { team: snapshotOf(team) } }]);
  return { deletedId: id };
}

/** Locks the organization and returns the team. @throws NOT_FOUND, STALE_VERSION */
async function lockTeam(
  context: Context,
  { id, expectedVersion }: z.output<typeof deleteTeamInput>,
): Promise<TeamRow> {
  await lockOrganizationFor(context, 'team.manage');
  const [team] = await findTeamsByIds(context.tenant, [id]);
  return requireVersion(team, 'team', expectedVersion);
}

/** Gives a team and those below it another place in the tree. @throws NOT_FOUND, INVALID, FORBIDDEN_ROLE */
async function move(context: Context, { id, level }: TeamRow, parentId: string | null): Promise<void> {
  const { tenant } = context;
  const below = await findSubtree(tenant, id);
  if (below.some((each) => each.id === parentId))
    throw userError('INVALID', 'A team cannot belong to itself or to a team below it.', 'parentId');
  const by = (await levelBelow(context, parentId)) - level;
  requireLevel(Math.max(...below.map((each) => each.level)) + by);
  const subtree = below.map((each) => each.id);
  if (parentId) await requireMayMove(context, { id, parentId, subtree });
  await moveTeam(tenant, id, { parentId, subtree, by });
}

/** The members of the teams are given what the new parent and those above it have in projects. */
async function requireMayMove(
  context: Context,
  { id, parentId, subtree }: { id: string; parentId: string; subtree: string[] },
): Promise<void> {
  const { tenant } = context;
  const before = new Map((await findProjectsOfTeam(tenant, id)).map((each) => [each.projectId, each.level]));
  const given = (await findProjectsOfTeam(tenant, parentId)).filter(({ projectId, level }) => {
    const had = before.get(projectId);
    return !had || levels.indexOf(had) < levels.indexOf(level);
  });
  await requireMayGive(context, given, 'parentId');
  await requireNoSecretGains(context, await findServiceAccountsIn(tenant, subtree), given, 'parentId');
}

async function levelBelow({ tenant }: Context, parentId: string | null): Promise<number> {
  if (parentId === null) return 1;
  const [parent] = await findTeamsByIds(tenant, [parentId]);
  if (!parent) throw userError('NOT_FOUND', 'No such team.', 'parentId');
  return parent.level + 1;
}

function requireLevel(level: number): void {
  if (level > MAX_LEVEL)
    throw userError('INVALID', `Teams form trees of at most ${MAX_LEVEL} levels.`, 'parentId');
}
