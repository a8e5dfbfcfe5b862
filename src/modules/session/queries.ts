import { sql } from 'kysely';
import type { Incoming } from '../../context.ts';
import type { SystemDb } from '../../database/system.ts';
import { mayReturn } from '../account/email-change-queries.ts';

/** The account that holds this address; undefined for none. */
export function findAccountByEmail(db: SystemDb, email: string) {
  return db
    .selectFrom('users')
    .select((eb) => [
      'id',
      'password_hash as passwordHash',
      'totp_enabled_at as totpEnabledAt',
      eb.fn<string>('app.effective_status', ['status', 'status_until']).as('status'),
    ])
    .where('email', '=', email)
    .executeTakeFirst();
}

/**
 * Makes an account that holds the address, or only claims it when another account holds it, or may get it back by undoing
 * a change.
 * Security: one statement for every address, so that neither the response nor its time tells whether it has an account.
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
    from (select exists (select from users where email = ${email}) or ${mayReturn(email)} as taken) as address
    on conflict (email) do nothing returning id, email is not null as "holdsEmail"`.execute(db);
  // Of two at once, the second finds in a new statement what the first has committed.
  return rows[0] ?? insertUser(db, user);
}

/** The organizations that a user may select, the one used last first, archived ones (as their owner) at the end. */
export async function findSelectableOrganizations(db: SystemDb, userId: string): Promise<string[]> {
  const rows = await db
    .selectFrom('memberships as m')
    .innerJoin('organizations as o', 'o.id', 'm.organization_id')
    .select('m.organization_id as id')
    .where('m.user_id', '=', userId)
    .where((eb) =>
      eb.fn<boolean>('app.membership_holds', ['m.member_suspended_at', 'm.member_suspended_until']),
    )
    .where((eb) => eb.or([eb('o.status', '<>', 'ARCHIVED'), eb('m.role', '=', 'OWNER')]))
    .where((eb) => eb.or([eb('o.deletes_at', 'is', null), eb('o.deletes_at', '>', eb.fn<string>('now'))]))
    .orderBy((eb) => eb('o.status', '=', 'ARCHIVED'))
    .orderBy(
      (eb) =>
        eb
          .selectFrom('sessions as s')
          .select((inner) => inner.fn.max('s.last_used_at').as('last'))
          .where('s.user_id', '=', userId)
          .whereRef('s.organization_id', '=', 'm.organization_id'),
      (order) => order.desc().nullsLast(),
    )
    .orderBy('m.created_at')
    .execute();
  return rows.map((row) => row.id);
}

export async function insertSession(
  db: SystemDb,
  session: { userId: string; organizationId: string | undefined; expiresAt: string },
  { ipAddress, userAgent }: Pick<Incoming, 'ipAddress' | 'userAgent'>,
): Promise<string> {
  const { id } = await db
    .insertInto('sessions')
    .values({
      user_id: session.userId,
      organization_id: session.organizationId,
      expires_at: session.expiresAt,
      ip_address: ipAddress,
      user_agent: userAgent,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

export function selectSessionOrganization(db: SystemDb, sessionId: string, organizationId: string) {
  return db
    .updateTable('sessions')
    .set({ organization_id: organizationId })
    .where('id', '=', sessionId)
    .execute();
}

export function lockSession(db: SystemDb, sessionId: string) {
  return db.selectFrom('sessions').select('id').where('id', '=', sessionId).forUpdate().execute();
}

export function revokeSession(db: SystemDb, sessionId: string) {
  return db
    .updateTable('sessions')
    .set((eb) => ({ revoked_at: eb.fn<string>('clock_timestamp') }))
    .where('id', '=', sessionId)
    .where('revoked_at', 'is', null)
    .execute();
}

/** Ends a user's open sessions: only one, or all except one, or all. Answers the ids of those it ended. */
export async function revokeSessions(
  db: SystemDb,
  userId: string,
  { only, except }: { only?: string; except?: string } = {},
): Promise<string[]> {
  const ended = await db
    .updateTable('sessions')
    .set((eb) => ({ revoked_at: eb.fn<string>('clock_timestamp') }))
    .where('user_id', '=', userId)
    .where('revoked_at', 'is', null)
    .where('expires_at', '>', (eb) => eb.fn<string>('now'))
    .$if(only !== undefined, (query) => query.where('id', '=', only!))
    .$if(except !== undefined, (query) => query.where('id', '<>', except!))
    .returning('id')
    .execute();
  return ended.map((row) => row.id);
}

/** Removes sessions and refresh tokens that ended more than 30 days ago. Answers how many sessions. */
export async function deleteOldSessions(db: SystemDb): Promise<number> {
  const monthAgo = new Date(Date.now() - 30 * 86_400_000).toISOString();
  await db.deleteFrom('refresh_tokens').where('expires_at', '<', monthAgo).execute();
  const deleted = await db
    .deleteFrom('sessions')
    .where((eb) => eb.or([eb('expires_at', '<', monthAgo), eb('revoked_at', '<', monthAgo)]))
    .executeTakeFirst();
  return Number(deleted.numDeletedRows);
}
