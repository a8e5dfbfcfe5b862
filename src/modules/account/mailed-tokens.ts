import { sql } from 'kysely';
import type { SystemDb } from '../../database/system.ts';
import type { TokenPurpose } from './queries.ts';

/** The account that a token still works for; undefined when it is unknown or has expired. */
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
