import type { Context } from '../../context.ts';
import { systemDb } from '../../database/system.ts';
import { userError } from '../../errors.ts';
import { type AccountRow, findAccount } from './queries.ts';
import { chargeSignIn, forgiveSignIn, signInKeys } from './sign-in-limit.ts';

/**
 * Makes sure that it is the user who acts, and not somebody at their unlocked screen. Failures count like those of
 * signing in, those of `more` included.
 * @throws INVALID_CREDENTIALS at `field`, RATE_LIMITED
 */
export async function confirmPassword(
  { services, request, viewer }: Context,
  password: string,
  field: string,
  more: (account: AccountRow) => Promise<void> = async () => {},
): Promise<AccountRow> {
  const db = systemDb(services);
  const keys = signInKeys(viewer.email, request.ipAddress);
  await chargeSignIn(db, keys);
  const account = await findAccount(db, viewer.id);
  const matches = await services.passwords.verify(password, account?.passwordHash);
  if (!account || !matches) throw userError('INVALID_CREDENTIALS', 'The password is wrong.', field);
  await more(account);
  await forgiveSignIn(db, keys);
  return account;
}
