import { renderMail } from '../../mail/render-mail.ts';
import { defineJob, defineScheduledJob, type Job, type TenantJobContext } from '../../jobs/define-job.ts';
import { findOrganizationsByIds } from '../organization/queries.ts';
import { endOrganizationSuspensions } from '../organization/status.ts';
import { findFellowMembers } from '../user/queries.ts';
import { findRecipients } from '../user/recipient-queries.ts';
import { endUserSuspensions } from '../account/status-change-queries.ts';
import { endMemberSuspensions } from './ended-suspension-queries.ts';

/** Sends nothing to a person who left before the mail went out. */
async function sendMemberAddedMail(
  { tenant, db, scope, mailer }: TenantJobContext,
  { userId, addedById }: { userId: string; addedById: string | null },
): Promise<void> {
  const [[member], [adder], [organization]] = await Promise.all([
    findRecipients(tenant, { userIds: [userId] }),
    findFellowMembers(tenant, addedById ? [addedById] : []),
    findOrganizationsByIds(db, [scope.id]),
  ]);
  if (!member || !organization) return;
  await mailer.send({
    kind: 'MEMBERSHIP',
    to: member.email,
    subject: `You are now a member of ${organization.name}`,
    ...renderMail([
      `Hello ${member.fullName},`,
      `${adder?.fullName ?? 'An administrator'} has added you to the organization ${organization.name}.`,
      'You can select it when you sign in next.',
    ]),
  });
}

/** Notifies users that they were added to the organization. */
export const memberAddedMailJob = defineJob({ name: 'send-member-added-mail', run: sendMemberAddedMail });

export const membershipJobs: Job[] = [
  memberAddedMailJob,
  // An expired suspension has no effect. The job updates the tables, the audit log, subscribers and webhooks.
  defineScheduledJob({
    name: 'end-suspensions',
    schedule: '*/5 * * * *',
    run: async ({ systemDb }) => {
      await endOrganizationSuspensions(systemDb);
      await endUserSuspensions(systemDb);
      // The database adds the trace of a transaction to the jobs that announce events.
      await systemDb.transaction().execute(endMemberSuspensions);
    },
  }),
];
