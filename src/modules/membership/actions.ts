import type { z } from 'zod';
import { includesRole } from '../../authorization/access.ts';
import type { Context } from '../../context.ts';
import { forbidden, notFound, userError } from '../../errors.ts';
import type { Role } from '../../generated/graphql.ts';
import { describeOrigin } from '../audit/origin.ts';
import { recordAudit } from '../audit/record.ts';
import { announce } from '../event/announce.ts';
import { lockOrganization } from '../organization/queries.ts';
import { unassignMember } from '../task/actions.ts';
import type {
  removeMemberInput,
  setMemberRoleInput,
  transferOwnershipInput,
  updateMemberRoleInput,
} from './input.ts';
import {
  deleteMembership,
  findMemberByEmail,
  findMembershipsByIds,
  findMembershipsByUsers,
  hasOwnerWhoCanSignIn,
  isActiveMember,
  type MembershipRow,
  updateMembershipRole,
} from './queries.ts';
import { requireOverrulable, requireTouchable } from './rank.ts';

/** Gives a member another role. The last owner keeps theirs. */
export async function changeMemberRole(
  context: Context,
  { userId, role }: z.output<typeof updateMemberRoleInput>,
): Promise<MembershipRow> {
  const before = await lockMember(context, userId, { granted: role });
  return giveRole(context, before, role, 'userId');
}

async function giveRole(
  context: Context,
  before: MembershipRow,
  role: Role,
  field: string,
): Promise<MembershipRow> {
  const { db, scope } = context;
  await setRole(context, before, role);
  if (before.role === 'OWNER' && role !== 'OWNER') await requireOwner(context, field);
  if (before.userId === context.actorId) await context.identifyAgain();
  const [after] = await findMembershipsByIds(db, scope, [before.id]);
  return after!;
}

/** Gives the member with this address or user id another role. The last owner keeps theirs. */
export async function setMemberRole(
  context: Context,
  { email, userId, role }: z.output<typeof setMemberRoleInput>,
): Promise<MembershipRow> {
  if (userId) return changeMemberRole(context, { userId, role });
  const viewerRole = await lockForMembers(context, role);
  const memberId = await findMemberByEmail(context.db, context.scope, email!);
  const member = requireTouchable(
    memberId ? await findMembershipsByUsers(context.db, context.scope, [memberId]) : [],
    viewerRole,
    'email',
  );
  return giveRole(context, member, role, 'email');
}

/** Ends a membership; the member's tasks stay, unassigned. Answers the membership's id. */
export async function removeMember(
  context: Context,
  { userId }: z.output<typeof removeMemberInput>,
): Promise<string> {
  const member = await lockMember(context, userId);
  requireOverrulable(context.membership.role, member);
  return endMembership(context, member, 'member.removed', 'userId');
}

/** Ends the viewer's own membership. @throws LAST_OWNER */
export async function leaveOrganization(context: Context): Promise<string> {
  const { db, scope, viewer } = context;
  await lockOrganization(db, scope);
  const [own] = await findMembershipsByUsers(db, scope, [viewer.id]);
  if (!own?.holds) throw notFound();
  return endMembership(context, own, 'member.left');
}

/** Makes a member an owner and the viewer an administrator, both or neither. */
export async function transferOwnership(
  context: Context,
  { userId }: z.output<typeof transferOwnershipInput>,
): Promise<MembershipRow> {
  const { db, scope, viewer } = context;
  await lockOrganization(db, scope);
  const members = await findMembershipsByUsers(db, scope, [viewer.id, userId]);
  const own = members.find((each) => each.userId === viewer.id);
  const heir = members.find((each) => each.userId === userId);
  if (!own?.holds) throw notFound();
  if (own.role !== 'OWNER') throw forbidden();
  if (!heir) throw userError('NOT_A_MEMBER', 'Ownership goes to a member of the organization.', 'userId');
  if (heir === own) throw userError('INVALID', 'You are an owner already.', 'userId');
  if (!heir.holds) throw userError('INVALID', 'Ownership goes to nobody who is suspended.', 'userId');
  if (!(await isActiveMember(db, scope, userId))) {
    throw userError('ACCOUNT_INACTIVE', 'Ownership goes to somebody whose account is active.', 'userId');
  }
  await setRole(context, heir, 'OWNER');
  await setRole(context, own, 'ADMIN');
  await requireOwner(context, 'userId');
  await context.identifyAgain();
  const [membership] = await findMembershipsByIds(db, scope, [heir.id]);
  return membership!;
}

async function endMembership(
  context: Context,
  member: MembershipRow,
  action: 'member.removed' | 'member.left',
  ...field: string[]
): Promise<string> {
  const { db, scope, request } = context;
  const { userId, role } = member;
  await unassignMember(context, userId);
  await describeOrigin(db, request);
  await deleteMembership(db, scope, userId);
  if (role === 'OWNER') await requireOwner(context, ...field);
  await recordAudit(context, {
    action,
    targetType: 'Membership',
    targetId: member.id,
    before: { userId, role },
  });
  await announce(context, [{ type: 'member.removed', data: { userId } }]);
  if (userId === context.actorId) await context.identifyAgain();
  return member.id;
}

async function setRole(context: Context, { id, userId, role: before }: MembershipRow, role: Role) {
  if (before === role) return;
  await describeOrigin(context.db, context.request);
  await updateMembershipRole(context.db, context.scope, userId, role);
  await recordAudit(context, {
    action: 'member.role_updated',
    targetType: 'Membership',
    targetId: id,
    before: { userId, role: before },
    after: { userId, role },
  });
  await announce(context, [{ type: 'member.role_updated', data: { userId, role } }]);
}

/**
 * Locks the organization, so that memberships change one at a time, and asks again what the viewer may do: their
 * own role may have changed while they waited.
 */
export async function lockForMembers(context: Context, granted?: Role): Promise<Role> {
  await lockOrganization(context.db, context.scope);
  await context.requireStill('member.add');
  const { role } = context.membership;
  if (granted && !includesRole(role, granted)) {
    throw userError('FORBIDDEN_ROLE', 'Nobody grants a role above their own.', 'role');
  }
  return role;
}

/** Locks the organization and finds the member, whom the viewer may change. @throws NOT_FOUND, FORBIDDEN_ROLE */
export async function lockMember(
  context: Context,
  userId: string,
  { granted }: { granted?: Role } = {},
): Promise<MembershipRow> {
  const viewerRole = await lockForMembers(context, granted);
  return requireTouchable(
    await findMembershipsByUsers(context.db, context.scope, [userId]),
    viewerRole,
    'userId',
  );
}

/** @throws LAST_OWNER when no owner is left who can sign in */
export async function requireOwner({ db, scope }: Context, ...field: string[]): Promise<void> {
  if (!(await hasOwnerWhoCanSignIn(db, scope)))
    throw userError('LAST_OWNER', 'An organization keeps at least one owner who can sign in.', ...field);
}
