import { type RawBuilder, sql } from 'kysely';
import type { SystemDb } from '../../database/system.ts';
import { isStorable } from '../../util/storable-text.ts';
import { networkKey } from './network-queries.ts';

/** A candidate account of a sign-in. */
export interface SignInAccount {
  id: string;
  passwordHash: string;
  /** Whether its address is proven. */
  proven: boolean;
  /** Whether the account has signed in from this network before. */
  known: boolean;
}

const columns = (ipAddress: string) => {
  const network = networkKey(ipAddress);
  return sql`u.id, u.password_hash as "passwordHash", u.email_verified_at is not null as proven, exists (
    select from sign_in_networks n where n.user_id = u.id and n.network = ${isStorable(network) ? network : ''}) as known`;
};

type SignInCandidate = SignInAccount & { holds: boolean };

const find = async (db: SystemDb, query: RawBuilder<SignInCandidate>): Promise<SignInCandidate[]> =>
  (await query.execute(db)).rows;

/**
 * Returns the accounts that may sign in with this address: the holder, and the oldest account that claims the address
 * with one of the tags. `spelled` finds a holder whose address could not be converted to the canonical form because
 * another account had it.
 */
export async function findSignInAccounts(
  db: SystemDb,
  { email, spelled, tags }: { email: string; spelled: string; tags: number[] },
  ipAddress: string,
): Promise<{ holder?: SignInAccount; claim?: SignInAccount }> {
  if (!isStorable(email)) return {};
  const found = await find(
    db,
    sql`
      (select true as holds, ${columns(ipAddress)} from users u
        where u.email in (${email}, ${spelled}) order by u.email = ${spelled} desc limit 1)
      union all
      (select false, ${columns(ipAddress)} from unnest(${tags}::integer[]) as tag, lateral (
        select id, password_hash, email_verified_at, sign_in_tag from users
        where claimed_email = ${email} and (sign_in_tag = tag or sign_in_tag is null)
        order by sign_in_tag is null, id limit 1) u
        order by u.sign_in_tag is null, u.id limit 1)`,
  );
  return { holder: found.find(({ holds }) => holds), claim: found.find(({ holds }) => !holds) };
}

export async function findSignInAccount(
  db: SystemDb,
  userId: string,
  ipAddress: string,
): Promise<SignInAccount | undefined> {
  const query = sql<SignInCandidate>`select true as holds, ${columns(ipAddress)} from users u where u.id = ${userId}`;
  return (await find(db, query))[0];
}
