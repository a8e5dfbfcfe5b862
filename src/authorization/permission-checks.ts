import type { GraphQLError } from 'graphql';
import type { CallerAccess } from '../core/access.ts';
import type { Context } from '../core/context.ts';
import { type Authority, authorityOf, refuseInviter, refusePermission, refuseTeamLead } from './access.ts';
import type { Permission } from './permissions.ts';

/** Whether the caller has this permission in the selected organization. */
export const hasPermission = ({ knownAccess }: Context, permission: Permission): boolean =>
  knownAccess !== undefined && refusePermission(knownAccess, permission) === undefined;

/** Returns the caller's authority in the selected organization. @throws BAD_USER_INPUT with reason ORGANIZATION_REQUIRED */
export const callerAuthority = (context: Context): Authority =>
  authorityOf({ ...context.knownAccess!, membership: context.membership })!;

/**
 * Reads the caller's access again and checks the permission. Call it after taking a lock: the access may have changed
 * while the transaction waited.
 * @throws FORBIDDEN, NOT_FOUND or another refusal if the caller no longer has the permission
 */
export const recheckPermission = (context: Context, permission: Permission): Promise<void> =>
  recheck(context, (access) => refusePermission(access, permission));

/** Does the same for members who may invite by the organization's settings. */
export const recheckInviter = (context: Context): Promise<void> => recheck(context, refuseInviter);

/** Does the same for callers who manage teams, and members who may lead one. */
export const recheckTeamLead = (context: Context): Promise<void> => recheck(context, refuseTeamLead);

async function recheck(
  context: Context,
  refuse: (access: CallerAccess) => GraphQLError | undefined,
): Promise<void> {
  await context.refreshAccess();
  const refusal = refuse(await context.access());
  if (refusal) throw refusal;
}
