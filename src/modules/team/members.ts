import type { z } from 'zod';
import { recheckTeamLead } from '../../authorization/permission-checks.ts';
import type { Context } from '../../core/context.ts';
import { countRows } from '../../database/count.ts';
import { forbidden, userError } from '../../errors.ts';
import { announce } from '../../events/announce.ts';
import { recordAudit } from '../audit/record.ts';
import { findMembersToName } from '../membership/queries.ts';
import { lockOrganization } from '../organization/queries.ts';
import { requireMayGive, requireNoSecretGains } from '../project/gains.ts';
import { findProjectsOfTeam } from '../project/grant-queries.ts';
import { snapshotOf } from './events.ts';
import type { addTeamMemberInput, removeTeamMemberInput, setTeamLeadInput } from './input.ts';
import { findManaged } from './managers.ts';
import { deleteTeamMember, findLeads, findTeamMember, insertTeamMember, setLead } from './member-queries.ts';
import { findTeamsByIds } from './queries.ts';
import type { TeamRow } from './rows.ts';

/** A mention of a team, and what it watches, notifies each of them. */
const MAX_MEMBERS = 500;
const MAX_TEAMS_OF_MEMBER = 50;

/**
 * Adds a member to a team, and so to its projects and those of the teams above it.
 * @throws NOT_FOUND, LIMIT_REACHED, FORBIDDEN_ROLE, INVALID, and FORBIDDEN as a top-level error
 */
export async function addTeamMember(
  context: Context,
  { teamId, userId }: z.output<typeof addTeamMemberInput>,
): Promise<{ team: TeamRow }> {
  const { tenant } = context;
  const team = await lockManagedTeam(context, teamId);
  if (await findTeamMember(tenant, teamId, userId)) return { team };
  if (!(await findMembersToName(tenant, [userId])).has(userId))
    throw userError('NOT_FOUND', 'No such member.', 'userId');
  if ((await countRows(tenant, 'team_members', { team_id: teamId })) >= MAX_MEMBERS)
    throw userError('LIMIT_REACHED', `A team has at most ${MAX_MEMBERS} members.`, 'teamId');
  if ((await countRows(tenant, 'team_members', { user_id: userId })) >= MAX_TEAMS_OF_MEMBER)
    throw userError('LIMIT_REACHED', `A member belongs to at most ${MAX_TEAMS_OF_MEMBER} teams.`, 'userId');
  const given = await findProjectsOfTeam(tenant, teamId);
  await requireMayGive(context, given, 'teamId');
  await requireNoSecretGains(context, [userId], given, 'userId');
  await insertTeamMember(tenant, teamId, userId);
  await recordAudit(context, {
    action: 'team.member_added',
    targetType: 'Team',
    targetId: teamId,
    after: { userId },
  });
  await announce(context, [{ type: 'team.member_added', data: { team: snapshotOf(team), userId } }]);
  return { team };
}

/** Removes a member from a team. Everybody may leave one. @throws NOT_FOUND, and FORBIDDEN as a top-level error */
export async function removeTeamMember(
  context: Context,
  { teamId, userId }: z.output<typeof removeTeamMemberInput>,
): Promise<{ deletedId: string; team: TeamRow }> {
  const { tenant } = context;
  const team = await lockMembersOf(context, teamId);
  if (userId !== context.actorId) await requireManager(context, team);
  const member = await findTeamMember(tenant, teamId, userId);
  if (!member) throw noTeamMember();
  await deleteTeamMember(tenant, teamId, userId);
  await recordAudit(context, {
    action: 'team.member_removed',
    targetType: 'Team',
    targetId: teamId,
    before: { userId, ...(member.isLead && { leadId: userId }) },
  });
  await announce(context, [{ type: 'team.member_removed', data: { team: snapshotOf(team), userId } }]);
  return { deletedId: userId, team };
}

/** Changes who leads a team. @throws NOT_FOUND, and FORBIDDEN as a top-level error */
export async function setTeamLead(
  context: Context,
  { teamId, userId = null }: z.output<typeof setTeamLeadInput>,
): Promise<{ team: TeamRow }> {
  const { tenant } = context;
  const team = await lockManagedTeam(context, teamId);
  if (userId && !(await findTeamMember(tenant, teamId, userId))) throw noTeamMember();
  const [before] = await findLeads(tenant, [teamId]);
  if ((before?.userId ?? null) === userId) return { team };
  if (before) await setLead(tenant, teamId, before.userId, false);
  if (userId) await setLead(tenant, teamId, userId, true);
  await recordAudit(context, {
    action: 'team.lead_changed',
    targetType: 'Team',
    targetId: teamId,
    ...(before && { before: { leadId: before.userId } }),
    ...(userId && { after: { leadId: userId } }),
  });
  await announce(context, [{ type: 'team.lead_changed', data: { team: snapshotOf(team), leadId: userId } }]);
  return { team };
}

/**
 * Locks the organization, so that the members and leads of its teams change one at a time, and returns the team.
 * Security: who is being removed as a lead could act once more. The lock orders the two.
 */
async function lockMembersOf(context: Context, teamId: string): Promise<TeamRow> {
  const { tenant } = context;
  await lockOrganization(tenant);
  await recheckTeamLead(context);
  const [team] = await findTeamsByIds(tenant, [teamId]);
  if (!team) throw userError('NOT_FOUND', 'No such team.', 'teamId');
  return team;
}

const noTeamMember = () => userError('NOT_FOUND', 'No such member of the team.', 'userId');

/**
 * Locks the organization and returns the team, whose members the viewer may manage.
 * @throws NOT_FOUND, and FORBIDDEN as a top-level error
 */
export async function lockManagedTeam(context: Context, teamId: string): Promise<TeamRow> {
  const team = await lockMembersOf(context, teamId);
  await requireManager(context, team);
  return team;
}

/** @throws FORBIDDEN unless the caller manages teams, or leads this one or one above it */
async function requireManager(context: Context, { id }: TeamRow): Promise<void> {
  if (!(await findManaged(context, [id])).has(id))
    throw forbidden('Only administrators and the leads of a team manage its members.');
}
