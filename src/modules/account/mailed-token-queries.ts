import { sql } from 'kysely';
import type { SystemDb } from '../../database/system.ts';

export type TokenPurpose = 'VERIFY_EMAIL' | 'RESET_PASSWORD';

/** Returns the address of the account that a token is valid for; undefined when the token is unknown or expired. */
export function findTokenHolder(db: SystemDb, hash: Buffer, purpose: TokenPurpose) {
  return db
    .selectFrom('account_tokens')
    .innerJoin('users', 'users.id', 'account_tokens.user_id')
    .select(sql<string>`coalesce(users.email, users.claimed_email)`.as('email'))
    .where('account_tokens.token_hash', '=', hash)
    .where('account_tokens.purpose', '=', purpose)
    .where('account_tokens.expires_at', '>', sql<string>`now()`)
    .executeTakeFirst();
}

export function insertAccountToken(
  db: SystemDb,
  token: { hash: Buffer; userId: string; purpose: TokenPurpose; expiresAt: string },
) {
  return db
    .insertInto('account_tokens')
    .values({
      token_hash: token.hash,
      user_id: token.userId,
      purpose: token.purpose,
      expires_at: token.expiresAt,
    })
    .execute();
}

/**
 * Uses a token and deletes all others of its purpose. Of two concurrent uses, one gets the row.
 *
 * Security: a reader of an old mail could undo what the owner did since. A token is valid only while it is the newest
 * of its purpose, and while the account's address, password, second factor and status are unchanged: triggers increment
 * `users.security_generation` and stamp each token with it. The account is locked before the two are compared, so that
 * a concurrent change comes before or after.
 */
export async function takeAccountToken(db: SystemDb, hash: Buffer, purpose: TokenPurpose) {
  const owner = await db
    .selectFrom('account_tokens as t')
    .innerJoin('users as u', 'u.id', 't.user_id')
    .select('u.security_generation as generation')
    .where('t.token_hash', '=', hash)
    .where('t.purpose', '=', purpose)
    .forNoKeyUpdate('u')
    .executeTakeFirst();
  if (!owner) return undefined;
  const token = await db
    .deleteFrom('account_tokens as t')
    .where('t.token_hash', '=', hash)
    .where('t.purpose', '=', purpose)
    .where('t.generation', '=', owner.generation)
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('account_tokens as newer')
            .select('newer.user_id')
            .whereRef('newer.user_id', '=', 't.user_id')
            .whereRef('newer.purpose', '=', 't.purpose')
            .where(sql<boolean>`(newer.created_at, newer.token_hash) > (t.created_at, t.token_hash)`),
        ),
      ),
    )
    .returning(['t.user_id as userId', sql<boolean>`t.expires_at <= now()`.as('expired')])
    .executeTakeFirst();
  if (token) await deleteAccountTokens(db, token.userId, purpose);
  return token;
}

/** Returns the id of the account that a token was mailed for; undefined for an unknown token. */
export async function findTokenOwner(
  db: SystemDb,
  hash: Buffer,
  purpose: TokenPurpose,
): Promise<string | undefined> {
  const token = await db
    .selectFrom('account_tokens')
    .select('user_id as userId')
    .where('token_hash', '=', hash)
    .where('purpose', '=', purpose)
    .executeTakeFirst();
  return token?.userId;
}

export const deleteAllAccountTokens = (db: SystemDb, userId: string) =>
  db.deleteFrom('account_tokens').where('user_id', '=', userId).execute();

function deleteAccountTokens(db: SystemDb, userId: string, purpose: TokenPurpose) {
  return db
    .deleteFrom('account_tokens')
    .where('user_id', '=', userId)
    .where('purpose', '=', purpose)
    .execute();
}
