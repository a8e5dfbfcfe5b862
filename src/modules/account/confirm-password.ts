import type { Context } from '../../core/context.ts';
import { systemDb } from '../../database/system.ts';
import type { SignInAccount } from './sign-in-account-queries.ts';
import { withdrawAttempt } from './sign-in-attempt.ts';
import { checkPassword, type Credentials } from './check-password.ts';

/**
 * Returns the account with this address and password, for a mailed link. A failure counts as a failed sign-in.
 *
 * Security: if a correct password reset the failure counts, it would allow new guesses at the second factor. It does
 * not.
 * @throws INVALID_CREDENTIALS, RATE_LIMITED
 */
export async function confirmPassword(context: Context, credentials: Credentials): Promise<SignInAccount> {
  const { account, attempt } = await checkPassword(context, credentials, 'password');
  await withdrawAttempt(systemDb(context), attempt);
  return account;
}
