import { sql } from 'kysely';
import type { SystemDb } from '../../database/system.ts';
import { hashToken } from '../../crypto/one-time-tokens.ts';

/** Locks the session of a refresh token, so that its tokens rotate one at a time. */
export function lockSessionOfToken(db: SystemDb, tokenHash: Buffer) {
  return db
    .selectFrom('sessions')
    .innerJoin('users', 'users.id', 'sessions.user_id')
    .select((eb) => [
      'sessions.id',
      'sessions.user_id as userId',
      'sessions.organization_id as organizationId',
      'sessions.revoked_at as revokedAt',
      eb.fn<string>('app.effective_status', ['users.status', 'users.status_until']).as('userStatus'),
    ])
    .where('sessions.id', '=', (eb) =>
      eb.selectFrom('refresh_tokens').select('session_id').where('token_hash', '=', tokenHash),
    )
    .forUpdate('sessions')
    .executeTakeFirst();
}

/** Returns the state of a refresh token at this moment. `graceful` means used within the grace period. */
export function findRefreshToken(db: SystemDb, tokenHash: Buffer, graceSeconds: number) {
  return db
    .selectFrom('refresh_tokens')
    .select(({ eb, fn, val, cast }) => [
      'successor',
      eb('used_at', 'is not', null).as('used'),
      eb('expires_at', '<=', fn<string>('now')).as('expired'),
      eb(
        'used_at',
        '>',
        eb(fn<string>('clock_timestamp'), '-', cast<string>(val(`${graceSeconds} seconds`), sql`interval`)),
      ).as('graceful'),
    ])
    .where('token_hash', '=', tokenHash)
    .executeTakeFirstOrThrow();
}

/** Marks a token as used and stores its successor, which can only be read with the token. */
export function useRefreshToken(db: SystemDb, tokenHash: Buffer, successor: Buffer) {
  return db
    .updateTable('refresh_tokens')
    .set((eb) => ({ used_at: eb.fn.coalesce('used_at', eb.fn<string>('clock_timestamp')), successor }))
    .where('token_hash', '=', tokenHash)
    .execute();
}

/** Marks every token of a session as used, without a successor. */
export function useAllRefreshTokens(db: SystemDb, sessionId: string) {
  return db
    .updateTable('refresh_tokens')
    .set((eb) => ({ used_at: eb.fn<string>('clock_timestamp') }))
    .where('session_id', '=', sessionId)
    .where('used_at', 'is', null)
    .execute();
}

/** Adds a token to a session and extends the session to the token's expiry. */
export async function insertRefreshToken(db: SystemDb, sessionId: string, token: string, expiresAt: string) {
  await db
    .insertInto('refresh_tokens')
    .values({ token_hash: hashToken(token), session_id: sessionId, expires_at: expiresAt })
    .execute();
  await db
    .updateTable('sessions')
    .set((eb) => ({ expires_at: expiresAt, last_used_at: eb.fn<string>('clock_timestamp') }))
    .where('id', '=', sessionId)
    .execute();
}
