import { sql } from 'kysely';
import type { Context, Incoming } from '../../context.ts';
import { type SystemDb, systemDb } from '../../database/system.ts';
import { userError } from '../../errors.ts';
import { isStorable } from '../../graphql/input.ts';
import { mostAttempts } from '../job/attempts.ts';
import { insertRefusedSignIn } from './events.ts';
import { isKnownNetwork } from './networks.ts';
import { findSignInAccount, findSignInAccounts, type SignInAccount } from './sign-in-accounts.ts';
import { type Charge, charge, signInKeys, tooManyFailures, uncharge } from './sign-in-limit.ts';
import { signInTags } from './sign-in-tag.ts';

/*
 * How failed sign-ins are limited (NIST SP 800-63B, section 5.2.2; OWASP on account lockout).
 *
 * Each attempt counts for three things: the account from this network, the network for all accounts, and the account
 * from all networks. A network that the account was never signed in from is a stranger's: it is refused after ten
 * failures for whatever accounts, and after a hundred failures in a day of strangers anywhere for the account. A
 * network that the account was signed in from is held to its own count alone, so that strangers elsewhere cannot lock
 * the owner out. Who holds a live session is counted by session (see confirm-password.ts).
 *
 * Security: an attacker in a network where others sign in could learn which accounts are known there, because those
 * are still let in while strangers are refused. So where any account is known, a password is checked for every
 * address, known or not, and a wrong one answers RATE_LIMITED for all: answer and time are the same.
 *
 * Security: anybody can make an account that claims a victim's address, give it one password after the other, and sign
 * in: each success would be a guess at the victim's password that counts for nothing. So a sign-in to an account whose
 * address is not proven counts for the account and the network like a failed one. That goes for those that hold their
 * address and those that claim it, or the limits would tell which an account is.
 */

/** An attempt that may still succeed. */
export interface Attempt {
  keys: ReturnType<typeof signInKeys>;
  counted: Charge;
  /** Whether strangers are refused at present: this attempt succeeds only from a network of the account. */
  strangersRefused: boolean;
}

/** @throws RATE_LIMITED when the attempt may not be made; it then counts for nothing */
export async function beginAttempt(db: SystemDb, email: string, ipAddress: string): Promise<Attempt> {
  const keys = signInKeys(email, ipAddress);
  const known = await isKnownNetwork(db, ipAddress);
  const counted = await charge(db, [...keys.pair, keys.network, keys.account]);
  const { charged, waits } = counted;
  const strangersRefused = waits.has(keys.network) || waits.has(keys.account);
  if (keys.pair.some((key) => waits.has(key)) || (strangersRefused && !known)) {
    await uncharge(db, charged);
    throw tooManyFailures(waits);
  }
  if (strangersRefused) {
    // The pair alone counts on, or a known network could be used to guess without a limit.
    await uncharge(
      db,
      charged.filter((key) => !keys.pair.includes(key)),
    );
    counted.charged = charged.filter((key) => keys.pair.includes(key));
  }
  return { keys, counted, strangersRefused };
}

export interface Credentials {
  email: string;
  spelled?: string;
  password: string;
  /** The one account that may match, whoever else has the address. */
  only?: string;
}

/**
 * Finds the account with this address and password. A wrong password and an unknown address do the same work and are
 * refused alike. Runs without a transaction.
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
 * Security: the number of comparisons must not tell whether an account holds its address or claims it. A sign-in to an
 * account whose address is not proven takes two, of which one may be with nothing; every other attempt takes one. Of
 * several such accounts with one password, the oldest signs in, whichever of them holds the address.
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

/** Leaves the attempt counted, in the account's log, too. The owner is told when strangers are refused from now on. */
export async function failAttempt(
  db: SystemDb,
  { keys, counted }: Attempt,
  email: string,
  request: Incoming,
): Promise<void> {
  await insertRefusedSignIn(db, email, request);
  if (counted.filled.includes(keys.account)) await announcePause(db, email, request);
}

/** After an attempt that was no guess: it counts for nothing. */
export const withdrawAttempt = (db: SystemDb, { counted }: Attempt) => uncharge(db, counted.charged);

/** After a right password that signed nobody in. */
export async function releaseAttempt(
  db: SystemDb,
  attempt: Attempt,
  { proven }: SignInAccount,
  email: string,
  request: Incoming,
): Promise<void> {
  if (proven) await withdrawAttempt(db, attempt);
  else await keepCounted(db, attempt, email, request);
}

/** After a success: this network starts afresh for the account; the other counts lose this attempt. */
export async function forgiveAttempt(
  db: SystemDb,
  attempt: Attempt,
  { proven }: SignInAccount,
  email: string,
  request: Incoming,
): Promise<void> {
  const { keys, counted } = attempt;
  if (!proven) return keepCounted(db, attempt, email, request);
  await uncharge(
    db,
    counted.charged.filter((key) => !keys.pair.includes(key)),
    keys.pair,
  );
}

/** The attempt stays counted for the account: it may have been a guess at the password of whoever holds the address. */
async function keepCounted(
  db: SystemDb,
  { keys, counted }: Attempt,
  email: string,
  request: Incoming,
): Promise<void> {
  await uncharge(
    db,
    counted.charged.filter((key) => key === keys.network),
  );
  if (counted.filled.includes(keys.account)) await announcePause(db, email, request);
}

/** Mails the owner, at most once a day. The same statement whether or not the account exists. */
async function announcePause(
  db: SystemDb,
  email: string,
  { ipAddress, userAgent, requestId }: Incoming,
): Promise<void> {
  if (!isStorable(email)) return;
  await sql`
    with event as (
      insert into account_events (user_id, action, ip_address, user_agent, request_id)
      select id, 'session.strangers_refused', ${ipAddress}, ${userAgent ?? null}, ${requestId} from users
      where email = ${email} and not exists (
        select from account_events e where e.user_id = users.id and e.action = 'session.strangers_refused'
          and e.created_at > now() - interval '24 hours')
      returning user_id
    )
    select graphile_worker.add_job('send-sign-in-paused-mail', json_build_object('userId', user_id),
      max_attempts => ${mostAttempts('send-sign-in-paused-mail')}) from event`.execute(db);
}
