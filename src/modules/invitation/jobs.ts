import { renderMail } from '../../mail/render-mail.ts';
import { defineJob, defineScheduledJob, type Job, type TenantJobContext } from '../../jobs/define-job.ts';
import { findOrganizationsByIds } from '../organization/queries.ts';
import { hashToken, newToken } from '../../crypto/one-time-tokens.ts';
import { findFellowMembers } from '../user/queries.ts';
import { expireInvitations } from './expiry-queries.ts';
import { findInvitationsByIds, updateInvitationToken } from './queries.ts';

/**
 * Mails an invitation. The token is created only when the mail is sent and is stored only as a hash. The link's
 * lifetime starts then, so a slow mail server does not shorten it.
 */
async function sendInvitationMail(
  { tenant, db, scope, mailer, pagesUrl }: TenantJobContext,
  { invitationId }: { invitationId: string },
): Promise<void> {
  const [[invitation], [organization]] = await Promise.all([
    findInvitationsByIds(tenant, [invitationId]),
    findOrganizationsByIds(db, [scope.id]),
  ]);
  if (invitation?.status !== 'PENDING' || !organization) return;
  const [inviter] = invitation.invitedById ? await findFellowMembers(tenant, [invitation.invitedById]) : [];
  const reservation = await mailer.reserve(invitation.email, 'INVITATION');
  if (!reservation) return;
  const token = newToken();
  await updateInvitationToken(tenant, invitationId, hashToken(token));
  await reservation.send({
    subject: `You are invited to ${organization.name}`,
    ...renderMail([
      'Hello,',
      `${inviter?.fullName ?? 'An administrator'} invites you to the organization ${organization.name}. Accept here, with this e-mail address:`,
      { link: `${pagesUrl}/accept-invitation?token=${token}`, label: 'Accept the invitation' },
      'The link works for 7 days. If you do not know what this is about, ignore this mail.',
    ]),
  });
}

/** Sends an invitation, with a new token. */
export const invitationMailJob = defineJob({ name: 'send-invitation-mail', run: sendInvitationMail });

export const invitationJobs: Job[] = [
  invitationMailJob,
  defineScheduledJob({
    name: 'expire-invitations',
    schedule: '47 * * * *',
    run: ({ systemDb }) => expireInvitations(systemDb),
  }),
];
