import type { z } from 'zod';
import type { Context } from '../../core/context.ts';
import { userError } from '../../errors.ts';
import { describeOrigin } from '../audit/origin.ts';
import { recordAudit } from '../audit/record.ts';
import { announce } from '../../events/announce.ts';
import { findGrant, requireMayGrant } from '../role/grants.ts';
import type { setMemberGuestInput } from './input.ts';
import { lockMember } from './locks.ts';
import { updateGuest } from './queries.ts';
import type { MembershipRow } from './rows.ts';

/**
 * Makes a member a guest, or a guest a member with all that their role permits.
 * @throws NOT_FOUND, FORBIDDEN_ROLE, INVALID
 */
export async function setGuest(
  context: Context,
  { userId, guest }: z.output<typeof setMemberGuestInput>,
): Promise<{ membership: MembershipRow }> {
  const { tenant } = context;
  const before = await lockMember(context, 'member.updateRole', userId);
  if (before.guest === guest) return { membership: before };
  const { role, roleId } = before;
  if (before.kind === 'SERVICE') throw userError('INVALID', 'A service account cannot be a guest.', 'userId');
  if (guest && role !== 'MEMBER')
    throw userError(
      'INVALID',
      'Give the member the role MEMBER, or one that is based on it, first.',
      'userId',
    );
  if (!guest) requireMayGrant(context, await findGrant(tenant, roleId ? { roleId } : { role }), 'userId');
  await describeOrigin(context.db, context.request);
  const membership = await updateGuest(tenant, userId, guest);
  await recordAudit(context, {
    action: 'member.guest_set',
    targetType: 'Membership',
    targetId: before.id,
    before: { userId, guest: before.guest },
    after: { userId, guest },
  });
  await announce(context, [{ type: 'member.role_updated', data: { userId, role, roleId } }]);
  if (userId === context.actorId) await context.refreshAccess();
  return { membership };
}
