import type { TenantJobContext, TenantJobs } from '../job/jobs.ts';
import { findOrganizationsByIds } from '../organization/queries.ts';
import { findFellowMembers } from '../user/queries.ts';

/** Nobody is told who has left since. */
export async function sendUsageAlert(
  { db, scope, mailer }: TenantJobContext,
  { userId, month, what, threshold, used, limit }: TenantJobs['send-usage-alert'],
): Promise<void> {
  const [[owner], [organization]] = await Promise.all([
    findFellowMembers(db, scope, [userId]),
    findOrganizationsByIds(db, [scope.id]),
  ]);
  if (!owner || !organization) return;
  await mailer.send({
    to: owner.email,
    subject: `${organization.name} has used ${threshold} % of ${what}`,
    text: [
      `Hello ${owner.fullName},`,
      `In ${month}, ${organization.name} has used ${used} of ${what}, of which its plan includes ${limit}.`,
      'usageSeries shows when and what for, billingStatement what it costs.',
    ].join('\n\n'),
  });
}
