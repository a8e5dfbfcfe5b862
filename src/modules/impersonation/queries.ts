import { sql } from 'kysely';
import type { SystemDb } from '../../database/system.ts';

/** An administrator acts as a user for at most this time, in minutes. */
const MAX_MINUTES = 30;

/** Locks the organization against deletion. All code locks organizations before people. */
export const keepOrganization = (db: SystemDb, id: string) =>
  db.selectFrom('organizations').select('id').where('id', '=', id).forKeyShare().execute();

/**
 * Locks the administrator, so that two requests at the same time start one session after the other. Returns whether they
 * are an administrator still.
 */
export async function lockAdministrator(db: SystemDb, id: string): Promise<boolean> {
  const { rows } = await sql<{ id: string }>`
    select id from users where id = ${id} and platform_admin
      and app.effective_status(status, status_until) = 'ACTIVE' for no key update`.execute(db);
  return rows.length > 0;
}

/** Locks the user against becoming an administrator. Returns whether an administrator can act as them in the organization. */
export async function lockTarget(db: SystemDb, userId: string, organizationId: string): Promise<boolean> {
  const { rows } = await sql<{ id: string }>`
    select u.id from users u join memberships m on m.user_id = u.id join organizations o on o.id = m.organization_id
    where u.id = ${userId} and m.organization_id = ${organizationId} and not u.platform_admin and u.kind = 'PERSON'
      and app.effective_status(u.status, u.status_until) = 'ACTIVE'
      and app.membership_holds(m.member_suspended_at, m.member_suspended_until) and o.status <> 'ARCHIVED'
    for no key update of u`.execute(db);
  return rows.length > 0;
}

/** Ends the sessions in which the administrator acts as somebody: all, or one. Returns their ids. */
export async function endSessionsOf(db: SystemDb, impersonatorId: string, only?: string): Promise<string[]> {
  const ended = await db
    .updateTable('sessions')
    .set((eb) => ({ revoked_at: eb.fn<string>('clock_timestamp') }))
    .where('impersonator_id', '=', impersonatorId)
    .where('revoked_at', 'is', null)
    .where('expires_at', '>', (eb) => eb.fn<string>('now'))
    .$if(only !== undefined, (query) => query.where('id', '=', only!))
    .returning('id')
    .execute();
  return ended.map(({ id }) => id);
}

interface OwnSession {
  id: string;
  expiresAt: string;
}

/** Locks the administrator's own session. Returns undefined if it has ended. */
export function lockOwnSession(db: SystemDb, id: string): Promise<OwnSession | undefined> {
  return db
    .selectFrom('sessions')
    .select(['id', 'expires_at as expiresAt'])
    .where('id', '=', id)
    .where('revoked_at', 'is', null)
    .where('expires_at', '>', (eb) => eb.fn<string>('now'))
    .forNoKeyUpdate()
    .executeTakeFirst();
}

/**
 * Inserts the session, which ends with that of the administrator. The user sees it in their list, but not from where the
 * administrator acts.
 */
export async function insertImpersonation(
  db: SystemDb,
  session: {
    userId: string;
    organizationId: string;
    impersonatorId: string;
    own: OwnSession;
    writes: boolean;
    seconds: number;
  },
): Promise<{ id: string; expiresAt: string }> {
  const seconds = Math.min(session.seconds, MAX_MINUTES * 60);
  return db
    .insertInto('sessions')
    .values({
      user_id: session.userId,
      organization_id: session.organizationId,
      impersonator_id: session.impersonatorId,
      impersonator_session_id: session.own.id,
      impersonation_writes: session.writes,
      expires_at: sql<string>`least(${session.own.expiresAt}::timestamptz, now() + make_interval(secs => ${seconds}))`,
    })
    .returning(['id', 'expires_at as expiresAt'])
    .executeTakeFirstOrThrow();
}
