import type { z } from 'zod';
import type { Context } from '../../core/context.ts';
import { forbidden, notFound, userError } from '../../errors.ts';
import { describeOrigin } from '../audit/origin.ts';
import { recordAudit } from '../audit/record.ts';
import { announce } from '../../events/announce.ts';
import { lockOrganization } from '../organization/queries.ts';
import { requireNobodyGains } from '../role/known-secrets.ts';
import type { Grant } from '../role/grants.ts';
import type {
  removeMemberInput,
  setMemberRoleInput,
  transferOwnershipInput,
  updateMemberRoleInput,
} from './input.ts';
import {
  deleteMembership,
  findMemberByEmail,
  findMembershipsByUsers,
  isActiveMember,
  updateMembershipRole,
} from './queries.ts';
import { findChangeable, lockMember, lockToGrant, requireOwner } from './locks.ts';
import { assertCanOverruleSuspension } from './comparison.ts';
import type { MembershipRow } from './rows.ts';

type NewRole = Pick<Grant, 'role' | 'roleId' | 'permissions'>;

declare module '../../core/services.ts' {
  interface Services {
    /**
     * Unassigns a member's tasks. Runs before the membership ends, in its transaction. It is a service because the task
     * module imports this one.
     */
    unassignMember: (context: Context, userId: string) => Promise<void>;
  }
}

/** Changes a member's role. The last owner keeps theirs. */
export async function changeMemberRole(
  context: Context,
  { userId, ...choice }: z.output<typeof updateMemberRoleInput>,
): Promise<MembershipRow> {
  const grant = await lockToGrant(context, 'member.updateRole', choice);
  return giveRole(context, await findChangeable(context, userId), grant, 'userId');
}

async function giveRole(
  context: Context,
  before: MembershipRow,
  grant: NewRole,
  field: string,
): Promise<MembershipRow> {
  const after = await setRole(context, before, grant);
  if (before.role === 'OWNER' && grant.role !== 'OWNER') await requireOwner(context, field);
  if (before.userId === context.actorId) await context.refreshAccess();
  return after;
}

/** Changes the role of the member with this address or user id. The last owner keeps theirs. */
export async function setMemberRole(
  context: Context,
  { email, userId, ...choice }: z.output<typeof setMemberRoleInput>,
): Promise<MembershipRow> {
  if (userId) return changeMemberRole(context, { userId, ...choice });
  const grant = await lockToGrant(context, 'member.updateRole', choice);
  const memberId = await findMemberByEmail(context.tenant, email!);
  return giveRole(context, await findChangeable(context, memberId, 'email'), grant, 'email');
}

/** Ends a membership. The member's tasks stay, unassigned. Returns the membership's id. */
export async function removeMember(
  context: Context,
  { userId }: z.output<typeof removeMemberInput>,
): Promise<string> {
  const member = await lockMember(context, 'member.remove', userId);
  assertCanOverruleSuspension(context, member);
  return endMembership(context, member, 'member.removed', 'userId');
}

/** Ends the viewer's membership. @throws LAST_OWNER */
export async function leaveOrganization(context: Context): Promise<string> {
  const { tenant, viewer } = context;
  await lockOrganization(tenant);
  const [own] = await findMembershipsByUsers(tenant, [viewer.id]);
  if (!own?.holds) throw notFound();
  return endMembership(context, own, 'member.left');
}

/** Makes a member an owner and the viewer an administrator, in one transaction. */
export async function transferOwnership(
  context: Context,
  { userId }: z.output<typeof transferOwnershipInput>,
): Promise<MembershipRow> {
  const { tenant, viewer } = context;
  await lockOrganization(tenant);
  const members = await findMembershipsByUsers(tenant, [viewer.id, userId]);
  const own = members.find((each) => each.userId === viewer.id);
  const heir = members.find((each) => each.userId === userId);
  if (!own?.holds) throw notFound();
  if (own.role !== 'OWNER') throw forbidden();
  if (!heir)
    throw userError('NOT_A_MEMBER', 'Only a member of the organization can become an owner.', 'userId');
  if (heir.kind === 'SERVICE')
    throw userError('INVALID', 'A service account cannot become an owner.', 'userId');
  if (heir === own) throw userError('INVALID', 'You are already an owner.', 'userId');
  if (!heir.holds)
    throw userError('INVALID', 'A suspended member cannot become an owner. Reinstate them first.', 'userId');
  if (!(await isActiveMember(tenant, userId))) {
    throw userError(
      'ACCOUNT_INACTIVE',
      'Only a member with an active account can become an owner.',
      'userId',
    );
  }
  const membership = await setRole(context, heir, { role: 'OWNER', roleId: null, permissions: null });
  await setRole(context, own, { role: 'ADMIN', roleId: null, permissions: null });
  await requireOwner(context, 'userId');
  await context.refreshAccess();
  return membership;
}

/** Ends a membership. The member's tasks stay, unassigned. Returns the membership's id. */
export async function endMembership(
  context: Context,
  member: MembershipRow,
  action: 'member.removed' | 'member.left',
  ...field: string[]
): Promise<string> {
  const { tenant, db, request } = context;
  const { userId, role, roleId } = member;
  await context.services.unassignMember(context, userId);
  await describeOrigin(db, request);
  await deleteMembership(tenant, userId);
  if (role === 'OWNER') await requireOwner(context, ...field);
  await recordAudit(context, {
    action,
    targetType: 'Membership',
    targetId: member.id,
    before: { userId, role, ...(roleId && { roleId }) },
  });
  await announce(context, [{ type: 'member.removed', data: { userId } }]);
  if (userId === context.actorId) await context.refreshAccess();
  return member.id;
}

/** Writes the role, if it is another. Returns the membership as stored. */
async function setRole(context: Context, before: MembershipRow, grant: NewRole): Promise<MembershipRow> {
  const { role, roleId } = grant;
  if (role === 'OWNER' && before.kind === 'SERVICE')
    throw userError('INVALID', 'A service account cannot be an owner.', 'role');
  if (before.role === role && before.roleId === roleId) return before;
  const { id, userId } = before;
  if (before.kind === 'SERVICE')
    await requireNobodyGains(
      context,
      { userId },
      { before, after: grant, field: roleId ? 'roleId' : 'role' },
    );
  await describeOrigin(context.db, context.request);
  const after = await updateMembershipRole(context.tenant, userId, grant);
  await recordAudit(context, {
    action: 'member.role_updated',
    targetType: 'Membership',
    targetId: id,
    before: { userId, role: before.role, ...(before.roleId && { roleId: before.roleId }) },
    after: { userId, role, ...(roleId && { roleId }) },
  });
  await announce(context, [{ type: 'member.role_updated', data: { userId, role, roleId } }]);
  return after;
}
