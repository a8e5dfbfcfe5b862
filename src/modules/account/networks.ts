import { sql } from 'kysely';
import type { SystemDb } from '../../database/system.ts';
import { isStorable } from '../../graphql/input.ts';
import { networkOf } from '../../network.ts';

/** How many networks are remembered of an account; the one unused for longest is forgotten. */
const MAX_NETWORKS = 20;

const keyOf = (ipAddress: string) => networkOf(ipAddress).slice(0, 64);

/** Remembers that the account was signed in from this network. The caller has locked the account. */
export async function rememberNetwork(db: SystemDb, userId: string, ipAddress: string): Promise<void> {
  const network = keyOf(ipAddress);
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

/** Whether the account was signed in from this network before, and whether any account was. */
export async function findNetworkUse(
  db: SystemDb,
  email: string,
  ipAddress: string,
): Promise<{ byAccount: boolean; byAnybody: boolean }> {
  const network = keyOf(ipAddress);
  if (!isStorable(network)) return { byAccount: false, byAnybody: false };
  const { rows } = await sql<{ byAccount: boolean; byAnybody: boolean }>`
    select
      exists (select from sign_in_networks n join users u on u.id = n.user_id
        where u.email = ${isStorable(email) ? email : ''} and n.network = ${network}) as "byAccount",
      exists (select from sign_in_networks where network = ${network}) as "byAnybody"`.execute(db);
  return rows[0]!;
}

/** Forgets networks that were not used for half a year. */
export async function deleteOldNetworks(db: SystemDb): Promise<void> {
  await db
    .deleteFrom('sign_in_networks')
    .where('last_used_at', '<', sql<string>`now() - interval '180 days'`)
    .execute();
}
