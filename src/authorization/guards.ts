import type { GraphQLResolveInfo } from 'graphql';
import { sql } from 'kysely';
import { featureNotInPlan } from '../errors.ts';
import type { Context } from '../core/context.ts';
import { defineLoader } from '../core/define-loader.ts';
import type { OrgScope } from '../database/tenant-db.ts';
import {
  refuseGuest,
  refuseInvalidCredentials,
  refuseInviter,
  refuseOthersThanAdmins,
  refuseOthersThanPlatform,
  refusePermission,
  refuseProjectManager,
  refuseProjectMembersManager,
  refuseSignedOut,
  refuseTeamLead,
  refuseUnknown,
} from './access.ts';
import { type Permission, permissionNames } from './permissions.ts';
import { guard, type Rule } from './shield.ts';

/** Admits everybody, even with invalid credentials: a client must be able to sign in while it sends an expired token. */
export const isAnyone = guard(() => undefined);

/** Admits everybody except requests with invalid credentials: requests without any, signed-in users and API keys. */
export const hasNoInvalidCredentials = guard(async (context) =>
  refuseInvalidCredentials(await context.access()),
);

/** Admits signed-in users, with or without a selected organization. Rejects API keys, even valid ones. */
export const isSignedIn = guard(async (context) => refuseSignedOut(await context.access()));

/** Admits signed-in users and API keys with the scope READ. */
export const isKnown = guard(async (context) => refuseUnknown(await context.access()));

/** Admits platform administrators. */
export const isPlatformAdmin = guard(async (context) => refuseOthersThanAdmins(await context.access()));

const byPermission = Object.fromEntries(
  permissionNames.map((permission) => [
    permission,
    guard(async (context) => refusePermission(await context.access(), permission)),
  ]),
) as Record<Permission, Rule>;

/** Admits callers who have the permission in the selected organization (permissions.ts). */
export const can = (permission: Permission) => byPermission[permission];

/** Admits all who are no guests of the selected organization. Must come after a guard that checks access to it. */
export const isNoGuest = guard(async (context) => refuseGuest(await context.access()));

const isInList = (path: GraphQLResolveInfo['path'] | undefined): boolean =>
  path !== undefined && (typeof path.key === 'number' || isInList(path.prev));

/** Whether the viewer is a guest of organizations of theirs. */
const isGuestOf = defineLoader(async ({ db }, ids) => {
  const { rows } = await sql<{ id: string }>`
    select id from unnest(${ids}::uuid[]) as id where app.is_guest_of(id)`.execute(db);
  const found = new Set(rows.map(({ id }) => id));
  return ids.map((id) => found.has(id));
});

/** For fields of an organization, which may be another one of the viewer's: admits all who are no guests there. */
export const isNoGuestThere = guard(async (context, parent, _args, { path }) => {
  const access = await context.access();
  const { id } = parent as { id: string };
  // Within a list all are asked with one statement.
  if (id === access.membership?.organizationId && !isInList(path)) return refuseGuest(access);
  return refuseGuest({ ...access, isGuest: await context.load(isGuestOf, id) });
});

/** Admits callers who may invite people: by their permission, or by the organization's settings. */
export const canInvite = guard(async (context) => refuseInviter(await context.access()));

/** Admits callers who manage teams, and members who may lead one. */
export const canLeadTeams = guard(async (context) => refuseTeamLead(await context.access()));

/**
 * Admits callers who may manage projects, and those who may write tasks: they may have been given a project to manage,
 * which the mutation checks.
 */
export const canManageProjects = guard(async (context) => refuseProjectManager(await context.access()));

/** The same, for changes of who belongs to a project. */
export const canManageProjectMembers = guard(async (context) =>
  refuseProjectMembersManager(await context.access()),
);

/** Like `can`, and admits platform administrators in every organization. */
export const canOrAdministersPlatform = (permission: Permission) =>
  guard(async (context) => refuseOthersThanPlatform(await context.access(), permission));

declare module '../core/services.ts' {
  interface Services {
    /** Whether the organization's plan includes the feature. A service, because guards cannot import the plan module. */
    hasFeature: (context: Context, scope: OrgScope, feature: string) => Promise<boolean>;
  }
}

/** Admits organizations whose plan includes the feature. Must come after a guard that checks access to the organization. */
export const requiresFeature = (feature: string) =>
  guard(async (context) =>
    (await context.services.hasFeature(context, context.scope, feature))
      ? undefined
      : featureNotInPlan(feature),
  );
