import type { Permission } from '../../authorization/permissions.ts';
import type { Context } from '../../core/context.ts';
import { userError } from '../../errors.ts';
import { lockOrganizationFor } from '../organization/locks.ts';
import { findGrant, type Grant, requireMayGrant, type RoleChoice } from '../role/grants.ts';
import { assertCanChangeMember } from './comparison.ts';
import { findMembershipsByUsers, hasOwnerWhoCanSignIn } from './queries.ts';
import type { MembershipRow } from './rows.ts';

/** Locks the organization and returns the chosen role, which the viewer may give. @throws NOT_FOUND, FORBIDDEN_ROLE */
export async function lockToGrant(
  context: Context,
  permission: Permission,
  choice: RoleChoice,
): Promise<Grant> {
  await lockOrganizationFor(context, permission);
  const grant = await findGrant(context.tenant, choice);
  requireMayGrant(context, grant, choice.roleId ? 'roleId' : 'role');
  return grant;
}

/** Returns the member, whom the viewer may change. The organization is locked. @throws NOT_FOUND, FORBIDDEN_ROLE */
export const findChangeable = async (
  context: Context,
  userId: string | undefined,
  field = 'userId',
): Promise<MembershipRow> =>
  assertCanChangeMember(context, userId ? await findMembershipsByUsers(context.tenant, [userId]) : [], field);

/** Locks the organization and returns the member, whom the viewer may change. @throws NOT_FOUND, FORBIDDEN_ROLE */
export async function lockMember(
  context: Context,
  permission: Permission,
  userId: string,
): Promise<MembershipRow> {
  await lockOrganizationFor(context, permission);
  return findChangeable(context, userId);
}

/** @throws LAST_OWNER when no owner is left who can sign in */
export async function requireOwner({ tenant }: Context, ...field: string[]): Promise<void> {
  if (!(await hasOwnerWhoCanSignIn(tenant)))
    throw userError('LAST_OWNER', 'An organization needs at least one owner who can sign in.', ...field);
}
