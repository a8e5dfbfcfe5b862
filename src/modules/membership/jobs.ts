import { letter } from '../../letter.ts';
import type { TenantJobContext, TenantJobs } from '../job/jobs.ts';
import { findOrganizationsByIds } from '../organization/queries.ts';
import { findFellowMembers } from '../user/queries.ts';
import { findRecipients } from '../user/recipients.ts';

/** Nobody is told who left again before the mail went out. */
export async function sendMemberAddedMail(
  { db, scope, mailer }: TenantJobContext,
  { userId, addedById }: TenantJobs['send-member-added-mail'],
): Promise<void> {
  const [[member], [adder], [organization]] = await Promise.all([
    findRecipients(db, scope, { userIds: [userId] }),
    findFellowMembers(db, scope, addedById ? [addedById] : []),
    findOrganizationsByIds(db, [scope.id]),
  ]);
  if (!member || !organization) return;
  await mailer.send({
    kind: 'MEMBERSHIP',
    to: member.email,
    subject: `You are now a member of ${organization.name}`,
    ...letter([
      `Hello ${member.fullName},`,
      `${adder?.fullName ?? 'An administrator'} has added you to the organization ${organization.name}.`,
      'It is waiting for you at your next sign-in.',
    ]),
  });
}
