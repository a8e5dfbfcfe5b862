import type { Context } from '../../core/context.ts';
import { type SystemDb, systemDb } from '../../database/system.ts';
import { findAccount } from './queries.ts';
import type { UserAccountRow } from './rows.ts';
import { isLiveSession } from '../session/queries.ts';
import { confirmPassword } from './confirm-password.ts';

/**
 * Checks the password of the account that a mailed link is for. Returns the password's hash; undefined when there is no
 * such account.
 * @throws INVALID_CREDENTIALS, RATE_LIMITED
 */
export async function confirmHolder(
  context: Context,
  userId: string | undefined,
  password: string,
): Promise<string | undefined> {
  const holder = userId && (await findAccount(systemDb(context), userId));
  if (!holder) return undefined;
  const { passwordHash } = await confirmPassword(context, { email: holder.email, password, only: userId });
  return passwordHash;
}

/**
 * Returns whether the request comes from the account's holder: with a live session, or with the password of this hash.
 */
export async function isAccountHolder(
  { request: { claims } }: Context,
  db: SystemDb,
  account: UserAccountRow,
  confirmedHash: string | undefined,
): Promise<boolean> {
  if (confirmedHash !== undefined && account.passwordHash === confirmedHash) return true;
  return claims?.sub === account.id && isLiveSession(db, account.id, claims.sid);
}
