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
import {
  isPermission,
  type Permission,
  permissionNames,
  permissions,
  type Requirement,
} from './permissions.ts';

const ranks: Record<Role, number> = { MEMBER: 1, ADMIN: 2, OWNER: 3 };

/*
 * Each `refuse…` function returns the error that the caller gets, or undefined if the caller may proceed. The functions
 * are pure: they read only the `CallerAccess`, which the database has just confirmed.
 */

/** Whether the built-in `role` has all permissions of `minRole`. */
export const includesRole = (role: Role, minRole: Role) => ranks[role] >= ranks[minRole];

/** What somebody may do: all that a built-in role permits, or what a custom role lists. */
export interface Authority {
  /** The built-in role, or the one that the custom role is based on. */
  role: Role;
  /** The permissions of the custom role; null or undefined without one. */
  permissions?: readonly string[] | null | undefined;
}

/** Returns the permissions of a role. A custom role may name some that this release does not know. */
export const permissionsOf = ({ role, permissions: custom }: Authority): Permission[] =>
  custom
    ? custom.filter(isPermission)
    : permissionNames.filter((each) => includesRole(role, permissions[each].minRole));

/** Whether `mine` has all permissions of `theirs`. */
export function includesAuthority(mine: Authority, theirs: Authority): boolean {
  if (!mine.permissions && !theirs.permissions) return includesRole(mine.role, theirs.role);
  const held = new Set(permissionsOf(mine));
  return permissionsOf(theirs).every((permission) => held.has(permission));
}

/**
 * Returns the authority of the caller in the selected organization; undefined without membership. An API key of a member
 * with a custom role has those of the member's permissions that its own role includes.
 */
export function authorityOf({ apiKey, membership }: CallerAccess): Authority | undefined {
  if (!apiKey || !(membership?.permissions ?? apiKey.permissions)) return membership;
  const { role } = membership!;
  const limited = permissionsOf(membership!).filter(
    (each) => includesRole(role, permissions[each].minRole) && isOpenTo(apiKey, each),
  );
  return { role, permissions: limited };
}

/** Whether the key is not limited to other permissions. Every key may see its organization. */
const isOpenTo = (apiKey: NonNullable<CallerAccess['apiKey']>, permission: Permission): boolean =>
  !apiKey.permissions || apiKey.permissions.includes(permission) || permission === 'organization.see';

/** Returns the scope that an API key needs for the permission. */
function scopeOf(permission: Permission): ApiKeyScope {
  const { scope, refusedWhenSuspended }: Requirement = permissions[permission];
  return scope ?? (refusedWhenSuspended ? 'WRITE' : 'READ');
}

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
  const credentialsError = peopleOnly
    ? refuseSignedOut(access)
    : isKnown(access)
      ? refuseKey(access, scopeOf(permission))
      : invalidCredentials(access);
  if (credentialsError) return credentialsError;
  if (!access.requestedOrganization) return organizationRequired();
  if (!isId(access.requestedOrganization)) return noOrganizationId();
  if (allowedWhenArchived && ownsArchived(access)) return undefined;
  const { membership } = access;
  if (!membership || membership.organizationStatus === 'ARCHIVED') return notFound();
  if (!permits(access, membership, permission)) return forbidden();
  if (access.apiKey && !isOpenTo(access.apiKey, permission))
    return forbidden('The API key is limited to other permissions.');
  if (refusedWhenSuspended && membership.organizationStatus === 'SUSPENDED') return organizationSuspended();
  return undefined;
}

/**
 * Returns an error unless the caller may invite people. Members with the built-in role MEMBER may if the organization's
 * settings say so, but not their API keys.
 */
export function refuseInviter(access: CallerAccess): GraphQLError | undefined {
  const refusal = refusePermission(access, 'invitation.manage');
  const { membership } = access;
  const invites =
    membership?.settings.membersInvite && membership.role === 'MEMBER' && !membership.permissions;
  // Every member has the other permission, unless the organization is suspended. API keys have not.
  return refusal && invites ? refusePermission(access, 'organization.leave') : refusal;
}

/**
 * Returns an error unless the caller manages teams, or could lead one: whether they do is asked under the lock. Every
 * member could, but not by an API key.
 */
export function refuseTeamLead(access: CallerAccess): GraphQLError | undefined {
  const refusal = refusePermission(access, 'team.manage');
  return refusal && !access.apiKey ? refusePermission(access, 'organization.leave') : refusal;
}

/**
 * Returns an error unless the caller may manage all projects, or could have been given some: whether they were is asked under
 * the lock.
 *
 * Security: whoever creates a private project manages it. A key of theirs with a lower role, or limited to other permissions,
 * could do the same. So it needs the permission for all projects.
 */
export function refuseProjectManager(access: CallerAccess): GraphQLError | undefined {
  const refusal = refusePermission(access, 'project.manage');
  return refusal && !access.apiKey && !refusePermission(access, 'task.write') ? undefined : refusal;
}

/** The same, for changes of who belongs to a project: a key needs the scope with which people are managed. */
export const refuseProjectMembersManager = (access: CallerAccess): GraphQLError | undefined =>
  refuseProjectManager(access) ?? refuseKey(access, 'MEMBERS_WRITE');

/** Whether the caller's role has the permission. An API key is limited by its own role, too. */
function permits(
  { apiKey }: CallerAccess,
  { role, permissions: custom }: Authority,
  permission: Permission,
): boolean {
  const requirement: Requirement = permissions[permission];
  const byRole = includesRole(role, (apiKey && requirement.minKeyRole) ?? requirement.minRole);
  if (!custom) return byRole;
  return custom.includes(permission) && !requirement.ownersOnly && (!apiKey || byRole);
}

/**
 * Returns an error if the caller is a guest.
 * Security: what belongs to the organization as a whole would show a guest more than the projects that they were given.
 */
export function refuseGuest(access: CallerAccess): GraphQLError | undefined {
  return access.isGuest ? forbidden('Guests cannot see this.') : undefined;
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
