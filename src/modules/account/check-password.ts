import type { Context } from '../../core/context.ts';
import { systemDb } from '../../database/system.ts';
import { userError } from '../../errors.ts';
import { findSignInAccount, findSignInAccounts, type SignInAccount } from './sign-in-account-queries.ts';
import { tooManyFailures, uncharge } from './sign-in-limit.ts';
import { signInTags } from './sign-in-tag.ts';
import { type Attempt, beginAttempt, failAttempt } from './sign-in-attempt.ts';

export interface Credentials {
  email: string;
  spelled?: string;
  password: string;
  /** Restricts the match to this account. */
  only?: string;
}

/**
 * Finds the account with this address and password. A wrong password and an unknown address cause the same work and the
 * same error. Runs without a transaction.
 * @throws INVALID_CREDENTIALS at `field`, RATE_LIMITED
 */
export async function checkPassword(context: Context, credentials: Credentials, ...field: string[]) {
  const { request } = context;
  const { email } = credentials;
  const db = systemDb(context);
  const attempt = await beginAttempt(db, email, request.ipAddress);
  try {
    const account = await findMatch(context, credentials, attempt);
    if (account) return { account, attempt };
  } catch (error) {
    await uncharge(db, attempt.counted.charged);
    throw error;
  }
  await failAttempt(db, attempt, email, request);
  throw attempt.strangersRefused
    ? tooManyFailures(attempt.counted.waits)
    : userError('INVALID_CREDENTIALS', 'The e-mail address or the password is wrong.', ...field);
}

/**
 * Compares the password with the holder of the address, then with the account that claims it with such a password.
 *
 * Security: the number of comparisons could reveal whether an account holds its address or claims it. A sign-in to an
 * account with an unproven address takes two, one of them possibly against no account; every other attempt takes one.
 * When several such accounts have the password, the oldest signs in, whether or not it holds the address.
 */
async function findMatch(
  context: Context,
  { email, spelled = email, password, only }: Credentials,
  { strangersRefused }: Attempt,
): Promise<SignInAccount | undefined> {
  const { services, request } = context;
  const { passwords } = services;
  const db = systemDb(context);
  const may = (account?: SignInAccount) => (strangersRefused && !account?.known ? undefined : account);
  if (only) {
    const account = may(await findSignInAccount(db, only, request.ipAddress));
    return (await passwords.verify(password, account?.passwordHash)) ? account : undefined;
  }
  const tags = signInTags(services.secrets, email, password);
  const found = await findSignInAccounts(db, { email, spelled, tags }, request.ipAddress);
  const [holder, claim] = [may(found.holder), may(found.claim)];
  const isHolder = await passwords.verify(password, holder?.passwordHash);
  if (isHolder ? holder!.proven : !claim) return isHolder ? holder : undefined;
  const isClaim = await passwords.verify(password, claim?.passwordHash);
  if (isHolder && isClaim) return holder!.id < claim!.id ? holder : claim;
  return isHolder ? holder : isClaim ? claim : undefined;
}
