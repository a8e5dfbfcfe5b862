import { refusePermission } from '../../authorization/access.ts';
import { type Permission, permissions } from '../../authorization/permissions.ts';
import type { Context } from '../../context.ts';
import type { Permission as PermissionName } from '../../generated/graphql.ts';
import type { MembershipRow } from './queries.ts';

/** The name of a permission in the API: `MEMBER_UPDATE_ROLE` for `member.updateRole`. */
const nameOf = (permission: Permission) =>
  permission.replace(/\.|(?=[A-Z])/g, '_').toUpperCase() as PermissionName;

/**
 * What a member may do now, by the check that guards the member's own requests. Null for a viewer who is neither the
 * member nor an administrator of the member's organization.
 */
export async function memberPermissions(
  context: Context,
  { organizationId, userId, role, holds }: MembershipRow,
): Promise<PermissionName[] | null> {
  const access = await context.access();
  const { loaders, hasScope } = context;
  const administers = hasScope && context.scope.id === organizationId && context.can('member.seeDetails');
  if (userId !== access.viewer?.id && !administers) return null;
  const [viewer, organization] = await Promise.all([
    loaders.userById.load(userId),
    loaders.organizationById.load(organizationId),
  ]);
  if (!holds || viewer?.status !== 'ACTIVE' || !organization) return [];
  const member = {
    ...access,
    viewer,
    apiKey: undefined,
    requestedOrganization: organizationId,
    membership: { organizationId, organizationStatus: organization.status, role },
  };
  return (Object.keys(permissions) as Permission[])
    .filter((permission) => refusePermission(member, permission) === undefined)
    .map(nameOf);
}
