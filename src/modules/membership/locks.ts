import { recheckPermission } from '../../authorization/permission-checks.ts';
import { includesRole } from '../../authorization/access.ts';
import type { Context } from '../../core/context.ts';
import { userError } from '../../errors.ts';
import type { Role } from '../../generated/enums.ts';
import { lockOrganization } from '../organization/queries.ts';
import { findMembershipsByUsers, hasOwnerWhoCanSignIn } from './queries.ts';
import type { MembershipRow } from './rows.ts';
import { assertCanChangeMember } from './rank.ts';

/**
 * Locks the organization, so that memberships change one at a time, and checks the viewer's permission again: their
 * role may have changed while this waited.
 */
export async function lockForMembers(context: Context, granted?: Role): Promise<Role> {
  await lockOrganization(context.tenant);
  await recheckPermission(context, 'member.add');
  const { role } = context.membership;
  if (granted && !includesRole(role, granted)) {
    throw userError('FORBIDDEN_ROLE', 'You cannot grant a role above your own.', 'role');
  }
  return role;
}

/** Locks the organization and returns the member, whom the viewer may change. @throws NOT_FOUND, FORBIDDEN_ROLE */
export async function lockMember(
  context: Context,
  userId: string,
  { granted }: { granted?: Role } = {},
): Promise<MembershipRow> {
  const viewerRole = await lockForMembers(context, granted);
  return assertCanChangeMember(await findMembershipsByUsers(context.tenant, [userId]), viewerRole, 'userId');
}

/** @throws LAST_OWNER when no owner is left who can sign in */
export async function requireOwner({ tenant }: Context, ...field: string[]): Promise<void> {
  if (!(await hasOwnerWhoCanSignIn(tenant)))
    throw userError('LAST_OWNER', 'An organization needs at least one owner who can sign in.', ...field);
}
