import type { GraphQLError } from 'graphql';
import { isId } from '../database/ids.ts';
import {
  forbidden,
  invalidApiKey,
  noOrganizationId,
  notFound,
  organizationRequired,
  organizationSuspended,
  unauthenticated,
} from '../errors.ts';
import type { CallerAccess } from '../core/access.ts';
import type { ApiKeyScope, Role } from '../generated/enums.ts';
import { type Permission, permissions, type Requirement } from './permissions.ts';

const ranks: Record<Role, number> = { MEMBER: 1, ADMIN: 2, OWNER: 3 };

/*
 * Each `refuse…` function returns the error that the caller gets, or undefined if the caller may proceed. The functions
 * are pure: they read only the `CallerAccess`, which the database has just confirmed.
 */

/** Whether `role` has all permissions of `minRole`. */
export const includesRole = (role: Role, minRole: Role) => ranks[role] >= ranks[minRole];

const invalidCredentials = ({ byApiKey }: CallerAccess) => (byApiKey ? invalidApiKey() : unauthenticated());

/** Returns an error if the request has invalid credentials. A request without credentials passes. */
export function refuseInvalidCredentials(access: CallerAccess): GraphQLError | undefined {
  return access.credentials && !isKnown(access) ? invalidCredentials(access) : undefined;
}

/** Returns an error unless the caller is a signed-in user. */
export function refuseSignedOut(access: CallerAccess): GraphQLError | undefined {
  if (access.apiKey) return forbidden('API keys cannot do this. Sign in instead.');
  return access.viewer ? undefined : invalidCredentials(access);
}

/** Returns an error unless the caller is a signed-in user or an API key with the scope READ. */
export function refuseUnknown(access: CallerAccess): GraphQLError | undefined {
  if (!isKnown(access)) return invalidCredentials(access);
  return refuseKey(access, 'READ');
}

const isKnown = (access: CallerAccess) => Boolean(access.viewer ?? access.apiKey);

/** Returns an error if the caller is an API key of another organization or without the scope. Users pass. */
function refuseKey(
  { apiKey, requestedOrganization }: CallerAccess,
  scope: ApiKeyScope,
): GraphQLError | undefined {
  if (!apiKey) return undefined;
  if (requestedOrganization && !isId(requestedOrganization)) return noOrganizationId();
  if (apiKey.organizationId !== requestedOrganization?.toLowerCase())
    return forbidden('The API key belongs to another organization.');
  return apiKey.scopes.includes(scope) ? undefined : forbidden(`The API key lacks the scope ${scope}.`);
}

/** Returns an error unless the caller is a platform administrator. */
export function refuseOthersThanAdmins(access: CallerAccess): GraphQLError | undefined {
  if (!access.viewer) return refuseSignedOut(access);
  return access.platformAdmin ? undefined : forbidden('Only platform administrators may do this.');
}

/** Returns an error unless the caller may see the requested organization. Only owners see an archived one. */
export function refuseStranger(access: CallerAccess): GraphQLError | undefined {
  return ownsArchived(access) ? undefined : refusePermission(access, 'organization.see');
}

/**
 * Returns an error unless the caller has the permission in the requested organization.
 * Security: an attacker could probe ids to learn which organizations exist. To everyone who is not a member, an
 * organization that exists and one that does not are the same NOT_FOUND.
 */
export function refusePermission(access: CallerAccess, permission: Permission): GraphQLError | undefined {
  const requirement: Requirement = permissions[permission];
  const { refusedWhenSuspended, allowedWhenArchived, peopleOnly } = requirement;
  const scope = requirement.scope ?? (refusedWhenSuspended ? 'WRITE' : 'READ');
  const minRole = (access.apiKey && requirement.minKeyRole) ?? requirement.minRole;
  const credentialsError = peopleOnly
    ? refuseSignedOut(access)
    : isKnown(access)
      ? refuseKey(access, scope)
      : invalidCredentials(access);
  if (credentialsError) return credentialsError;
  if (!access.requestedOrganization) return organizationRequired();
  if (!isId(access.requestedOrganization)) return noOrganizationId();
  if (allowedWhenArchived && ownsArchived(access)) return undefined;
  const { membership } = access;
  if (!membership || membership.organizationStatus === 'ARCHIVED') return notFound();
  if (!includesRole(membership.role, minRole)) return forbidden();
  if (refusedWhenSuspended && membership.organizationStatus === 'SUSPENDED') return organizationSuspended();
  return undefined;
}

/** Like `refusePermission`, but platform administrators pass in every organization. */
export function refuseOthersThanPlatform(
  access: CallerAccess,
  permission: Permission,
): GraphQLError | undefined {
  if (!access.platformAdmin) return refusePermission(access, permission);
  return access.requestedOrganization ? undefined : organizationRequired();
}

function ownsArchived({ membership }: CallerAccess): boolean {
  return membership?.role === 'OWNER' && membership.organizationStatus === 'ARCHIVED';
}
