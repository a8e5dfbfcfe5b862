import type { z } from 'zod';
import type { Context } from '../../context.ts';
import { type SystemDb, systemDb, transact } from '../../database/system.ts';
import { userError } from '../../errors.ts';
import { enqueueAccountJob } from '../job/enqueue.ts';
import { revokeSessions } from '../session/queries.ts';
import { hashToken } from '../session/tokens.ts';
import { insertAccountEvent } from './events.ts';
import { isHolders } from './holder.ts';
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
import { checkPassword, withdrawAttempt } from './sign-in-attempt.ts';
import { signInKeys, uncharge } from './sign-in-limit.ts';

/**
 * Proves an address. A link proves it to whichever account of the address asks: that of the live session, else the one
 * that the password signs in to, else the one that the link was mailed for. That account is the registrant's own, and
 * nothing ends. Anybody else sets a new password, as by a reset. An account that only claimed the address becomes its
 * holder, and whoever held it without a proof claims it. When another account has proven it, the link is dead.
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
    const ownId = (await findSignedIn(db, token, request.claims?.sub)) ?? confirmed?.userId;
    const proof = await takeToken(db, token, 'VERIFY_EMAIL', ownId);
    const { account, rival } = proof;
    if (account.emailVerifiedAt || rival?.proven) throw unknownToken();
    if (await isHolders(context, db, account, confirmed?.hash)) {
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

/** The account of the link's address that the password signs in to, and the hash of its password. */
async function confirmRegistrant(
  context: Context,
  token: string,
  password: string,
): Promise<{ userId: string; hash: string }> {
  const db = systemDb(context);
  const mailedFor = await findTokenOwner(db, hashToken(token), 'VERIFY_EMAIL');
  const owner = mailedFor && (await findAccount(db, mailedFor));
  if (!owner) throw unknownToken();
  const { account, attempt } = await checkPassword(context, { email: owner.email, password }, 'password');
  await withdrawAttempt(db, attempt);
  return { userId: account.id, hash: account.passwordHash };
}

/** The caller's account, when it has the link's address, too. */
async function findSignedIn(
  db: SystemDb,
  token: string,
  callerId: string | undefined,
): Promise<string | undefined> {
  const mailedFor = callerId && (await findTokenOwner(db, hashToken(token), 'VERIFY_EMAIL'));
  if (!mailedFor) return undefined;
  const [owner, caller] = [await findAccount(db, mailedFor), await findAccount(db, callerId)];
  return owner && caller?.email === owner.email ? callerId : undefined;
}

/**
 * Uses the token up, for the account that it was mailed for or another one of the same address. The account, which is
 * locked, is active.
 */
async function takeToken(
  db: SystemDb,
  token: string,
  purpose: TokenPurpose,
  userId?: string,
): Promise<Proof> {
  const hash = hashToken(token);
  const mailedFor = await findTokenOwner(db, hash, purpose);
  if (!mailedFor) throw unknownToken();
  const proof = await lockForProof(db, userId ?? mailedFor);
  if (!proof) throw unknownToken();
  const owner = await findAccount(db, mailedFor);
  // A change of address in between makes the link say nothing of this account.
  if (owner?.email !== proof.account.email) throw unknownToken();
  const taken = await takeAccountToken(db, hash, purpose);
  if (!taken) throw unknownToken();
  if (taken.expired) throw userError('EXPIRED', 'The token has expired: ask for a new mail.', 'token');
  if (proof.account.status !== 'ACTIVE') throw userError('ACCOUNT_INACTIVE', 'The account is not active.');
  return proof;
}

const unknownToken = () =>
  userError('INVALID_TOKEN', 'The token is unknown, was used before, or is out of date.', 'token');

const notBoth = () =>
  userError(
    'INVALID',
    'Leave `newPassword` out with a session of the account or its password: nothing has to be set.',
    'newPassword',
  );
