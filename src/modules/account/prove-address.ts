import { sql } from 'kysely';
import type { z } from 'zod';
import type { Context } from '../../core/context.ts';
import { type SystemDb, systemDb, transact } from '../../database/system.ts';
import { userError } from '../../errors.ts';
import { enqueueAccountJob } from '../../jobs/enqueue.ts';
import { revokeSessions } from '../session/queries.ts';
import { hashToken } from '../../crypto/one-time-tokens.ts';
import { insertAccountEvent } from '../account-event/queries.ts';
import { isAccountHolder } from './account-holder.ts';
import { confirmPassword } from './confirm-password.ts';
import type { resetPasswordInput, verifyEmailInput } from './input.ts';
import { passwordChangedMailJob } from './jobs.ts';
import { rememberNetwork } from './network-queries.ts';
import { refuseOwnName } from './password-policy.ts';
import { isTaken, lockForProof, type Proof, proveAddress } from './address-claims.ts';
import { findAccount, updatePassword } from './queries.ts';
import { reclaimAccount } from './reclaim.ts';
import type { SignInAccount } from './sign-in-account-queries.ts';
import { signInKeys, uncharge } from './sign-in-limit.ts';
import { findTokenOwner, takeAccountToken, type TokenPurpose } from './mailed-token-queries.ts';

/**
 * Proves an address. Several accounts may have it. The link verifies the caller's account, otherwise the account that
 * the password belongs to: both are the registrant's own proof, and nothing ends. Without either, it verifies the
 * account that the link was mailed for and sets a new password, as a reset does. An account that only claimed the
 * address becomes its holder, and an account that held it without a proof then claims it. When another account has
 * proven the address, the link is invalid.
 *
 * Security: a stranger registers the address, so the owner's mailbox has several links, one of them for the stranger's
 * account. The owner who follows that one while signed in to their own account, or with its password, verifies their
 * own account.
 * @throws INVALID_TOKEN, EXPIRED, INVALID_CREDENTIALS at `password`, REQUIRED at `newPassword`, ACCOUNT_INACTIVE
 */
export async function verifyEmail(context: Context, input: z.output<ReturnType<typeof verifyEmailInput>>) {
  const { request } = context;
  const { token, password, newPassword } = input;
  if (password != null && newPassword != null) throw notBoth();
  const confirmed =
    password == null ? undefined : await context.aside(() => confirmRegistrant(context, token, password));
  const newHash = newPassword == null ? undefined : await context.passwords.hash(newPassword);
  await transactProof(context, async (db) => {
    const preferred = [request.claims?.sub, confirmed?.id].filter((id) => id !== undefined);
    const proof = await takeToken(db, token, 'VERIFY_EMAIL', preferred);
    const { account, rival } = proof;
    if (account.emailVerifiedAt || rival?.proven) throw unknownToken();
    if (await isAccountHolder(context, db, account, confirmed?.passwordHash)) {
      if (newHash !== undefined) throw notBoth();
      await proveAddress(db, proof, request);
      await insertAccountEvent(db, { userId: account.id, action: 'account.email_verified' }, request);
    } else if (newPassword != null && newHash !== undefined) {
      await setPasswordByMail(context, db, proof, newPassword, newHash);
    } else if (password != null) {
      throw userError('INVALID_CREDENTIALS', 'The password is wrong.', 'password');
    } else {
      throw userError(
        'REQUIRED',
        'Sign in to the account, send its `password`, or set a `newPassword`. A new password ends all sessions, API keys and memberships of the account.',
        'newPassword',
      );
    }
  });
  return {};
}

/** Sets a new password and ends every session. The link also proves the address. */
export async function resetPassword(
  context: Context,
  { token, newPassword }: z.output<ReturnType<typeof resetPasswordInput>>,
) {
  const newHash = await context.passwords.hash(newPassword);
  await transactProof(context, async (db) => {
    const proof = await takeToken(db, token, 'RESET_PASSWORD');
    // Only the holder of an address may reset its password.
    if (!proof.account.holdsEmail) throw unknownToken();
    await setPasswordByMail(context, db, proof, newPassword, newHash);
  });
  return {};
}

