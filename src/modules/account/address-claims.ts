import pg from 'pg';
import { sql } from 'kysely';
import type { SystemDb } from '../../database/system.ts';
import { lockOrganizationsOf } from '../user/owners.ts';
import { mayReturn } from './email-change-queries.ts';
import { type AccountRow, lockAccountsExclusively } from './queries.ts';
import { type Origin, takeAddress } from './reclaim.ts';

/**
 * Who has an address.
 *
 * An account holds its address (`users.email`, which is unique), or only claims it (`users.claimed_email`).
 *
 * Security: `register` would tell whether an address has an account if it refused one that has. So it makes an account
 * for every address. If another account holds the address, the new one claims it: whoever registered it sees no
 * difference, and nobody finds the account by its address. A claim becomes the holder when its address is proven, unless
 * the holder has proven it, too.
 */

export interface Proof {
  /** The account, as it is behind its lock. */
  account: AccountRow;
  /** The other account that holds the address. */
  rival: { id: string; proven: boolean } | undefined;
}

/**
 * Locks the account until the transaction ends, the other account that holds the address that it claims or is to get,
 * and the organizations of both. Undefined when the account does not exist any more.
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
  // Those that they joined while this waited.
  await lockOrganizationsOf(db, ...ids);
  const account = locked.find(({ id }) => id === userId);
  const rival = account && (await findRival(db, userId, newEmail));
  // Another account got the address while this waited: it has to be locked, too.
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

/** Takes the address from another account that holds it and never proved it. One that did prove it keeps it. */
export async function takeFromRival(db: SystemDb, { account, rival }: Proof, request: Origin): Promise<void> {
  if (rival && !rival.proven) await takeAddress(db, rival.id, account.id, request);
}

/**
 * Makes the account the holder of its address, which is proven from now on.
 * @throws a unique violation when another account has proven it, or may get it back by undoing a change
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

/** Whether the unique index refused an address that another account has, or may return to. */
export const isTaken = (error: unknown) =>
  error instanceof pg.DatabaseError && error.constraint === 'users_email_key';

/** Whether an account has proven to have this address. */
export async function isProven(db: SystemDb, email: string): Promise<boolean> {
  const found = await db
    .selectFrom('users')
    .select('id')
    .where('email', '=', email)
    .where('email_verified_at', 'is not', null)
    .executeTakeFirst();
  return found !== undefined;
}

/** Whether an account has proven to have this address, or had and may get it back. */
export async function isKept(db: SystemDb, email: string): Promise<boolean> {
  const { rows } = await sql<{ kept: boolean }>`
    select exists (select from users where email = ${email} and email_verified_at is not null)
      or ${mayReturn(email)} as kept`.execute(db);
  return rows[0]!.kept;
}
