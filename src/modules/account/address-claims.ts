import pg from 'pg';
import { sql } from 'kysely';
import type { SystemDb } from '../../database/system.ts';
import { lockOrganizationsOf } from './last-owner.ts';
import { lockAccountsExclusively } from './queries.ts';
import { type Origin, takeAddress } from './reclaim.ts';
import type { UserAccountRow } from './rows.ts';

/**
 * Accounts and their addresses.
 *
 * An account holds its address (`users.email`, which is unique) or only claims it (`users.claimed_email`).
 *
 * Security: if `register` rejected an address that has an account, it would reveal that the account exists. So
 * `register` creates an account for every address. If another account holds the address, the new account claims it: the
 * person who registers sees no difference, and the account cannot be found by its address. A claim becomes the holder
 * when its address is proven, unless the holder has proven it already.
 */

export interface Proof {
  /** The account, read after it was locked. */
  account: UserAccountRow;
  /** Another account that holds the address. */
  rival: { id: string; proven: boolean } | undefined;
}

/**
 * Locks the account, the other account that holds the address it claims or is about to get, and the organizations of
 * both, until the transaction ends. Returns undefined when the account no longer exists.
 */
export async function lockForProof(
  db: SystemDb,
  userId: string,
  newEmail?: string,
): Promise<Proof | undefined> {
  const before = await findRival(db, userId, newEmail);
  const ids = before ? [userId, before.id] : [userId];
  await lockOrganizationsOf(db, ...ids);
  const locked = await lockAccountsExclusively(db, ids);
  // Organizations that the users joined while this transaction waited.
  await lockOrganizationsOf(db, ...ids);
  const account = locked.find(({ id }) => id === userId);
  const rival = account && (await findRival(db, userId, newEmail));
  // Another account got the address in the meantime and must be locked, too.
  if (rival && rival.id !== before?.id) return lockForProof(db, userId, newEmail);
  return account && { account, rival };
}

async function findRival(db: SystemDb, userId: string, newEmail?: string): Promise<Proof['rival']> {
  const { rows } = await sql<NonNullable<Proof['rival']>>`
    select holder.id, holder.email_verified_at is not null as proven
    from users u join users holder on holder.email = coalesce(${newEmail ?? null}, u.claimed_email)
    where u.id = ${userId} and holder.id <> u.id`.execute(db);
  return rows[0];
}

/**
 * Takes the address from another account that holds it without a proof. An account that proved the address keeps it.
 */
export async function takeFromRival(db: SystemDb, { account, rival }: Proof, request: Origin): Promise<void> {
  if (rival && !rival.proven) await takeAddress(db, rival.id, account.id, request);
}

/**
 * Makes the account the holder of its address and marks the address as proven.
 * @throws a unique violation when another account has proven the address, or can get it back by undoing a change
 */
export async function proveAddress(db: SystemDb, { account, rival }: Proof, request: Origin): Promise<void> {
  await takeFromRival(db, { account, rival }, request);
  await db
    .updateTable('users')
    .set({
      email_verified_at: sql<string>`coalesce(email_verified_at, clock_timestamp())`,
      ...(!account.holdsEmail && { email: account.email, claimed_email: null }),
    })
    .where('id', '=', account.id)
    .execute();
}

/** Returns whether the unique index rejected an address that another account holds or can return to. */
export const isTaken = (error: unknown) =>
  error instanceof pg.DatabaseError && error.constraint === 'users_email_key';
