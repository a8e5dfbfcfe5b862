import { sql } from 'kysely';
import type { RequestInfo } from '../../core/request.ts';
import type { SystemDb } from '../../database/system.ts';

/**
 * Returns the ids of the organizations that a user may select, the most recently used one first, archived ones (of an
 * owner) last.
 */
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
  { ipAddress, userAgent }: Pick<RequestInfo, 'ipAddress' | 'userAgent'>,
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

/** Ends a user's open sessions: only one, all except one, or all. Returns the ids of the ended sessions. */
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

/** Returns whether the user has this session, and it has neither expired nor been revoked. */
export async function isLiveSession(db: SystemDb, userId: string, sessionId: string): Promise<boolean> {
  const found = await db
    .selectFrom('sessions')
    .select('id')
    .where('id', '=', sessionId)
    .where('user_id', '=', userId)
    .where('revoked_at', 'is', null)
    .where('expires_at', '>', sql<string>`now()`)
    .executeTakeFirst();
  return found !== undefined;
}

/** Deletes sessions and refresh tokens that ended more than 30 days ago. Returns the number of sessions. */
export async function deleteOldSessions(db: SystemDb): Promise<number> {
  const monthAgo = new Date(Date.now() - 30 * 86_400_000).toISOString();
  await db.deleteFrom('refresh_tokens').where('expires_at', '<', monthAgo).execute();
  const deleted = await db
    .deleteFrom('sessions')
    .where((eb) => eb.or([eb('expires_at', '<', monthAgo), eb('revoked_at', '<', monthAgo)]))
    .executeTakeFirst();
  return Number(deleted.numDeletedRows);
}
