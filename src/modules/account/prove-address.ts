import { sql } from 'kysely';
import type { z } from 'zod';
import type { Context } from '../../context.ts';
import { type SystemDb, systemDb, transact } from '../../database/system.ts';
import { userError } from '../../errors.ts';
import { enqueueAccountJob } from '../job/enqueue.ts';
import { revokeSessions } from '../session/queries.ts';
import { hashToken } from '../session/tokens.ts';
import { insertAccountEvent } from './events.ts';
import { confirmPassword, isHolders } from './holder.ts';
import type { resetPasswordInput, verifyEmailInput } from './input.ts';
import { rememberNetwork } from './networks.ts';
import { refuseOwnName } from './password-policy.ts';
import { isTaken, lockForProof, type Proof, proveAddress } from './address-claims.ts';
import {
  findAccount,
  findTokenOwner,
  takeAccountToken,
  type TokenPurpose,
  updatePassword,
} from './queries.ts';
import { reclaimAccount } from './reclaim.ts';
import type { SignInAccount } from './sign-in-accounts.ts';
import { signInKeys, uncharge } from './sign-in-limit.ts';

/**
 * Proves an address. Several accounts may have it. The link verifies the caller's, else the one that the password signs in
 * to: that is the registrant's own proof, and nothing ends. Without either, it verifies the account that it was mailed for,
 * with a new password, as a reset does. An account that only claimed the address becomes its holder, and whoever held it
 * without a proof claims it. When another account has proven it, the link is dead.
 *
 * Security: a stranger registers the address, and the link for their account is one of several in the owner's mailbox. The
 * owner follows it, signed in to their own account or with its password, and verifies that.
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
    if (await isHolders(context, db, account, confirmed?.passwordHash)) {
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
        'Sign in to the account or send its password, or set a new password, which ends what was there before.',
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
    // A reset is for who holds the address.
    if (!proof.account.holdsEmail) throw unknownToken();
    await setPasswordByMail(context, db, proof, newPassword, newHash);
  });
  return {};
}

/** Of two accounts that prove one address at once, the unique index lets one have it: the other's link is dead. */
async function transactProof(context: Context, work: (db: SystemDb) => Promise<void>): Promise<void> {
  try {
    await transact(context, work);
  } catch (error) {
    throw isTaken(error) ? unknownToken() : error;
  }
}

/** By somebody who reads the account's mail, and of whom nothing else is known. */
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
  // A refusal takes the token's use back with it.
  refuseOwnName(newPassword, account);
  await updatePassword(db, userId, newHash);
  await revokeSessions(db, userId);
  await uncharge(db, [], signInKeys(account.email, request.ipAddress).pair);
  await insertAccountEvent(db, { userId, action: 'account.password_reset' }, request);
  if (account.emailVerifiedAt) await enqueueAccountJob(db, 'send-password-changed-mail', { userId });
  else await reclaimAccount(db, account, request);
  await proveAddress(db, proof, request);
  await rememberNetwork(db, userId, request.ipAddress);
}

/** The account of the link's address that the password signs in to. */
async function confirmRegistrant(context: Context, token: string, password: string): Promise<SignInAccount> {
  const db = systemDb(context);
  const mailedFor = await findTokenOwner(db, hashToken(token), 'VERIFY_EMAIL');
  const owner = mailedFor && (await findAccount(db, mailedFor));
  if (!owner) throw unknownToken();
  return confirmPassword(context, { email: owner.email, password });
}

/**
 * Uses the token up, for the first of the preferred accounts that has the address which it was mailed to, else for the one
 * that it was mailed for. That account, which is locked, is active.
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
  // A change of address in between makes the link say nothing of this account.
  if (userId !== mailedFor && !(await findWithSameAddress(db, mailedFor, [userId]))) throw unknownToken();
  const taken = await takeAccountToken(db, hash, purpose);
  if (!taken) throw unknownToken();
  if (taken.expired) throw userError('EXPIRED', 'The token has expired: ask for a new mail.', 'token');
  if (proof.account.status !== 'ACTIVE') throw userError('ACCOUNT_INACTIVE', 'The account is not active.');
  return proof;
}

/** The first of these accounts that holds or claims the address of the account. */
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
  userError('INVALID_TOKEN', 'The token is unknown, was used before, or is out of date.', 'token');

const notBoth = () =>
  userError(
    'INVALID',
    'Leave `newPassword` out with a session of the account or its password: nothing has to be set.',
    'newPassword',
  );
