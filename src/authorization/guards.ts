import { featureNotInPlan } from '../errors.ts';
import type { PlanFeature } from '../generated/graphql.ts';
import { hasFeature } from '../modules/plan/actions.ts';
import {
  refuseCredentials,
  refuseOthersThanAdmins,
  refuseOthersThanPlatform,
  refusePermission,
  refuseSignedOut,
  refuseUnknown,
} from './access.ts';
import { type Permission, permissions } from './permissions.ts';
import { guard, type Rule } from './shield.ts';

/** Anybody, whatever credentials they send: signing in must work with a stale token. */
export const isAnyone = guard(() => undefined);

/** Anybody, but a credential that is sent must hold. */
export const isVisitor = guard(async (context) => refuseCredentials(await context.access()));

/** Somebody with valid credentials, in any organization or none. */
export const isSignedIn = guard(async (context) => refuseSignedOut(await context.access()));

/** Somebody with valid credentials, or an API key that may read. */
export const isKnown = guard(async (context) => refuseUnknown(await context.access()));

/** A platform administrator. */
export const isPlatformAdmin = guard(async (context) => refuseOthersThanAdmins(await context.access()));

const byPermission = Object.fromEntries(
  (Object.keys(permissions) as Permission[]).map((permission) => [
    permission,
    guard(async (context) => refusePermission(await context.access(), permission)),
  ]),
) as Record<Permission, Rule>;

/** Somebody whom the table of permissions allows this in the selected organization. */
export const can = (permission: Permission) => byPermission[permission];

/** The same, or a platform administrator. */
export const canOrAdministersPlatform = (permission: Permission) =>
  guard(async (context) => refuseOthersThanPlatform(await context.access(), permission));

/** An organization whose plan includes this; comes after the guard that admits the caller to it. */
export const requiresFeature = (feature: PlanFeature) =>
  guard(async ({ loaders, scope }) =>
    (await hasFeature(loaders, scope, feature)) ? undefined : featureNotInPlan(feature),
  );
