import { sql } from 'kysely';
import type { SystemDb } from '../../database/system.ts';
import { isReservedByUndo } from '../account/email-change-queries.ts';

/**
 * Creates an account that holds the address, or only claims it when another account holds it or can get it back by
 * undoing a change.
 *
 * Security: the response or its time could reveal whether the address has an account. One statement runs for every
 * address.
 */
export async function insertUser(
  db: SystemDb,
  user: { email: string; fullName: string; passwordHash: string; signInTag: number },
): Promise<{ id: string; holdsEmail: boolean }> {
  const { email, fullName, passwordHash, signInTag } = user;
  const { rows } = await sql<{ id: string; holdsEmail: boolean }>`
    insert into users (email, claimed_email, full_name, password_hash, sign_in_tag)
    select case when not taken then ${email}::text end, case when taken then ${email}::text end,
      ${fullName}, ${passwordHash}, ${signInTag}::integer
    from (select exists (select from users where email = ${email}) or ${isReservedByUndo(email)} as taken) as address
    on conflict (email) do nothing returning id, email is not null as "holdsEmail"`.execute(db);
  // Of two concurrent inserts, the second one finds the first one's commit in a new statement.
  return rows[0] ?? insertUser(db, user);
}
