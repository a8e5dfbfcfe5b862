import type { ApiKeyScope, OrganizationStatus, Role, UserKind, UserStatus } from '../generated/enums.ts';
import { isInNetworks } from '../util/networks.ts';

/** The signed-in user. */
export interface Viewer {
  id: string;
  kind: UserKind;
  email: string;
  fullName: string;
  bio: string | null;
  avatarUrl: string | null;
  status: UserStatus;
  createdAt: string;
  updatedAt: string;
}

/** The caller's membership in the requested organization, or that on whose behalf an API key acts. */
export interface CallerMembership {
  organizationId: string;
  organizationStatus: OrganizationStatus;
  /** The built-in role, or the one that the custom role is based on. */
  role: Role;
  /** The permissions of the custom role; undefined for a built-in one. */
  permissions: readonly string[] | undefined;
  settings: CallerSettings;
}

/** The settings of an organization on which its members' permissions depend. */
export interface CallerSettings {
  adminsGrantAdmin: boolean;
  membersInvite: boolean;
}

/**
 * Which projects of the organization row-level security shows: all; those that are not private, and those to which the caller
 * belongs; or only the latter. To an API key that is limited to projects, of these the ones to which it is limited; LISTED
 * instead of all. NONE to callers whose role or key lacks a permission to see projects and tasks; a guest who lacks one keeps
 * GRANTED, and sees no project.
 */
export type ProjectSight = 'ALL' | 'LISTED' | 'ORGANIZATION' | 'GRANTED' | 'NONE';

/** The caller and the caller's access to the requested organization, as the database has them now. */
export interface CallerAccess {
  /** Undefined without credentials, or when the credentials are no longer valid. */
  viewer: Viewer | undefined;
  sessionId: string | undefined;
  /** The valid API key of the request. It acts in place of a user. */
  apiKey:
    | {
        id: string;
        organizationId: string;
        scopes: ApiKeyScope[];
        /** The only permissions that the key has of those that it would have otherwise; undefined for all. */
        permissions: readonly string[] | undefined;
        /** The projects to which the key is limited; undefined for none. */
        projectIds: readonly string[] | undefined;
      }
    | undefined;
  /** The API key of the request, if it is valid but not from the client's address. The request has invalid credentials. */
  refusedKey: { id: string; organizationId: string } | undefined;
  /** Whether the request carries credentials, valid or not. */
  credentials: boolean;
  /** Whether the credential is an API key, valid or not. */
  byApiKey: boolean;
  platformAdmin: boolean;
  /** The organization that the request names. The viewer need not be a member of it. */
  requestedOrganization: string | undefined;
  membership: CallerMembership | undefined;
  projectSight: ProjectSight;
  /**
   * Whether the caller is a guest in the organization: they see only the projects that they were given (`GRANTED`), and of
   * everything else only what these need.
   */
  isGuest: boolean;
  /** The member to whom projects were given, if the caller does not see all. For an API key, its owner. */
  sightOf: string | undefined;
  /**
   * The limits of the organization's plan, or of the smallest plan without an organization. Null means unlimited.
   * Undefined if nothing counts this request (see `readsLimits`).
   */
  requestLimits: { perMinute: number | null; perMonth: number | null } | undefined;
}

export type RequestedIdentity = Pick<
  CallerAccess,
  'sessionId' | 'credentials' | 'byApiKey' | 'requestedOrganization'
> & { ipAddress: string };

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
  /** Of the custom role; null for a built-in one. */
  permissions: string[] | null;
  admins_grant_admin: boolean;
  members_invite: boolean;
  /** The caller, or the owner of the API key. */
  member_id: string | null;
  /** Empty if the caller sees all projects. GUEST shows a guest those that they were given. */
  project_sight: Exclude<ProjectSight, 'ALL'> | 'GUEST' | '' | null;
  /** Of an API key that is limited to some permissions, networks or projects. */
  key_limits: { permissions: string[] | null; networks: string[] | null; projects: string[] | null } | null;
  /** Only if the opening statement reads it. */
  version?: string | null;
  /** How far the server's log goes, and whether it is a standby; only with replicas. */
  position?: string | null;
  standby?: boolean;
}

type OtherColumn = 'key_limits' | 'version' | 'position' | 'standby';

const columns: Record<Exclude<keyof AuthorizationRow, OtherColumn>, true> = {
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
  permissions: true,
  admins_grant_admin: true,
  members_invite: true,
  member_id: true,
  project_sight: true,
};

/** The columns of an `AuthorizationRow`, for a statement that calls `app.begin_request`. */
export const authorizationColumns = `${Object.keys(columns).join(', ')},
  case when api_key_id is not null then app.key_limits(api_key_organization_id, api_key_id) end as key_limits`;

/**
 * `withLimits` tells whether `begin_request` read the limits.
 *
 * Security: a key that is not from one of its networks is like one that does not exist.
 */
export function toCallerAccess(
  found: AuthorizationRow | undefined,
  requested: RequestedIdentity,
  withLimits: boolean,
): CallerAccess {
  const { networks, permissions, projects } = found?.key_limits ?? {};
  const isRefused = networks != null && !isInNetworks(requested.ipAddress, networks);
  const row = isRefused ? undefined : found;
  const active = row?.user_id && row.user_status === 'ACTIVE';
  const isGuest = row?.project_sight === 'GUEST';
  const projectSight = isGuest ? 'GRANTED' : (row?.project_sight as ProjectSight | '' | undefined) || 'ALL';
  const { api_key_id: keyId = null, api_key_organization_id: keyOrganization = null } = row ?? {};
  return {
    sessionId: requested.sessionId,
    credentials: requested.credentials,
    byApiKey: requested.byApiKey,
    apiKey:
      keyId && keyOrganization
        ? {
            id: keyId,
            organizationId: keyOrganization,
            scopes: row!.scopes,
            permissions: permissions ?? undefined,
            projectIds: projects ?? undefined,
          }
        : undefined,
    refusedKey: isRefused
      ? { id: found!.api_key_id!, organizationId: found!.api_key_organization_id! }
      : undefined,
    requestedOrganization: requested.requestedOrganization ?? keyOrganization ?? undefined,
    requestLimits: withLimits
      ? { perMinute: row?.requests_per_minute ?? null, perMonth: row?.requests_per_month ?? null }
      : undefined,
    platformAdmin: Boolean(active && row.platform_admin),
    viewer: active
      ? {
          id: row.user_id!,
          kind: 'PERSON',
          email: row.email,
          fullName: row.full_name,
          bio: row.bio,
          avatarUrl: row.avatar_url,
          status: 'ACTIVE',
          createdAt: row.user_created_at,
          updatedAt: row.user_updated_at,
        }
      : undefined,
    projectSight,
    isGuest,
    sightOf: projectSight === 'ALL' ? undefined : row!.member_id!,
    membership:
      row?.organization_id && (active || keyId)
        ? {
            organizationId: row.organization_id,
            organizationStatus: row.organization_status,
            role: row.role,
            permissions: row.permissions ?? undefined,
            settings: { adminsGrantAdmin: row.admins_grant_admin, membersInvite: row.members_invite },
          }
        : undefined,
  };
}
