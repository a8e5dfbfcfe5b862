import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import type { SystemDb } from '../../database/system.ts';
import { rateLimited } from '../../errors.ts';
import { networkOf } from '../../network.ts';

const MOST_FAILURES = 10;
const WINDOW = '15 minutes';

/** What failures are counted for: the account that was named, whether or not it exists, and the address that asks. */
export function signInKeys(email: string, ipAddress: string): [account: string, address: string] {
  const account = createHash('sha256').update(email).digest('base64url');
  return [`account:${account}`, `address:${networkOf(ipAddress)}`];
}

/**
 * Counts an attempt as failed before it is known whether it is, so that no number of attempts at once gets past the
 * limit: of those that race, ten find out. `forgive` takes the count of a success back. A refused attempt is none.
 * @throws RATE_LIMITED after ten failures within 15 minutes
 */
export async function chargeSignIn(db: SystemDb, keys: string[]): Promise<void> {
  const { rows } = await sql<{ key: string; seconds: number | null }>`
    insert into sign_in_failures as f (key, failures, resets_at)
    select key, 1, now() + ${WINDOW}::interval from unnest(${keys.toSorted()}::text[]) as key
    on conflict (key) do update set
      failures = case when f.resets_at <= now() then 1 else least(f.failures + 1, ${MOST_FAILURES}) end,
      resets_at = case when f.resets_at <= now() then now() + ${WINDOW}::interval else f.resets_at end
    returning key, case when old.failures >= ${MOST_FAILURES} and old.resets_at > now()
      then ceil(extract(epoch from old.resets_at - now()))::int end as seconds`.execute(db);
  const waits = rows.flatMap(({ seconds }) => seconds ?? []);
  if (waits.length === 0) return;
  const charged = rows.filter(({ seconds }) => seconds === null).map(({ key }) => key);
  if (charged.length > 0) await unchargeSignIn(db, charged);
  throw rateLimited(Math.max(...waits), 'Too many failed attempts to sign in.');
}

/** After an attempt that failed for want of a second factor alone: it was no guess. */
export async function unchargeSignIn(db: SystemDb, keys: string[]): Promise<void> {
  await takeBack(db, keys, undefined);
}

/** After a success: the account starts afresh, the address loses the one count. */
export async function forgiveSignIn(db: SystemDb, keys: [account: string, address: string]): Promise<void> {
  await takeBack(db, keys, keys[0]);
}

/** Takes one count back of each key, and all of `whole`. Locks in the order in which attempts do. */
async function takeBack(db: SystemDb, keys: string[], whole: string | undefined): Promise<void> {
  await sql`
    with locked as (select key from sign_in_failures where key = any(${keys}) order by key for update)
    update sign_in_failures as f
    set failures = case when f.key = ${whole ?? null} then 0 else greatest(f.failures - 1, 0) end
    from locked where locked.key = f.key`.execute(db);
}

/** Removes counts whose window has passed. */
export async function deleteOldSignInFailures(db: SystemDb): Promise<void> {
  await db
    .deleteFrom('sign_in_failures')
    .where('resets_at', '<', sql<string>`now()`)
    .execute();
}
