import { type Authority, includesAuthority, permissionsOf } from '../../authorization/access.ts';
import { callerAuthority, hasPermission } from '../../authorization/permission-checks.ts';
import { permissions } from '../../authorization/permissions.ts';
import type { Context } from '../../core/context.ts';
import type { TenantDb } from '../../database/tenant-db.ts';
import { userError } from '../../errors.ts';
import type { Role } from '../../generated/enums.ts';
import { isBuiltIn } from './built-in.ts';
import { findRolesByIds } from './queries.ts';
import type { OrganizationRoleRow } from './rows.ts';

/** A role as an input names it: one of the two, or neither for MEMBER. */
export interface RoleChoice {
  role?: Role | null | undefined;
  /** The id of a custom role, or the name of a built-in one. */
  roleId?: string | null | undefined;
}

/** A role to give. */
export interface Grant extends Authority {
  /** The custom role; null for a built-in one. */
  roleId: string | null;
  /** Of the custom role. */
  permissions: string[] | null;
}

/** Returns the chosen role. The caller holds the organization's lock, so that the role stays as it is. @throws NOT_FOUND */
export async function findGrant(
  tenant: TenantDb,
  { role, roleId }: RoleChoice,
  field = 'roleId',
): Promise<Grant> {
  const builtIn = roleId && isBuiltIn(roleId) ? roleId : (role ?? 'MEMBER');
  if (!roleId || isBuiltIn(roleId)) return { role: builtIn, roleId: null, permissions: null };
  const [found] = await findRolesByIds(tenant, [roleId]);
  if (!found) throw userError('NOT_FOUND', 'No such role.', field);
  return { role: found.basedOn, roleId, permissions: found.permissions };
}

const exceedsMember = (authority: Authority) =>
  permissionsOf(authority).some((permission) => permissions[permission].minRole !== 'MEMBER');

/** Returns why the caller may not give somebody the role; undefined if they may. */
function refuseGrant(context: Context, grant: Authority): string | undefined {
  const own = callerAuthority(context);
  if (!includesAuthority(own, grant))
    return own.permissions || grant.permissions
      ? 'The role has permissions that you lack.'
      : 'You cannot grant a role above your own.';
  const { role, settings } = context.membership;
  if (role !== 'OWNER' && !settings.adminsGrantAdmin && exceedsMember(grant))
    return 'In this organization only owners may grant roles that can do more than MEMBER.';
  return undefined;
}

/**
 * Security: members could give others, or themselves through others, permissions that they lack. The caller holds the
 * organization's lock and has read the access again behind it.
 * @throws FORBIDDEN_ROLE
 */
export function requireMayGrant(context: Context, grant: Authority, field: string): void {
  const refusal = refuseGrant(context, grant);
  if (refusal) throw userError('FORBIDDEN_ROLE', refusal, field);
}

/** Returns whether the caller may give somebody the role. */
export const canGrant = (context: Context, grant: Authority): boolean =>
  refuseGrant(context, grant) === undefined;

export const authorityOfRole = ({
  basedOn,
  permissions: custom,
  builtIn,
}: OrganizationRoleRow): Authority => ({
  role: basedOn,
  permissions: builtIn ? null : custom,
});

const mayGive = (context: Context, role: OrganizationRoleRow) => canGrant(context, authorityOfRole(role));

/** Returns whether the viewer may change and delete the role. */
export const mayManage = (context: Context, role: OrganizationRoleRow): boolean =>
  !role.builtIn && hasPermission(context, 'role.manage') && mayGive(context, role);

/** Returns whether the viewer may give members the role. */
export const mayGrant = (context: Context, role: OrganizationRoleRow): boolean =>
  hasPermission(context, 'member.updateRole') && mayGive(context, role);
