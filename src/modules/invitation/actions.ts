import { callerAuthority, hasPermission, recheckInviter } from '../../authorization/permission-checks.ts';
import type { z } from 'zod';
import { includesAuthority } from '../../authorization/access.ts';
import type { Context } from '../../core/context.ts';
import { forbidden, rateLimited, userError } from '../../errors.ts';
import { recordAudit } from '../audit/record.ts';
import { enqueueJob } from '../../jobs/enqueue.ts';
import { findMemberByEmail } from '../membership/queries.ts';
import { lockOrganizationFor } from '../organization/locks.ts';
import { lockOrganization } from '../organization/queries.ts';
import { assertWithinPlan } from '../plan/actions.ts';
import { requireMayGive } from '../project/gains.ts';
import { findProjectsByIds } from '../project/queries.ts';
import type { GivenLevel } from '../project/rows.ts';
import { canGrant, findGrant, type Grant, requireMayGrant } from '../role/grants.ts';
import type { inviteMemberInput } from './input.ts';
import { invitationMailJob } from './jobs.ts';
import {
  findInvitationsByIds,
  findInvitedProjects,
  findOpenInvitation,
  findSecondsSinceMail,
  insertInvitation,
  insertInvitedProjects,
  renewInvitation,
  updateInvitationStatus,
} from './queries.ts';
import type { InvitationRow } from './rows.ts';

const SECONDS_BETWEEN_MAILS = 60;

/** Invites an address by mail, within the plan's limit of members. @throws FORBIDDEN_ROLE, TAKEN, PLAN_LIMIT_REACHED */
export async function inviteMember(
  context: Context,
  { email, guest, projects, ...choice }: z.output<typeof inviteMemberInput>,
): Promise<{ invitation: InvitationRow }> {
  await lockOrganization(context.tenant);
  await recheckInviter(context);
  const grant = await findGrant(context.tenant, choice);
  const field = choice.roleId ? 'roleId' : 'role';
  requireMayGrant(context, grant, field);
  if (!hasPermission(context, 'invitation.manage') && (grant.role !== 'MEMBER' || grant.roleId))
    throw userError('FORBIDDEN_ROLE', 'In this organization members may invite only as MEMBER.', field);
  if (guest) await requireMayInviteGuest(context, grant, projects ?? []);
  await refuseMember(context, email, 'email');
  const invitation = await invite(context, email, { ...grant, guest: guest ?? false });
  await insertInvitedProjects(context.tenant, invitation.id, projects ?? []);
  return { invitation };
}

/** @throws INVALID, NOT_FOUND, FORBIDDEN_ROLE, and FORBIDDEN as a top-level error for API keys */
async function requireMayInviteGuest(
  context: Context,
  { role }: Pick<Grant, 'role'>,
  projects: GivenLevel[],
): Promise<void> {
  if (context.apiKey) throw forbidden('API keys cannot invite guests. Sign in instead.');
  if (role !== 'MEMBER')
    throw userError('INVALID', 'A guest can only have the role MEMBER, or one that is based on it.', 'role');
  const ids = projects.map(({ projectId }) => projectId);
  const seen = new Set((await findProjectsByIds(context.tenant, ids)).map((project) => project.id));
  const unknown = ids.findIndex((id) => !seen.has(id));
  if (unknown >= 0)
    throw userError('NOT_FOUND', 'No such project.', 'projects', String(unknown), 'projectId');
  await requireMayGive(context, projects, 'projects');
}

/** Invites an address that does not belong to a member. The caller has locked the organization and checked the role. */
export async function invite(
  context: Context,
  email: string,
  { role, roleId, guest = false }: Pick<Grant, 'role' | 'roleId'> & { guest?: boolean },
): Promise<InvitationRow> {
  const { tenant, db, actorId } = context;
  const open = await findOpenInvitation(tenant, email);
  if (open?.status === 'PENDING') throw userError('TAKEN', 'The address is already invited.', 'email');
  await requirePause(context, email);
  if (open) await updateInvitationStatus(tenant, open.id, 'EXPIRED');
  await assertWithinPlan(tenant, 'members');
  const invitation = await insertInvitation(tenant, { email, role, roleId, guest, invitedById: actorId });
  await enqueueJob(db, invitationMailJob, { invitationId: invitation.id });
  await auditInvitation(context, 'invitation.created', invitation);
  return invitation;
}

