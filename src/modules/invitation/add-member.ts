import type { z } from 'zod';
import type { Context } from '../../context.ts';
import { recordAudit } from '../audit/record.ts';
import { announce } from '../event/announce.ts';
import { enqueueJob } from '../job/enqueue.ts';
import { lockForMembers } from '../membership/actions.ts';
import type { addMemberInput } from '../membership/input.ts';
import { findMembershipsByIds, insertMembership, type MembershipRow } from '../membership/queries.ts';
import { requireRoom } from '../plan/actions.ts';
import { findAcquaintance } from '../user/queries.ts';
import { invite, refuseMember } from './actions.ts';
import { acceptPendingInvitation, type InvitationRow } from './queries.ts';

/**
 * Invites an address, within the plan's limit of members. Adds a person at once whom the viewer sees in another
 * organization already.
 *
 * Security: whoever registers somebody else's address first must not be let in in their place, and an administrator
 * must not find out which addresses have accounts. So an address is invited, with the same statements and the same
 * response whether or not it has an account. Only a proven address of somebody whom the viewer sees anyway is told apart.
 */
export async function addMember(
  context: Context,
  { email, role }: z.output<typeof addMemberInput>,
): Promise<{ membership: MembershipRow | null; invitation: InvitationRow | null }> {
  await lockForMembers(context, role);
  await refuseMember(context, email, 'email');
  const userId = await findAcquaintance(context.db, email);
  if (!userId) return { membership: null, invitation: await invite(context, { email, role }) };
  return { membership: await admit(context, { userId, email, role }), invitation: null };
}

async function admit(
  context: Context,
  { userId, email, role }: Pick<MembershipRow, 'userId' | 'role'> & { email: string },
): Promise<MembershipRow> {
  const { db, scope } = context;
  await acceptPendingInvitation(db, scope, email);
  await requireRoom(db, scope, 'members');
  const id = await insertMembership(db, scope, { userId, role });
  await recordAudit(context, {
    action: 'member.added',
    targetType: 'Membership',
    targetId: id,
    after: { userId, role },
  });
  await announce(context, [{ type: 'member.added', data: { userId, role } }]);
  await enqueueJob(db, 'send-member-added-mail', { userId, addedById: context.actorId });
  const [membership] = await findMembershipsByIds(db, scope, [id]);
  return membership!;
}
