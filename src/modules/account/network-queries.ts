import { sql } from 'kysely';
import type { SystemDb } from '../../database/system.ts';
import { isStorable } from '../../util/storable-text.ts';
import { networkOf } from '../../util/client-network.ts';

/** The maximum number of networks stored for an account. The least recently used one is deleted. */
const MAX_NETWORKS = 20;

/** Returns the network of an address as it is stored. */
export const networkKey = (ipAddress: string) => networkOf(ipAddress).slice(0, 64);

/** Stores that the account signed in from this network. The caller has locked the account. */
export async function rememberNetwork(db: SystemDb, userId: string, ipAddress: string): Promise<void> {
  const network = networkKey(ipAddress);
  if (!isStorable(network)) return;
  await sql`
    with forgotten as (
      delete from sign_in_networks where user_id = ${userId} and network in (
        select network from sign_in_networks where user_id = ${userId} and network <> ${network}
        order by last_used_at desc offset ${MAX_NETWORKS - 1})
    )
    insert into sign_in_networks (user_id, network) values (${userId}, ${network})
    on conflict (user_id, network) do update set last_used_at = clock_timestamp()`.execute(db);
}

/** Returns whether any account has signed in from this network before. */
export async function isKnownNetwork(db: SystemDb, ipAddress: string): Promise<boolean> {
  const network = networkKey(ipAddress);
  if (!isStorable(network)) return false;
  const { rows } = await sql<{ known: boolean }>`
    select exists (select from sign_in_networks where network = ${network}) as known`.execute(db);
  return rows[0]!.known;
}

/** Deletes networks that were not used for 180 days. */
export async function deleteOldNetworks(db: SystemDb): Promise<void> {
  await db
    .deleteFrom('sign_in_networks')
    .where('last_used_at', '<', sql<string>`now() - interval '180 days'`)
    .execute();
}
