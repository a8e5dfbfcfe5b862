import type { Role } from '../generated/graphql.ts';
import {
  refuseCredentials,
  refuseOthersThanAdmins,
  refuseRole,
  refuseSignedOut,
  refuseStranger,
} from './access.ts';
import { guard } from './shield.ts';

/** Anybody, whatever credentials they send: signing in must work with a stale token. */
export const isAnyone = guard(() => undefined);

/** Anybody, but a credential that is sent must hold. */
export const isVisitor = guard(async (context) => refuseCredentials(await context.access()));

/** Somebody with valid credentials, in any organization or none. */
export const isSignedIn = guard(async (context) => refuseSignedOut(await context.access()));

/** A platform administrator. */
export const isPlatformAdmin = guard(async (context) => refuseOthersThanAdmins(await context.access()));

/** A member of the selected organization, or an owner of it although it is archived. */
export const isNoStranger = guard(async (context) => refuseStranger(await context.access()));

const byRole = Object.fromEntries(
  (['MEMBER', 'ADMIN', 'OWNER'] as const).map((role) => [
    role,
    guard(async (context) => refuseRole(await context.access(), role, context.writes)),
  ]),
) as Record<Role, ReturnType<typeof guard>>;

/** A member of the selected organization with at least this role; to write, it must not be suspended. */
export const hasRole = (least: Role) => byRole[least];
