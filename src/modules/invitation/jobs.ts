import { letter } from '../../letter.ts';
import type { TenantJobContext, TenantJobs } from '../job/jobs.ts';
import { findOrganizationsByIds } from '../organization/queries.ts';
import { hashToken, newToken } from '../session/tokens.ts';
import { findFellowMembers } from '../user/queries.ts';
import { findInvitationsByIds, updateInvitationToken } from './queries.ts';

/**
 * The token is made when the mail is sent: until then it stands nowhere, afterwards only its hash does. A slow mail
 * server keeps nobody from the invitation, and the link works when it arrives.
 */
export async function sendInvitationMail(
  { db, scope, mailer, pagesUrl }: TenantJobContext,
  { invitationId }: TenantJobs['send-invitation-mail'],
): Promise<void> {
  const [[invitation], [organization]] = await Promise.all([
    findInvitationsByIds(db, scope, [invitationId]),
    findOrganizationsByIds(db, [scope.id]),
  ]);
  if (invitation?.status !== 'PENDING' || !organization) return;
  const [inviter] = invitation.invitedById
    ? await findFellowMembers(db, scope, [invitation.invitedById])
    : [];
  const reservation = await mailer.reserve(invitation.email, 'INVITATION');
  if (!reservation) return;
  const token = newToken();
  await updateInvitationToken(db, scope, invitationId, hashToken(token));
  await reservation.send({
    subject: `You are invited to ${organization.name}`,
    ...letter([
      'Hello,',
      `${inviter?.fullName ?? 'An administrator'} invites you to the organization ${organization.name}. Accept here, with this e-mail address:`,
      { link: `${pagesUrl}/accept-invitation?token=${token}`, label: 'Accept the invitation' },
      'The link works for 7 days. If you do not know what this is about, ignore this mail.',
    ]),
  });
}
