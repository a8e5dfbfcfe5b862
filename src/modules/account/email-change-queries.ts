import { type RawBuilder, sql } from 'kysely';
import type { SystemDb } from '../../database/system.ts';

/** SQL condition: an account had the address and can get it back by undoing a change. */
export const isReservedByUndo = (email: string): RawBuilder<boolean> => sql`exists (
  select from email_changes where old_email = ${email} and confirmed_at is not null and undone_at is null
    and undo_expires_at > now())`;

const UNDO_TIME = sql<string>`clock_timestamp() + interval '3 days'`;

export interface NewEmailChange {
  userId: string;
  sessionId: string;
  oldEmail: string;
  newEmail: string;
}

export async function insertEmailChange(db: SystemDb, change: NewEmailChange): Promise<string> {
  const { id } = await db
    .insertInto('email_changes')
    .values({
      user_id: change.userId,
      session_id: change.sessionId,
      old_email: change.oldEmail,
      new_email: change.newEmail,
      expires_at: sql<string>`clock_timestamp() + interval '24 hours'`,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

/** Returns the number of changes that the account requested within the last hour. */
export async function countRecentEmailChanges(db: SystemDb, userId: string): Promise<number> {
  const { recent } = await db
    .selectFrom('email_changes')
    .select((eb) => eb.fn.countAll<string>().as('recent'))
    .where('user_id', '=', userId)
    .where('requested_at', '>', sql<string>`now() - interval '1 hour'`)
    .executeTakeFirstOrThrow();
  return Number(recent);
}

/**
 * Selects the changes that can still be confirmed.
 *
 * Security: an old link could undo what the owner changed since. A change counts only while it is the account's newest,
 * and while address, password, second factor and status are those of the request, as for `account_tokens`.
 */
const pending = (db: SystemDb) =>
  db
    .selectFrom('email_changes as c')
    .innerJoin('users as u', 'u.id', 'c.user_id')
    .select([
      'c.id',
      'c.user_id as userId',
      'c.session_id as sessionId',
      'c.old_email as oldEmail',
      'c.new_email as newEmail',
      sql<boolean>`c.expires_at <= now()`.as('expired'),
    ])
    .where('c.confirmed_at', 'is', null)
    .whereRef('c.generation', '=', 'u.security_generation')
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('email_changes as newer')
            .select('newer.id')
            .whereRef('newer.user_id', '=', 'c.user_id')
            .where(sql<boolean>`(newer.requested_at, newer.id) > (c.requested_at, c.id)`),
        ),
      ),
    );

export const findPendingEmailChange = (db: SystemDb, confirmHash: Buffer) =>
  pending(db).where('c.confirm_hash', '=', confirmHash).executeTakeFirst();

export const findPendingEmailChangeById = (db: SystemDb, id: string) =>
  pending(db).where('c.id', '=', id).executeTakeFirst();

export const setConfirmHash = (db: SystemDb, id: string, hash: Buffer) =>
  db.updateTable('email_changes').set({ confirm_hash: hash }).where('id', '=', id).execute();

/** Sets the account's new address and marks it as proven. @throws a unique violation when another account has it */
export async function applyEmailChange(
  db: SystemDb,
  change: { id: string; userId: string; newEmail: string; undoable: boolean },
): Promise<void> {
  await db
    .updateTable('email_changes')
    .set({
      confirmed_at: sql<string>`clock_timestamp()`,
      undo_expires_at: change.undoable ? UNDO_TIME : null,
    })
    .where('id', '=', change.id)
    .execute();
  await updateEmail(db, change.userId, change.newEmail);
}

export const updateEmail = (db: SystemDb, userId: string, email: string) =>
  db
    .updateTable('users')
    .set({ email, claimed_email: null, email_verified_at: sql<string>`clock_timestamp()` })
    .where('id', '=', userId)
    .execute();

const undoable = (db: SystemDb) =>
  db
    .selectFrom('email_changes as c')
    .innerJoin('users as u', 'u.id', 'c.user_id')
    .select([
      'c.id',
      'c.user_id as userId',
      'c.old_email as oldEmail',
      'u.full_name as fullName',
      'c.requested_at as requestedAt',
    ])
    .where('c.confirmed_at', 'is not', null)
    .where('c.undone_at', 'is', null)
    .where('c.undo_expires_at', '>', sql<string>`now()`);

/**
 * Returns the change that this link undoes; undefined when the link is unknown or expired, or the change was undone.
 */
export const findUndoableEmailChange = (db: SystemDb, undoHash: Buffer) =>
  undoable(db).where('c.undo_hash', '=', undoHash).executeTakeFirst();

export const findUndoableEmailChangeById = (db: SystemDb, id: string) =>
  undoable(db).where('c.id', '=', id).executeTakeFirst();

/** Stores a new link and restarts its lifetime, so that a slow mail server does not shorten it. */
export const renewUndo = (db: SystemDb, id: string, undoHash: Buffer) =>
  db
    .updateTable('email_changes')
    .set({ undo_hash: undoHash, undo_expires_at: UNDO_TIME })
    .where('id', '=', id)
    .where('undone_at', 'is', null)
    .execute();

/** Ends this change and all later ones of the account. Their links stop working. */
export const endEmailChangesSince = (db: SystemDb, userId: string, requestedAt: string) =>
  db
    .updateTable('email_changes')
    .set({ undone_at: sql<string>`clock_timestamp()` })
    .where('user_id', '=', userId)
    .where('requested_at', '>=', requestedAt)
    .execute();

/** Deletes changes that can neither be confirmed nor undone. */
export async function deleteOldEmailChanges(db: SystemDb): Promise<void> {
  await db
    .deleteFrom('email_changes')
    .where('expires_at', '<', sql<string>`now()`)
    .where((eb) => eb.or([eb('undo_expires_at', 'is', null), eb('undo_expires_at', '<', sql<string>`now()`)]))
    .execute();
}
