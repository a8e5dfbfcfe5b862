import type { z } from 'zod';
import { includesRole } from '../../authorization/access.ts';
import type { Context } from '../../context.ts';
import { forbidden, userError } from '../../errors.ts';
import type { Role } from '../../generated/graphql.ts';
import { recordAudit } from '../audit/record.ts';
import { publishChange } from '../event/publish.ts';
import { enqueueJob } from '../job/enqueue.ts';
import { lockOrganization } from '../organization/queries.ts';
import { requireRoom } from '../plan/actions.ts';
import { unassignTasks } from '../task/queries.ts';
import { findUserIdByEmail } from '../user/queries.ts';
import type { addMemberInput, removeMemberInput, updateMemberRoleInput } from './input.ts';
import {
  countOwners,
  deleteMembership,
  findMembershipsByIds,
  findMembershipsByUsers,
  insertMembership,
  type MembershipRow,
  updateMembershipRole,
} from './queries.ts';

/** Adds an existing user, within the plan's limit, and lets them know by mail. */
export async function addMember(
  context: Context,
  { email, role }: z.output<typeof addMemberInput>,
): Promise<MembershipRow> {
  const { db, scope } = context;
  await lockForMembers(context, role);
  const userId = await findUserIdByEmail(db, email);
  if (!userId) throw userError('NOT_FOUND', 'Nobody with this e-mail address has an account.', 'email');
  const [present] = await findMembershipsByUsers(db, scope, [userId]);
  if (present) throw userError('ALREADY_A_MEMBER', 'The user is a member already.', 'email');
  await requireRoom(db, scope, 'members');
  const id = await insertMembership(db, scope, { userId, role });
  await recordAudit(context, {
    action: 'member.added',
    targetType: 'Membership',
    targetId: id,
    after: { userId, role },
  });
  await enqueueJob(db, 'send-member-added-mail', { userId, addedById: context.viewer.id });
  const [membership] = await findMembershipsByIds(db, scope, [id]);
  return membership!;
}

/** Gives a member another role. The last owner keeps theirs. */
export async function changeMemberRole(
  context: Context,
  { userId, role }: z.output<typeof updateMemberRoleInput>,
): Promise<MembershipRow> {
  const { db, scope } = context;
  const before = await lockMember(context, userId, role);
  if (before.role === role) return before;
  await updateMembershipRole(db, scope, userId, role);
  if (before.role === 'OWNER') await requireOwner(context);
  await recordAudit(context, {
    action: 'member.role_updated',
    targetType: 'Membership',
    targetId: before.id,
    before: { userId, role: before.role },
    after: { userId, role },
  });
  const [after] = await findMembershipsByIds(db, scope, [before.id]);
  return after!;
}

/** Ends a membership; the member's tasks stay, unassigned. Answers the membership's id. */
export async function removeMember(
  context: Context,
  { userId }: z.output<typeof removeMemberInput>,
): Promise<string> {
  const { db, scope } = context;
  const member = await lockMember(context, userId);
  await publishChange(db, 'task', await unassignTasks(db, scope, userId));
  await deleteMembership(db, scope, userId);
  if (member.role === 'OWNER') await requireOwner(context);
  await recordAudit(context, {
    action: 'member.removed',
    targetType: 'Membership',
    targetId: member.id,
    before: { userId, role: member.role },
  });
  return member.id;
}

/**
 * Locks the organization, so that memberships change one at a time, and asks again what the viewer may do: their
 * own role may have changed while they waited.
 */
async function lockForMembers(context: Context, granted?: Role): Promise<Role> {
  const { db, scope, viewer } = context;
  await lockOrganization(db, scope);
  const [own] = await findMembershipsByUsers(db, scope, [viewer.id]);
  if (!own || !includesRole(own.role, 'ADMIN')) throw forbidden();
  if (granted && !includesRole(own.role, granted)) {
    throw userError('FORBIDDEN_ROLE', 'Nobody grants a role above their own.', 'role');
  }
  return own.role;
}

async function lockMember(context: Context, userId: string, granted?: Role): Promise<MembershipRow> {
  const viewerRole = await lockForMembers(context, granted);
  const [member] = await findMembershipsByUsers(context.db, context.scope, [userId]);
  if (!member) throw userError('NOT_FOUND', 'No such member.', 'userId');
  if (!includesRole(viewerRole, member.role)) {
    throw userError('FORBIDDEN_ROLE', 'The member stands above you.', 'userId');
  }
  return member;
}

async function requireOwner({ db, scope }: Context): Promise<void> {
  if ((await countOwners(db, scope)) === 0) {
    throw userError('LAST_OWNER', 'An organization keeps at least one owner.', 'userId');
  }
}
