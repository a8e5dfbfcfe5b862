import { callerAuthority, hasPermission } from '../../authorization/permission-checks.ts';
import type { z } from 'zod';
import type { Context } from '../../core/context.ts';
import { changedValues } from '../../database/changed-values.ts';
import { userError } from '../../errors.ts';
import { serializeDateTime } from '../../graphql/scalars.ts';
import { recordAudit } from '../audit/record.ts';
import { announce } from '../../events/announce.ts';
import { lockMember, requireOwner } from './locks.ts';
import type { reinstateMemberInput, suspendMemberInput } from './input.ts';
import { updateSuspension } from './queries.ts';
import { assertCanOverruleSuspension } from './comparison.ts';
import type { MembershipRow } from './rows.ts';

/**
 * Suspends a member, or changes the reason and end of a suspension. After the commit, the database treats the member as
 * no member. What they own stays.
 * @throws LAST_OWNER when no owner would be left who can sign in
 */
export async function suspendMember(
  context: Context,
  { userId, reason, until = null }: z.output<typeof suspendMemberInput>,
): Promise<{ membership: MembershipRow }> {
  const { tenant, actorId } = context;
  if (userId === actorId) throw userError('INVALID', 'You cannot suspend yourself.', 'userId');
  const member = await lockMember(context, 'member.suspend', userId);
  assertCanOverruleSuspension(context, member);
  const before = {
    holds: member.holds,
    reason: member.suspensionReason,
    until: member.suspendedUntil && serializeDateTime(member.suspendedUntil),
  };
  if (!changedValues(before, { holds: false, reason, until })) return { membership: member };
  const since = member.holds ? null : member.suspendedAt;
  const suspended = { reason, until, since, byId: actorId, by: callerAuthority(context) };
  const membership = await updateSuspension(tenant, userId, suspended);
  if (member.role === 'OWNER') await requireOwner(context, 'userId');
  await recordAudit(context, {
    action: 'member.suspended',
    targetType: 'Membership',
    targetId: member.id,
    ...(!member.holds && { before: { userId, reason: before.reason, until: before.until } }),
    after: { userId, reason, until },
  });
  await announce(context, [{ type: 'member.suspended', data: { userId, until } }]);
  return { membership };
}

/** Ends a suspension. Does nothing for a member who is not suspended. */
export async function reinstateMember(
  context: Context,
  { userId }: z.output<typeof reinstateMemberInput>,
): Promise<{ membership: MembershipRow }> {
  const member = await lockMember(context, 'member.suspend', userId);
  assertCanOverruleSuspension(context, member);
  if (member.holds) return { membership: member };
  const membership = await updateSuspension(context.tenant, userId, null);
  await recordAudit(context, {
    action: 'member.reinstated',
    targetType: 'Membership',
    targetId: member.id,
    before: { userId, reason: member.suspensionReason },
    after: { userId },
  });
  await announce(context, [{ type: 'member.reinstated', data: { userId } }]);
  return { membership };
}

/** Returns the suspension for administrators of the member's organization; null when there is none. */
export function suspensionSeenBy(context: Context, member: MembershipRow) {
  if (member.holds || !context.hasScope || context.scope.id !== member.organizationId) return null;
  return hasPermission(context, 'member.seeDetails') ? member : null;
}
