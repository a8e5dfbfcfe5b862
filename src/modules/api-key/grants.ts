import {
  type Authority,
  includesAuthority,
  includesRole,
  permissionsOf,
} from '../../authorization/access.ts';
import { callerAuthority, hasPermission } from '../../authorization/permission-checks.ts';
import { type Permission, permissions } from '../../authorization/permissions.ts';
import type { Context } from '../../core/context.ts';
import { userError } from '../../errors.ts';
import type { ApiKeyScope, Role } from '../../generated/enums.ts';
import { membershipsByUser } from '../membership/loaders.ts';
import { findMembershipsByUsers } from '../membership/queries.ts';
import type { ApiKeyRow } from './rows.ts';

// Who may give a key what: nobody is shown a secret with which more can be done than they may do.

/** The permission of a user who creates a key with the scope, or who is shown its secret. Only owners have them all. */
const permissionToGrant: Record<ApiKeyScope, Permission> = {
  READ: 'apiKey.manage',
  WRITE: 'apiKey.manage',
  USAGE_WRITE: 'usage.record',
  CREDITS_WRITE: 'credit.spend',
  KEYS_VERIFY: 'apiKey.verify',
  MEMBERS_WRITE: 'ownership.transfer',
};

/** Returns a scope that the viewer may give no key, if there is one. */
export const scopeAbove = (context: Context, scopes: ApiKeyScope[]): ApiKeyScope | undefined =>
  scopes.find((scope) => !hasPermission(context, permissionToGrant[scope]));

/** @throws FORBIDDEN_ROLE */
export function requireMayGrant(context: Context, scopes: ApiKeyScope[], field: string): void {
  const above = scopeAbove(context, scopes);
  if (above)
    throw userError(
      'FORBIDDEN_ROLE',
      above === 'MEMBERS_WRITE'
        ? 'Only members with at least the role OWNER can get a key with the scope MEMBERS_WRITE.'
        : `You lack the permission that a key with the scope ${above} gives.`,
      field,
    );
}

/** @throws FORBIDDEN_ROLE for a role of a key above the viewer's own */
export function requireRole(context: Context, role: Role, field: string): void {
  if (!includesRole(context.membership.role, role))
    throw userError('FORBIDDEN_ROLE', 'You cannot grant a role above your own.', field);
}

export const lacksPermissions = (field: string) =>
  userError(
    'FORBIDDEN_ROLE',
    'The service account has permissions that you lack, or you lack the permission to see all projects.',
    field,
  );

type Limits = Pick<ApiKeyRow, 'role'> & { permissions?: readonly string[] | null | undefined };

/** What a key can do at most for a member. */
const authorityOfKey = (owner: Authority, key: Limits): Authority => ({
  role: key.role,
  permissions: permissionsOf(owner).filter(
    (permission) =>
      includesRole(key.role, permissions[permission].minRole) &&
      (!key.permissions || key.permissions.includes(permission)),
  ),
});

/** @throws NOT_FOUND, FORBIDDEN, FORBIDDEN_ROLE unless the viewer may create such a key of the service account */
export async function requireServiceAccount(context: Context, ownerId: string, key: Limits): Promise<void> {
  const [owner] = await findMembershipsByUsers(context.tenant, [ownerId]);
  if (owner?.kind !== 'SERVICE') throw userError('NOT_FOUND', 'No such service account.', 'ownerId');
  if (!hasPermission(context, 'serviceAccount.manage'))
    throw userError('FORBIDDEN_ROLE', 'You lack the permission to manage service accounts.', 'ownerId');
  if (!includesAllOf(context, owner, key)) throw lacksPermissions('ownerId');
}

/**
 * Security: whoever is shown a secret of a service account also sees the private projects that the account was given. If only
 * those accounts were refused that were given some, the refusal would tell whoever does not see the projects.
 */
const includesAllOf = (context: Context, owner: Authority, key: Limits) =>
  hasPermission(context, 'project.seeAll') &&
  includesAuthority(callerAuthority(context), authorityOfKey(owner, key));

/** Returns false for a key of a service account that can do more than the viewer. */
export async function includesKeyOfService(
  context: Context,
  key: Limits & Pick<ApiKeyRow, 'ownerId'>,
): Promise<boolean> {
  const [owner] = await context.load(membershipsByUser, key.ownerId);
  if (owner?.kind !== 'SERVICE') return true;
  return includesAllOf(context, owner, key);
}

/** Whether the key acts for a person who is not the viewer. */
export async function isOfAnotherPerson(
  context: Context,
  { ownerId }: Pick<ApiKeyRow, 'ownerId'>,
): Promise<boolean> {
  if (ownerId === context.viewer.id) return false;
  const [owner] = await context.load(membershipsByUser, ownerId);
  return owner?.kind !== 'SERVICE';
}
