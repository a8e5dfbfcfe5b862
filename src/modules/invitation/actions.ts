import type { Kysely } from 'kysely';
import type { z } from 'zod';
import { includesRole } from '../../authorization/access.ts';
import type { Context, Incoming } from '../../context.ts';
import { organizationSuspended, rateLimited, userError } from '../../errors.ts';
import type { DB } from '../../generated/database.ts';
import { holdInvitedAddressOfViewer } from '../account/invited-address.ts';
import { recordAudit } from '../audit/record.ts';
import { announceJoining } from '../event/announce.ts';
import { enqueueJob } from '../job/enqueue.ts';
import { lockForMembers } from '../membership/actions.ts';
import { findMemberByEmail } from '../membership/queries.ts';
import { requireRoom } from '../plan/actions.ts';
import { hashToken } from '../session/tokens.ts';
import { acceptInvitation, declineInvitation } from './answers.ts';
import type { inviteMemberInput } from './input.ts';
import {
  findInvitationsByIds,
  findOpenInvitation,
  findSecondsSinceMail,
  insertInvitation,
  type InvitationRow,
  renewInvitation,
  updateInvitationStatus,
} from './queries.ts';

const SECONDS_BETWEEN_MAILS = 60;

/** Invites somebody by mail, within the plan's limit of members. */
export async function inviteMember(
  context: Context,
  { email, role }: z.output<typeof inviteMemberInput>,
): Promise<{ invitation: InvitationRow }> {
  await lockForMembers(context, role);
  await refuseMember(context, email, 'email');
  return { invitation: await invite(context, { email, role }) };
}

/** Invites an address that is no member's. The organization is locked, and the viewer may grant the role. */
export async function invite(
  context: Context,
  { email, role }: z.output<typeof inviteMemberInput>,
): Promise<InvitationRow> {
  const { db, scope, actorId } = context;
  const open = await findOpenInvitation(db, scope, email);
  if (open?.status === 'PENDING') throw userError('TAKEN', 'The address is invited already.', 'email');
  await requirePause(context, email);
  if (open) await updateInvitationStatus(db, scope, open.id, 'EXPIRED');
  await requireRoom(db, scope, 'members');
  const invitation = await insertInvitation(db, scope, { email, role, invitedById: actorId });
  await enqueueJob(db, 'send-invitation-mail', { invitationId: invitation.id });
  await record(context, 'invitation.created', invitation);
  return invitation;
}

/** Sends an open or expired invitation again, with a new token. Who sends it is the inviter from then on. */
export async function resendInvitation(
  context: Context,
  { id }: { id: string },
): Promise<{ invitation: InvitationRow }> {
  const { db, scope, actorId } = context;
  const invitation = await lockInvitation(context, id);
  await requirePause(context, invitation.email);
  if (invitation.status === 'EXPIRED') {
    await refuseMember(context, invitation.email, 'id');
    const other = await findOpenInvitation(db, scope, invitation.email);
    if (other && other.id !== id) throw userError('TAKEN', 'The address was invited anew.', 'id');
    await requireRoom(db, scope, 'members');
  }
  await renewInvitation(db, scope, id, actorId);
  await enqueueJob(db, 'send-invitation-mail', { invitationId: id });
  await record(context, 'invitation.resent', invitation, actorId);
  return found(context, id);
}

export async function revokeInvitation(
  context: Context,
  { id }: { id: string },
): Promise<{ invitation: InvitationRow }> {
  const { db, scope } = context;
  const invitation = await lockInvitation(context, id);
  await updateInvitationStatus(db, scope, id, 'REVOKED');
  await record(context, 'invitation.revoked', invitation);
  return found(context, id);
}

/** Makes the viewer a member of the organization that invited their address. */
export async function accept(context: Context, { token }: { token: string }) {
  const prove = () => holdInvitedAddressOfViewer(context, token);
  const { membershipId } = await requireAccepted(context.db, token, context.request, 'token', prove);
  await context.identifyAgain();
  const memberships = await context.loaders.ownMemberships();
  return { membership: memberships.find(({ id }) => id === membershipId)! };
}