/** When two accounts prove one address at once, the unique index accepts one. The other's link is invalid. */
async function transactProof(context: Context, work: (db: SystemDb) => Promise<void>): Promise<void> {
  try {
    await transact(context, work);
  } catch (error) {
    throw isTaken(error) ? unknownToken() : error;
  }
}

/** Sets the password for a caller who is only known to read the account's mail. */
async function setPasswordByMail(
  context: Context,
  db: SystemDb,
  proof: Proof,
  newPassword: string,
  newHash: string,
): Promise<void> {
  const { request } = context;
  const { account } = proof;
  const userId = account.id;
  // A rejected password rolls back the use of the token.
  refuseOwnName(newPassword, account);
  await updatePassword(db, userId, newHash);
  await revokeSessions(db, userId);
  await uncharge(db, [], signInKeys(account.email, request.ipAddress).pair);
  await insertAccountEvent(db, { userId, action: 'account.password_reset' }, request);
  if (account.emailVerifiedAt) await enqueueAccountJob(db, passwordChangedMailJob, { userId });
  else await reclaimAccount(db, account, request);
  await proveAddress(db, proof, request);
  await rememberNetwork(db, userId, request.ipAddress);
}

/** Returns the account that has the link's address and this password. */
async function confirmRegistrant(context: Context, token: string, password: string): Promise<SignInAccount> {
  const db = systemDb(context);
  const mailedFor = await findTokenOwner(db, hashToken(token), 'VERIFY_EMAIL');
  const owner = mailedFor && (await findAccount(db, mailedFor));
  if (!owner) throw unknownToken();
  return confirmPassword(context, { email: owner.email, password });
}

/**
 * Uses the token for the first of the preferred accounts that has the address it was mailed to, otherwise for the
 * account it was mailed for. Locks that account and checks that it is active.
 */
async function takeToken(
  db: SystemDb,
  token: string,
  purpose: TokenPurpose,
  preferred: string[] = [],
): Promise<Proof> {
  const hash = hashToken(token);
  const mailedFor = await findTokenOwner(db, hash, purpose);
  if (!mailedFor) throw unknownToken();
  const userId = (await findWithSameAddress(db, mailedFor, preferred)) ?? mailedFor;
  const proof = await lockForProof(db, userId);
  if (!proof) throw unknownToken();
  // After a change of address, the link proves nothing for this account.
  if (userId !== mailedFor && !(await findWithSameAddress(db, mailedFor, [userId]))) throw unknownToken();
  const taken = await takeAccountToken(db, hash, purpose);
  if (!taken) throw unknownToken();
  if (taken.expired) throw userError('EXPIRED', 'The token has expired. Request a new mail.', 'token');
  if (proof.account.status !== 'ACTIVE') throw userError('ACCOUNT_INACTIVE', 'The account is not active.');
  return proof;
}

/** Returns the first candidate that holds or claims the account's address. */
async function findWithSameAddress(
  db: SystemDb,
  userId: string,
  candidates: string[],
): Promise<string | undefined> {
  if (candidates.length === 0) return undefined;
  const { rows } = await sql<{ id: string }>`
    select candidate.id from users u
      join users candidate on coalesce(candidate.email, candidate.claimed_email) = coalesce(u.email, u.claimed_email)
    where u.id = ${userId} and candidate.id = any(${candidates}::uuid[])
    order by array_position(${candidates}::uuid[], candidate.id) limit 1`.execute(db);
  return rows[0]?.id;
}

const unknownToken = () =>
  userError('INVALID_TOKEN', 'The token is invalid, was used before, or is outdated.', 'token');

const notBoth = () =>
  userError(
    'INVALID',
    'Omit `newPassword`. Your session or the `password` already proves that the account is yours.',
    'newPassword',
  );
