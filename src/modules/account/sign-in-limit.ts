import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import type { SystemDb } from '../../database/system.ts';
import { rateLimited } from '../../errors.ts';
import { networkKey } from './network-queries.ts';

const BURST_FAILURES = 10;
const BURST_WINDOW = '15 minutes';
/** NIST SP 800-63B, section 5.2.2, allows no more than 100 failures in a row. */
const DAILY_FAILURES = 100;
const DAILY_WINDOW = '24 hours';

/** A count of failures: ten in 15 minutes, or a hundred in 24 hours. */
type Key = `burst:${string}` | `day:${string}`;

/** The counts that one attempt was added to, and those that reject it. */
export interface Charge {
  charged: Key[];
  /** Seconds until a full count is reset. */
  waits: Map<Key, number>;
  /** Counts that reached their limit with this attempt. */
  filled: Key[];
}

/** The keys that count attempts to sign in to an account, which may not exist, from a network. */
export function signInKeys(email: string, ipAddress: string) {
  const account = createHash('sha256').update(email).digest('base64url');
  const network = networkKey(ipAddress);
  return {
    /** This account from this network. */
    pair: [`burst:pair:${account} ${network}`, `day:pair:${account} ${network}`] as Key[],
    /** The network for all accounts. */
    network: `burst:network:${network}` as Key,
    /** The account from all networks. */
    account: `day:account:${account}` as Key,
  };
}

/** The keys that count passwords and codes which a signed-in user confirms. */
export const sessionKeys = (sessionId: string): Key[] => [
  `burst:session:${sessionId}`,
  `day:session:${sessionId}`,
];

const maxFailures = (key: string) => (key.startsWith('day:') ? DAILY_FAILURES : BURST_FAILURES);

/**
 * Counts an attempt as a failure before its outcome is known, so that concurrent attempts cannot exceed a limit. A full
 * count does not grow.
 */
export async function charge(db: SystemDb, keys: Key[]): Promise<Charge> {
  const limit = sql`case when f.key like 'day:%' then ${DAILY_FAILURES}::int else ${BURST_FAILURES}::int end`;
  const { rows } = await sql<{ key: Key; failures: number; seconds: number | null }>`
    insert into sign_in_failures as f (key, failures, resets_at)
    select key, 1, now() + case when key like 'day:%' then ${DAILY_WINDOW}::interval else ${BURST_WINDOW}::interval end
    from unnest(${keys.toSorted()}::text[]) as key
    on conflict (key) do update set
      failures = case when f.resets_at <= now() then 1 else least(f.failures + 1, ${limit}) end,
      resets_at = case when f.resets_at <= now() then excluded.resets_at else f.resets_at end
    returning key, failures, case when old.failures >= ${limit} and old.resets_at > now()
      then ceil(extract(epoch from old.resets_at - now()))::int end as seconds`.execute(db);
  const charged = rows.filter(({ seconds }) => seconds === null);
  return {
    charged: charged.map(({ key }) => key),
    waits: new Map(rows.flatMap(({ key, seconds }) => (seconds === null ? [] : [[key, seconds]]))),
    filled: charged.filter(({ key, failures }) => failures === maxFailures(key)).map(({ key }) => key),
  };
}

/** The error for an attempt whose counts are full. */
export const tooManyFailures = (waits: Map<Key, number>) =>
  rateLimited(Math.max(...waits.values()), 'Too many failed attempts to sign in.');

/** Counts an attempt. @throws RATE_LIMITED when one of the counts is full; the attempt then counts for none of them */
export async function chargeOrRefuse(db: SystemDb, keys: Key[]): Promise<Charge> {
  const counted = await charge(db, keys);
  if (counted.waits.size === 0) return counted;
  await uncharge(db, counted.charged);
  throw tooManyFailures(counted.waits);
}

/**
 * Subtracts one failure from each of `keys`, and clears the counts of `whole`. Locks rows in the order of `charge`.
 * Deletes empty counts, so that rejected attempts leave no rows.
 */
export async function uncharge(db: SystemDb, keys: Key[], whole: Key[] = []): Promise<void> {
  const all = [...keys, ...whole];
  if (all.length === 0) return;
  await sql`
    with locked as (
      select key, failures, failures <= 1 or key = any(${whole}::text[]) as ends
      from sign_in_failures where key = any(${all}::text[]) order by key for update
    ), ended as (
      delete from sign_in_failures as f using locked where locked.key = f.key and locked.ends
    )
    update sign_in_failures as f set failures = f.failures - 1
    from locked where locked.key = f.key and not locked.ends`.execute(db);
}

/** Deletes expired counts. */
export async function deleteOldSignInFailures(db: SystemDb): Promise<void> {
  await db
    .deleteFrom('sign_in_failures')
    .where('resets_at', '<', sql<string>`now()`)
    .execute();
}