/**
 * Accepts an invitation as the user whom `app.user_id` names.
 *
 * Security: an account that somebody registered with another person's address must not become a member in that person's
 * place. The token is only in the mail to the invited address, so whoever sends it reads that mailbox: with a session of
 * the account, they are its registrant, and the address is proven from then on as by `verifyEmail`.
 * `prove` makes an account that only claims the address its holder, if it can.
 *
 * @throws INVALID_TOKEN, EXPIRED, INVALID for another address, ORGANIZATION_SUSPENDED
 */
export async function requireAccepted(
  db: Kysely<DB>,
  token: string,
  request: Incoming,
  field: string,
  prove = async () => false,
) {
  let accepted = await acceptInvitation(db, hashToken(token), request);
  if (accepted.outcome === 'OTHER_ADDRESS' && (await prove()))
    accepted = await acceptInvitation(db, hashToken(token), request);
  switch (accepted.outcome) {
    case 'ACCEPTED':
      await announceJoining(db, accepted.organizationId);
      return accepted;
    case 'EXPIRED':
      throw userError('EXPIRED', 'The invitation has expired: ask for a new one.', field);
    case 'OTHER_ADDRESS':
      throw userError('INVALID', 'The invitation is for another e-mail address than yours.', field);
    case 'SUSPENDED':
      throw organizationSuspended();
    case 'INVALID_TOKEN':
      throw userError('INVALID_TOKEN', 'The invitation is unknown, or was used or revoked.', field);
  }
}

export async function decline({ db, request }: Context, { token }: { token: string }) {
  if (!(await declineInvitation(db, hashToken(token), request))) {
    throw userError('INVALID_TOKEN', 'The invitation is unknown, or was used or revoked.', 'token');
  }
  return {};
}

const unanswered = new Set<InvitationRow['status']>(['PENDING', 'EXPIRED']);

/** Whether the viewer may resend and revoke the invitation. */
export const mayManage = (context: Context, { role, status }: InvitationRow): boolean =>
  context.can('invitation.manage') && includesRole(context.membership.role, role) && unanswered.has(status);

/** The invitation, once it is found without an answer and is not above the viewer. Locks the organization. */
async function lockInvitation(context: Context, id: string): Promise<InvitationRow> {
  const viewerRole = await lockForMembers(context);
  const [invitation] = await findInvitationsByIds(context.db, context.scope, [id]);
  if (!invitation) throw userError('NOT_FOUND', 'No such invitation.', 'id');
  if (!includesRole(viewerRole, invitation.role)) {
    throw userError('FORBIDDEN_ROLE', 'The invitation grants a role above your own.', 'id');
  }
  if (!unanswered.has(invitation.status)) {
    throw userError('INVALID', `The invitation is ${invitation.status.toLowerCase()}.`, 'id');
  }
  return invitation;
}

/**
 * Invitations that were revoked, declined or expired count, too: inviting anew sends as much mail as sending again.
 * Only this organization's own are looked at, so that nothing is learned of others; over all of them the recipient's
 * allowance decides. @throws RATE_LIMITED
 */
async function requirePause({ db, scope }: Context, email: string): Promise<void> {
  const seconds = await findSecondsSinceMail(db, scope, email);
  const left = SECONDS_BETWEEN_MAILS - (seconds ?? SECONDS_BETWEEN_MAILS);
  if (left > 0) throw rateLimited(left, 'An invitation was sent to this address just now.');
}

/** @throws ALREADY_A_MEMBER, which tells nobody anything: the viewer sees the organization's members */
export async function refuseMember({ db, scope }: Context, email: string, field: string): Promise<void> {
  if (await findMemberByEmail(db, scope, email)) {
    throw userError('ALREADY_A_MEMBER', 'The address is a member already.', field);
  }
}

async function found({ db, scope }: Context, id: string): Promise<{ invitation: InvitationRow }> {
  const [invitation] = await findInvitationsByIds(db, scope, [id]);
  return { invitation: invitation! };
}

/** With ids alone: the address is the invited person's. */
function record(
  context: Context,
  action: string,
  { id, role, invitedById }: InvitationRow,
  inviterId = invitedById,
) {
  const changed = inviterId !== invitedById;
  return recordAudit(context, {
    action,
    targetType: 'Invitation',
    targetId: id,
    ...(changed && { before: { invitedById } }),
    after: { role, ...(changed && { invitedById: inviterId }) },
  });
}
