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
import type { ApiKeyScope, OrganizationStatus, Role } from '../generated/graphql.ts';
import type { UserRow } from '../modules/user/queries.ts';
import { type Permission, permissions, type Requirement } from './permissions.ts';

/** Who asks, and in which organization, as the database knows it now. */
export interface Access {
  /** Undefined without credentials, or when they no longer hold. */
  viewer: UserRow | undefined;
  sessionId: string | undefined;
  /** The API key that acts in the place of a user. */
  apiKey: { id: string; organizationId: string; scopes: ApiKeyScope[] } | undefined;
  /** Whether credentials were sent at all. */
  credentials: boolean;
  /** Whether an API key was sent, right or wrong. */
  byApiKey: boolean;
  /** Whether the viewer administers the platform. */
  platformAdmin: boolean;
  /** The organization that was asked for, whether or not the viewer belongs to it. */
  requestedOrganization: string | undefined;
  membership: { organizationId: string; organizationStatus: OrganizationStatus; role: Role } | undefined;
  /** What the organization's plan allows the caller, or the smallest plan without one; null is unlimited. */
  requestLimits: { perMinute: number | null; perMonth: number | null };
}

export type Asked = Pick<Access, 'sessionId' | 'credentials' | 'byApiKey' | 'requestedOrganization'>;

/** The row of `app.begin_request`. */
export interface AuthorizationRow {
  user_id: string | null;
  email: string;
  full_name: string;
  bio: string | null;
  avatar_url: string | null;
  platform_admin: boolean | null;
  user_status: string | null;
  user_created_at: string;
  user_updated_at: string;
  organization_id: string | null;
  organization_status: OrganizationStatus;
  role: Role;
  api_key_id: string | null;
  api_key_organization_id: string | null;
  scopes: ApiKeyScope[];
  requests_per_minute: number | null;
  requests_per_month: number | null;
}

const columns: Record<keyof AuthorizationRow, true> = {
  user_id: true,
  email: true,
  full_name: true,
  bio: true,
  avatar_url: true,
  platform_admin: true,
  user_status: true,
  user_created_at: true,
  user_updated_at: true,
  organization_id: true,
  organization_status: true,
  role: true,
  api_key_id: true,
  api_key_organization_id: true,
  scopes: true,
  requests_per_minute: true,
  requests_per_month: true,
};

/** The columns of an `AuthorizationRow`, for a statement that calls `app.begin_request`. */
export const authorizationColumns = Object.keys(columns).join(', ');

export function toAccess(row: AuthorizationRow | undefined, asked: Asked): Access {
  const active = row?.user_id && row.user_status === 'ACTIVE';
  const { api_key_id: keyId = null, api_key_organization_id: keyOrganization = null } = row ?? {};
  return {
    sessionId: asked.sessionId,
    credentials: asked.credentials,
    byApiKey: asked.byApiKey,
    apiKey:
      keyId && keyOrganization
        ? { id: keyId, organizationId: keyOrganization, scopes: row!.scopes }
        : undefined,
    requestedOrganization: asked.requestedOrganization ?? keyOrganization ?? undefined,
    requestLimits: {
      perMinute: row?.requests_per_minute ?? null,
      perMonth: row?.requests_per_month ?? null,
    },
    platformAdmin: Boolean(active && row.platform_admin),
    viewer: active
      ? {
          id: row.user_id!,
          email: row.email,
          fullName: row.full_name,
          bio: row.bio,
          avatarUrl: row.avatar_url,
          status: 'ACTIVE',
          createdAt: row.user_created_at,
          updatedAt: row.user_updated_at,
        }
      : undefined,
    membership:
      row?.organization_id && (active || keyId)
        ? {
            organizationId: row.organization_id,
            organizationStatus: row.organization_status,
            role: row.role,
          }
        : undefined,
  };
}

const ranks: Record<Role, number> = { MEMBER: 1, ADMIN: 2, OWNER: 3 };

/** Whether `role` includes everything that `least` may do. */
export const includesRole = (role: Role, least: Role) => ranks[role] >= ranks[least];

const invalidCredentials = ({ byApiKey }: Access) => (byApiKey ? invalidApiKey() : unauthenticated());

/** Why the credentials do not hold, or undefined when there are none or they do. */
export function refuseCredentials(access: Access): GraphQLError | undefined {
  return access.credentials && !isKnown(access) ? invalidCredentials(access) : undefined;
}

/** Why the caller is no person who is signed in, or undefined when they are. */
export function refuseSignedOut(access: Access): GraphQLError | undefined {
  if (access.apiKey) return forbidden('An API key is no person: sign in to do this.');
  return access.viewer ? undefined : invalidCredentials(access);
}

/** Why the caller is neither signed in nor an API key that may read, or undefined when they are. */
export function refuseUnknown(access: Access): GraphQLError | undefined {
  if (!isKnown(access)) return invalidCredentials(access);
  return refuseKey(access, 'READ');
}

const isKnown = (access: Access) => Boolean(access.viewer ?? access.apiKey);

/** Why an API key may not do what needs the scope, or undefined when it may, or there is none. */
function refuseKey({ apiKey, requestedOrganization }: Access, scope: ApiKeyScope): GraphQLError | undefined {
  if (!apiKey) return undefined;
  if (requestedOrganization && !isId(requestedOrganization)) return noOrganizationId();
  if (apiKey.organizationId !== requestedOrganization?.toLowerCase())
    return forbidden('The API key belongs to another organization.');
  return apiKey.scopes.includes(scope) ? undefined : forbidden(`The API key lacks the scope ${scope}.`);
}

/** Why the caller is no platform administrator, or undefined when they are. */
export function refuseOthersThanAdmins(access: Access): GraphQLError | undefined {
  if (!access.viewer) return refuseSignedOut(access);
  return access.platformAdmin ? undefined : forbidden('Only platform administrators may do this.');
}

/** Why the caller may not see the requested organization: an archived one only its owners do. */
export function refuseStranger(access: Access): GraphQLError | undefined {
  return ownsArchived(access) ? undefined : refusePermission(access, 'organization.see');
}

/** Why the caller may not do this in the requested organization, or undefined when they may. */
export function refusePermission(access: Access, permission: Permission): GraphQLError | undefined {
  const requirement: Requirement = permissions[permission];
  const { writes, archived, people, scope = writes ? 'WRITE' : 'READ' } = requirement;
  const least = (access.apiKey && requirement.keyLeast) ?? requirement.least;
  const unfit = people
    ? refuseSignedOut(access)
    : isKnown(access)
      ? refuseKey(access, scope)
      : invalidCredentials(access);
  if (unfit) return unfit;
  if (!access.requestedOrganization) return organizationRequired();
  if (!isId(access.requestedOrganization)) return noOrganizationId();
  if (archived && ownsArchived(access)) return undefined;
  const { membership } = access;
  if (!membership || membership.organizationStatus === 'ARCHIVED') return notFound();
  if (!includesRole(membership.role, least)) return forbidden();
  if (writes && membership.organizationStatus === 'SUSPENDED') return organizationSuspended();
  return undefined;
}

/** As `refusePermission`, but platform administrators may do it in any organization. */
export function refuseOthersThanPlatform(access: Access, permission: Permission): GraphQLError | undefined {
  if (!access.platformAdmin) return refusePermission(access, permission);
  return access.requestedOrganization ? undefined : organizationRequired();
}

function ownsArchived({ membership }: Access): boolean {
  return membership?.role === 'OWNER' && membership.organizationStatus === 'ARCHIVED';
}