/** Sends an open or expired invitation again, with a new token. The viewer becomes the inviter. */
export async function resendInvitation(
  context: Context,
  { id }: { id: string },
): Promise<{ invitation: InvitationRow }> {
  const { tenant, db, actorId } = context;
  const invitation = await lockInvitation(context, id);
  requireMayGrant(context, invitation, 'id');
  if (invitation.guest)
    await requireMayInviteGuest(context, invitation, await findInvitedProjects(tenant, id));
  await requirePause(context, invitation.email);
  if (invitation.status === 'EXPIRED') {
    await refuseMember(context, invitation.email, 'id');
    const other = await findOpenInvitation(tenant, invitation.email);
    if (other && other.id !== id) throw userError('TAKEN', 'The address has a newer invitation.', 'id');
    await assertWithinPlan(tenant, 'members');
  }
  const renewed = await renewInvitation(tenant, id, actorId);
  await enqueueJob(db, invitationMailJob, { invitationId: id });
  await auditInvitation(context, 'invitation.resent', invitation, actorId);
  return { invitation: renewed };
}

export async function revokeInvitation(
  context: Context,
  { id }: { id: string },
): Promise<{ invitation: InvitationRow }> {
  const { tenant } = context;
  const invitation = await lockInvitation(context, id);
  const revoked = await updateInvitationStatus(tenant, id, 'REVOKED');
  await auditInvitation(context, 'invitation.revoked', invitation);
  return { invitation: revoked };
}

const unanswered = new Set<InvitationRow['status']>(['PENDING', 'EXPIRED']);

/** Returns whether the viewer may resend and revoke the invitation. */
export const mayManage = (context: Context, invitation: InvitationRow): boolean =>
  hasPermission(context, 'invitation.manage') &&
  canGrant(context, invitation) &&
  unanswered.has(invitation.status);

/**
 * Locks the organization and returns the invitation, which must be unanswered and must not grant permissions that the
 * viewer lacks.
 */
async function lockInvitation(context: Context, id: string): Promise<InvitationRow> {
  await lockOrganizationFor(context, 'invitation.manage');
  const [invitation] = await findInvitationsByIds(context.tenant, [id]);
  if (!invitation) throw userError('NOT_FOUND', 'No such invitation.', 'id');
  if (!includesAuthority(callerAuthority(context), invitation)) {
    throw userError('FORBIDDEN_ROLE', 'The invitation grants a role above your own.', 'id');
  }
  if (!unanswered.has(invitation.status)) {
    throw userError('INVALID', `The invitation is ${invitation.status.toLowerCase()}.`, 'id');
  }
  return invitation;
}

/**
 * Limits the mails to an address. Revoked, declined and expired invitations count, too: a new invitation sends as much
 * mail as sending one again.
 *
 * Security: the wait could reveal invitations of other organizations. Only this organization's are counted; the
 * recipient's mail allowance limits the total.
 * @throws RATE_LIMITED
 */
async function requirePause({ tenant }: Context, email: string): Promise<void> {
  const seconds = await findSecondsSinceMail(tenant, email);
  const left = SECONDS_BETWEEN_MAILS - (seconds ?? SECONDS_BETWEEN_MAILS);
  if (left > 0) throw rateLimited(left, 'An invitation was sent to this address less than a minute ago.');
}

/** @throws ALREADY_A_MEMBER, which reveals nothing: the viewer sees the organization's members */
export async function refuseMember({ tenant }: Context, email: string, field: string): Promise<void> {
  if (await findMemberByEmail(tenant, email)) {
    throw userError('ALREADY_A_MEMBER', 'The address already belongs to a member.', field);
  }
}

/** Records ids alone: the address is the invited person's data. */
function auditInvitation(
  context: Context,
  action: string,
  { id, role, roleId, guest, invitedById }: InvitationRow,
  inviterId = invitedById,
) {
  const changed = inviterId !== invitedById;
  return recordAudit(context, {
    action,
    targetType: 'Invitation',
    targetId: id,
    ...(changed && { before: { invitedById } }),
    after: {
      role,
      ...(roleId && { roleId }),
      ...(guest && { guest }),
      ...(changed && { invitedById: inviterId }),
    },
  });
}
