import { hasPermission } from '../../authorization/permission-checks.ts';
import { refusePermission } from '../../authorization/access.ts';
import { nameOf } from '../../authorization/permission-names.ts';
import {
  type Permission,
  permissionNames,
  permissions,
  type Requirement,
} from '../../authorization/permissions.ts';
import type { Context } from '../../core/context.ts';
import type { Permission as PermissionName } from '../../generated/enums.ts';
import { organizationById } from '../organization/loaders.ts';
import { userById } from '../user/loaders.ts';
import type { MembershipRow } from './rows.ts';
import { toCallerMembership } from './viewer-permissions.ts';

/**
 * Returns the member's current permissions, by the check that guards the member's own requests. Null unless the viewer
 * is the member or an administrator of the member's organization.
 */
export async function memberPermissions(
  context: Context,
  membership: MembershipRow,
): Promise<PermissionName[] | null> {
  const { organizationId, userId, kind, holds } = membership;
  const access = await context.access();
  const administers =
    context.hasScope && context.scope.id === organizationId && hasPermission(context, 'member.seeDetails');
  if (userId !== access.viewer?.id && !administers) return null;
  const [viewer, organization] = await Promise.all([
    context.load(userById, userId),
    context.load(organizationById, organizationId),
  ]);
  if (!holds || viewer?.status !== 'ACTIVE' || !organization) return [];
  const member = {
    ...access,
    viewer,
    apiKey: undefined,
    requestedOrganization: organizationId,
    membership: toCallerMembership(organization, membership),
  };
  return permissionNames
    .filter((permission) => refusePermission(member, permission) === undefined)
    .filter((permission) => kind === 'PERSON' || !isForPeople(permission))
    .map(nameOf);
}

const isForPeople = (permission: Permission): boolean => {
  const requirement: Requirement = permissions[permission];
  return requirement.peopleOnly === true;
};
