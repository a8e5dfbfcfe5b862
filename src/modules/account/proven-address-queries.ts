import { sql } from 'kysely';
import type { SystemDb } from '../../database/system.ts';
import { isReservedByUndo } from './email-change-queries.ts';

/** Returns whether an account has proven this address. */
export async function isProven(db: SystemDb, email: string): Promise<boolean> {
  const found = await db
    .selectFrom('users')
    .select('id')
    .where('email', '=', email)
    .where('email_verified_at', 'is not', null)
    .executeTakeFirst();
  return found !== undefined;
}

/** Returns whether an account has proven this address, or had it and can get it back. */
export async function isReserved(db: SystemDb, email: string): Promise<boolean> {
  const { rows } = await sql<{ kept: boolean }>`
    select exists (select from users where email = ${email} and email_verified_at is not null)
      or ${isReservedByUndo(email)} as kept`.execute(db);
  return rows[0]!.kept;
}
