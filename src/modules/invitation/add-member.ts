import type { z } from 'zod';
import type { Context } from '../../core/context.ts';
import { recordAudit } from '../audit/record.ts';
import { announce } from '../../events/announce.ts';
import { enqueueJob } from '../../jobs/enqueue.ts';
import { memberAddedMailJob } from '../membership/jobs.ts';
import { lockToGrant } from '../membership/locks.ts';
import type { addMemberInput } from './input.ts';
import { insertMembership } from '../membership/queries.ts';
import { assertWithinPlan } from '../plan/actions.ts';
import type { Grant } from '../role/grants.ts';
import { findAcquaintance } from '../user/queries.ts';
import { invite, refuseMember } from './actions.ts';
import { acceptPendingInvitation } from './queries.ts';
import type { InvitationRow } from './rows.ts';
import type { MembershipRow } from '../membership/rows.ts';

/**
 * Invites an address, within the plan's limit of members. Adds a person directly when the viewer sees them in another
 * organization already.
 *
 * Security: somebody could register another person's address to be added in their place, and an administrator could
 * find out which addresses have accounts. So an address is invited, with the same statements and the same response
 * whether or not it has an account. Only the proven address of a person whom the viewer sees anyway is treated
 * differently.
 */
export async function addMember(
  context: Context,
  { email, ...choice }: z.output<typeof addMemberInput>,
): Promise<{ membership: MembershipRow | null; invitation: InvitationRow | null }> {
  const grant = await lockToGrant(context, 'member.add', choice);
  await refuseMember(context, email, 'email');
  const userId = await findAcquaintance(context.db, email);
  if (!userId) return { membership: null, invitation: await invite(context, email, grant) };
  return { membership: await admit(context, { userId, email, grant }), invitation: null };
}

async function admit(
  context: Context,
  { userId, email, grant: { role, roleId } }: { userId: string; email: string; grant: Grant },
): Promise<MembershipRow> {
  const { tenant, db } = context;
  await acceptPendingInvitation(tenant, email);
  await assertWithinPlan(tenant, 'members');
  const membership = await insertMembership(tenant, { userId, role, roleId });
  await recordAudit(context, {
    action: 'member.added',
    targetType: 'Membership',
    targetId: membership.id,
    after: { userId, role, ...(roleId && { roleId }) },
  });
  await announce(context, [{ type: 'member.added', data: { userId, role, roleId } }]);
  await enqueueJob(db, memberAddedMailJob, { userId, addedById: context.actorId });
  return membership;
}
