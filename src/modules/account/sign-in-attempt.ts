import { sql } from 'kysely';
import { type SystemDb } from '../../database/system.ts';
import { isStorable } from '../../util/storable-text.ts';
import { addAccountJob } from '../../jobs/enqueue.ts';
import { insertRefusedSignIn } from '../account-event/queries.ts';
import { signInPausedMailJob } from './jobs.ts';
import { isKnownNetwork } from './network-queries.ts';
import { type SignInAccount } from './sign-in-account-queries.ts';
import { type Charge, charge, signInKeys, tooManyFailures, uncharge } from './sign-in-limit.ts';
import type { RequestInfo } from '../../core/request.ts';

/*
 * How failed sign-ins are limited (NIST SP 800-63B, section 5.2.2; OWASP on account lockout).
 *
 * Each attempt counts for three keys: the account from this network, the network for all accounts, and the account from
 * all networks. A network that the account never signed in from is a stranger's. It is rejected after ten failures for
 * any accounts, and after a hundred failures in a day by strangers anywhere for this account. A network that the
 * account has signed in from has only its own count, so that strangers elsewhere cannot lock the owner out. A caller
 * with a live session is counted by session (see with-confirmed-password.ts).
 *
 * Security: an attacker in a network where others sign in could learn which accounts are known there, because those are
 * still accepted while strangers are rejected. So where any account is known, a password is checked for every address,
 * and a wrong one returns RATE_LIMITED for all addresses, with the same response in the same time.
 *
 * Security: an attacker can create accounts that claim a victim's address with one password after the other, and sign
 * in: each success would be an uncounted guess at the victim's password. So a sign-in to an account with an unproven
 * address counts like a failure for the account and the network. This applies to holders and claims alike, or the
 * limits would reveal which an account is.
 */

/** An attempt that may still succeed. */
export interface Attempt {
  keys: ReturnType<typeof signInKeys>;
  counted: Charge;
  /** Whether strangers are rejected now: this attempt can succeed only from a network of the account. */
  strangersRefused: boolean;
}

/**
 * Counts an attempt before its outcome is known. @throws RATE_LIMITED when it is not allowed; it then counts for
 * nothing
 */
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
    // Security: a known network could be used for unlimited guesses. So the count of account and network continues.
    await uncharge(
      db,
      charged.filter((key) => !keys.pair.includes(key)),
    );
    counted.charged = charged.filter((key) => keys.pair.includes(key));
  }
  return { keys, counted, strangersRefused };
}

/**
 * Keeps the attempt counted and records it in the account's log. Notifies the owner when strangers are rejected from
 * now on.
 */
export async function failAttempt(
  db: SystemDb,
  { keys, counted }: Attempt,
  email: string,
  request: RequestInfo,
): Promise<void> {
  await insertRefusedSignIn(db, email, request);
  if (counted.filled.includes(keys.account)) await announcePause(db, email, request);
}

/** Removes an attempt that was not a guess from all counts. */
export const withdrawAttempt = (db: SystemDb, { counted }: Attempt) => uncharge(db, counted.charged);

/** Releases an attempt with a correct password that did not sign in. */
export async function releaseAttempt(
  db: SystemDb,
  attempt: Attempt,
  { proven }: SignInAccount,
  email: string,
  request: RequestInfo,
): Promise<void> {
  if (proven) await withdrawAttempt(db, attempt);
  else await keepCounted(db, attempt, email, request);
}

/** Releases a successful attempt: clears the count of account and network, and removes the attempt from the others. */
export async function forgiveAttempt(
  db: SystemDb,
  attempt: Attempt,
  { proven }: SignInAccount,
  email: string,
  request: RequestInfo,
): Promise<void> {
  const { keys, counted } = attempt;
  if (!proven) return keepCounted(db, attempt, email, request);
  await uncharge(
    db,
    counted.charged.filter((key) => !keys.pair.includes(key)),
    keys.pair,
  );
}

/** Keeps the attempt counted for the account: it may have been a guess at the password of the address's holder. */
async function keepCounted(
  db: SystemDb,
  { keys, counted }: Attempt,
  email: string,
  request: RequestInfo,
): Promise<void> {
  await uncharge(
    db,
    counted.charged.filter((key) => key === keys.network),
  );
  if (counted.filled.includes(keys.account)) await announcePause(db, email, request);
}

/**
 * Mails the owner, at most once a day. Security: time could reveal whether the account exists. The same statement runs
 * either way.
 */
async function announcePause(
  db: SystemDb,
  email: string,
  { ipAddress, userAgent, requestId }: RequestInfo,
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
    select ${addAccountJob(signInPausedMailJob, sql`json_build_object('userId', user_id)`)} from event`.execute(
    db,
  );
}
