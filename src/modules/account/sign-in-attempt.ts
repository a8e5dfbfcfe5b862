import { sql } from 'kysely';
import type { Context, Incoming } from '../../context.ts';
import { type SystemDb, systemDb } from '../../database/system.ts';
import { userError } from '../../errors.ts';
import { isStorable } from '../../graphql/input.ts';
import { mostAttempts } from '../job/attempts.ts';
import { findAccountByEmail } from '../session/queries.ts';
import { insertRefusedSignIn } from './events.ts';
import { findNetworkUse } from './networks.ts';
import { type Charge, charge, signInKeys, tooManyFailures, uncharge } from './sign-in-limit.ts';

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
 */

/** An attempt that may still succeed. */
export interface Attempt {
  keys: ReturnType<typeof signInKeys>;
  counted: Charge;
  /** Whether strangers are refused at present: this attempt succeeds only from a network of the account. */
  strangersRefused: boolean;
  byAccount: boolean;
}

/** @throws RATE_LIMITED when the attempt may not be made; it then counts for nothing */
export async function beginAttempt(db: SystemDb, email: string, ipAddress: string): Promise<Attempt> {
  const keys = signInKeys(email, ipAddress);
  const { byAccount, byAnybody } = await findNetworkUse(db, email, ipAddress);
  const counted = await charge(db, [...keys.pair, keys.network, keys.account]);
  const { charged, waits } = counted;
  const strangersRefused = waits.has(keys.network) || waits.has(keys.account);
  if (keys.pair.some((key) => waits.has(key)) || (strangersRefused && !byAnybody)) {
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
  return { keys, counted, strangersRefused, byAccount };
}

/**
 * Checks the password of an account. A wrong one and an unknown address do the same work and are refused alike.
 * Runs without a transaction.
 * @throws INVALID_CREDENTIALS at `field`, RATE_LIMITED
 */
export async function checkPassword(
  context: Context,
  { email, spelled = email, password }: { email: string; spelled?: string; password: string },
  ...field: string[]
) {
  const { services, request } = context;
  const db = systemDb(context);
  const attempt = await beginAttempt(db, email, request.ipAddress);
  try {
    const found = isStorable(email) ? await findAccountByEmail(db, email, spelled) : undefined;
    const account = attempt.strangersRefused && !attempt.byAccount ? undefined : found;
    const matches = await services.passwords.verify(password, account?.passwordHash);
    if (account && matches) return { account, attempt };
  } catch (error) {
    await uncharge(db, attempt.counted.charged);
    throw error;
  }
  await failAttempt(db, attempt, email, request);
  throw attempt.strangersRefused
    ? tooManyFailures(attempt.counted.waits)
    : userError('INVALID_CREDENTIALS', 'The e-mail address or the password is wrong.', ...field);
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

/** After a success: this network starts afresh for the account; the other counts lose this attempt. */
export async function forgiveAttempt(db: SystemDb, { keys, counted }: Attempt): Promise<void> {
  await uncharge(
    db,
    counted.charged.filter((key) => !keys.pair.includes(key)),
    keys.pair,
  );
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
