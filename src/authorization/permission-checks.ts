import type { Context } from '../core/context.ts';
import { refusePermission } from './access.ts';
import type { Permission } from './permissions.ts';

/** Whether the caller has this permission in the selected organization. */
export const hasPermission = ({ knownAccess }: Context, permission: Permission): boolean =>
  knownAccess !== undefined && refusePermission(knownAccess, permission) === undefined;

/**
 * Reads the caller's access again and checks the permission. Call it after taking a lock: the access may have changed
 * while the transaction waited.
 * @throws FORBIDDEN, NOT_FOUND or another refusal if the caller no longer has the permission
 */
export async function recheckPermission(context: Context, permission: Permission): Promise<void> {
  await context.refreshAccess();
  const refusal = refusePermission(await context.access(), permission);
  if (refusal) throw refusal;
}
