import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import type { SystemDb } from '../../database/system.ts';
import { rateLimited } from '../../errors.ts';

const MOST_FAILURES = 10;
const WINDOW = '15 minutes';

/** What failures are counted for: the account that was named, whether or not it exists, and the address that asks. */
export function signInKeys(email: string, ipAddress: string): [account: string, address: string] {
  const account = createHash('sha256').update(email).digest('base64url');
  return [`account:${account}`, `address:${networkOf(ipAddress)}`];
}

/** Who has an IPv6 address has its whole /64. */
const networkOf = (address: string) =>
  address.includes(':') && !address.includes('.')
    ? new URL(`http://[${address}]`).hostname.split(':').slice(0, 4).join(':')
    : address;

/**
 * Counts an attempt as failed before it is known whether it is, so that no number of attempts at once gets past the
 * limit: of those that race, ten find out. `forgive` takes the count of a success back.
 * @throws RATE_LIMITED after ten failures within 15 minutes
 */
export async function chargeSignIn(db: SystemDb, keys: string[]): Promise<void> {
  const { rows } = await sql<{ seconds: number }>`
    with counted as (
      insert into sign_in_failures as f (key, failures, resets_at)
      select key, 1, now() + ${WINDOW}::interval from unnest(${keys.toSorted()}::text[]) as key
      on conflict (key) do update set
        failures = case when f.resets_at <= now() then 1 else f.failures + 1 end,
        resets_at = case when f.resets_at <= now() then now() + ${WINDOW}::interval else f.resets_at end
      returning failures, resets_at)
    select ceil(extract(epoch from max(resets_at) - now()))::int as seconds
    from counted where failures > ${MOST_FAILURES} having count(*) > 0`.execute(db);
  if (rows[0]) throw rateLimited(rows[0].seconds, 'Too many failed attempts to sign in.');
}

/** After an attempt that failed for want of a second factor alone: it was no guess. */
export async function unchargeSignIn(db: SystemDb, keys: string[]): Promise<void> {
  await sql`update sign_in_failures set failures = greatest(failures - 1, 0) where key = any(${keys})`.execute(
    db,
  );
}

/** After a success: the account starts afresh, the address loses the one count. */
export async function forgiveSignIn(db: SystemDb, [account, address]: [string, string]): Promise<void> {
  await sql`
    update sign_in_failures set failures = case when key = ${account} then 0 else greatest(failures - 1, 0) end
    where key in (${account}, ${address})`.execute(db);
}

/** Removes counts whose window has passed. */
export async function deleteOldSignInFailures(db: SystemDb): Promise<void> {
  await db
    .deleteFrom('sign_in_failures')
    .where('resets_at', '<', sql<string>`now()`)
    .execute();
}
