import { hasPermission } from '../../authorization/permission-checks.ts';
import { refusePermission } from '../../authorization/access.ts';
import { type Permission, permissions } from '../../authorization/permissions.ts';
import type { Context } from '../../core/context.ts';
import type { Permission as PermissionName } from '../../generated/enums.ts';
import { organizationById } from '../organization/loaders.ts';
import { userById } from '../user/loaders.ts';
import type { MembershipRow } from './rows.ts';

/** The API's name of a permission: `MEMBER_UPDATE_ROLE` for `member.updateRole`. */
type NameOf<Text extends string, Name extends string = ''> = Text extends `${infer First}${infer Rest}`
  ? NameOf<
      Rest,
      `${Name}${First extends '.' ? '_' : First extends Lowercase<First> ? Uppercase<First> : `_${First}`}`
    >
  : Name;

// The types fail if the schema's enum lacks a permission: the field would fail for everyone who has it.
const nameOf = (permission: Permission): PermissionName =>
  permission.replace(/\.|(?=[A-Z])/g, '_').toUpperCase() as NameOf<Permission>;

/**
 * Returns the member's current permissions, by the check that guards the member's own requests. Null unless the viewer
 * is the member or an administrator of the member's organization.
 */
export async function memberPermissions(
  context: Context,
  { organizationId, userId, role, holds }: MembershipRow,
): Promise<PermissionName[] | null> {
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
    membership: { organizationId, organizationStatus: organization.status, role },
  };
  return (Object.keys(permissions) as Permission[])
    .filter((permission) => refusePermission(member, permission) === undefined)
    .map(nameOf);
}
