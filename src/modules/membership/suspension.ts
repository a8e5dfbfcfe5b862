import type { z } from 'zod';
import type { Context } from '../../context.ts';
import { changedValues } from '../../database/changed-values.ts';
import { userError } from '../../errors.ts';
import { serializeDateTime } from '../../graphql/scalars.ts';
import { recordAudit } from '../audit/record.ts';
import { announce } from '../event/announce.ts';
import { lockMember, requireOwner } from './actions.ts';
import type { reinstateMemberInput, suspendMemberInput } from './input.ts';
import { findMembershipsByIds, type MembershipRow, updateSuspension } from './queries.ts';
import { requireOverrulable } from './rank.ts';

/**
 * Suspends a member, or changes why and until when. From the commit on the database answers them as somebody who is no
 * member; what they have stays. @throws LAST_OWNER when no owner would be left who can sign in
 */
export async function suspendMember(
  context: Context,
  { userId, reason, until = null }: z.output<typeof suspendMemberInput>,
): Promise<{ membership: MembershipRow }> {
  const { db, scope, actorId } = context;
  if (userId === actorId) throw userError('INVALID', 'You cannot suspend yourself.', 'userId');
  const member = await lockMember(context, userId);
  const byRole = context.membership.role;
  requireOverrulable(byRole, member);
  const before = {
    holds: member.holds,
    reason: member.suspensionReason,
    until: member.suspendedUntil && serializeDateTime(member.suspendedUntil),
  };
  if (!changedValues(before, { holds: false, reason, until })) return { membership: member };
  const since = member.holds ? null : member.suspendedAt;
  await updateSuspension(db, scope, userId, { reason, until, since, byId: actorId, byRole });
  if (member.role === 'OWNER') await requireOwner(context, 'userId');
  await recordAudit(context, {
    action: 'member.suspended',
    targetType: 'Membership',
    targetId: member.id,
    ...(!member.holds && { before: { userId, reason: before.reason, until: before.until } }),
    after: { userId, reason, until },
  });
  await announce(context, [{ type: 'member.suspended', data: { userId, until } }]);
  return { membership: await reread(context, member) };
}

/** Ends a suspension. Does nothing for a member who is not suspended. */
export async function reinstateMember(
  context: Context,
  { userId }: z.output<typeof reinstateMemberInput>,
): Promise<{ membership: MembershipRow }> {
  const member = await lockMember(context, userId);
  requireOverrulable(context.membership.role, member);
  if (member.holds) return { membership: member };
  await updateSuspension(context.db, context.scope, userId, null);
  await recordAudit(context, {
    action: 'member.reinstated',
    targetType: 'Membership',
    targetId: member.id,
    before: { userId, reason: member.suspensionReason },
    after: { userId },
  });
  await announce(context, [{ type: 'member.reinstated', data: { userId } }]);
  return { membership: await reread(context, member) };
}

/** The suspension, for whoever administers the member's organization; null when there is none. */
export function suspensionSeenBy(context: Context, member: MembershipRow) {
  if (member.holds || !context.hasScope || context.scope.id !== member.organizationId) return null;
  return context.can('member.seeDetails') ? member : null;
}

async function reread({ db, scope }: Context, { id }: MembershipRow): Promise<MembershipRow> {
  const [membership] = await findMembershipsByIds(db, scope, [id]);
  return membership!;
}
