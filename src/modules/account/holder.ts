import type { Context } from '../../context.ts';
import { type SystemDb, systemDb } from '../../database/system.ts';
import { type AccountRow, findAccount, isLiveSession } from './queries.ts';
import type { SignInAccount } from './sign-in-accounts.ts';
import { checkPassword, type Credentials, withdrawAttempt } from './sign-in-attempt.ts';

/**
 * The account with this address and password, for a mailed link. A failure counts as a failed sign-in.
 *
 * Security: a right password does not forgive earlier failures, or it would buy new guesses at the second factor.
 * @throws INVALID_CREDENTIALS, RATE_LIMITED
 */
export async function confirmPassword(context: Context, credentials: Credentials): Promise<SignInAccount> {
  const { account, attempt } = await checkPassword(context, credentials, 'password');
  await withdrawAttempt(systemDb(context), attempt);
  return account;
}

/**
 * Checks the password of the account that a mailed link is for, and returns its hash; undefined without an account.
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

/** Whether the request is the account holder's: it has a live session, or came with the password of this hash. */
export async function isHolders(
  { request: { claims } }: Context,
  db: SystemDb,
  account: AccountRow,
  confirmedHash: string | undefined,
): Promise<boolean> {
  if (confirmedHash !== undefined && account.passwordHash === confirmedHash) return true;
  return claims?.sub === account.id && isLiveSession(db, account.id, claims.sid);
}
