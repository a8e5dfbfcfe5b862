import { sql } from 'kysely';
import type { SystemDb } from '../../database/system.ts';
import type { RequestInfo } from '../../core/request.ts';

/** An administrator acts as a user for at most this time, in minutes. */
const MAX_MINUTES = 30;

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
    where u.id = ${userId} and m.organization_id = ${organizationId} and not u.platform_admin
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

/** Inserts the session, which ends with that of the administrator. Returns undefined if that has ended. */
export async function insertImpersonation(
  db: SystemDb,
  session: {
    userId: string;
    organizationId: string;
    impersonatorId: string;
    impersonatorSessionId: string;
    writes: boolean;
    seconds: number;
  },
  { ipAddress, userAgent }: Pick<RequestInfo, 'ipAddress' | 'userAgent'>,
): Promise<{ id: string; expiresAt: string } | undefined> {
  const { userId, organizationId, impersonatorId, impersonatorSessionId, writes, seconds } = session;
  const { rows } = await sql<{ id: string; expiresAt: string }>`
    insert into sessions (user_id, organization_id, impersonator_id, impersonator_session_id, impersonation_writes,
        expires_at, ip_address, user_agent)
      select ${userId}, ${organizationId}, ${impersonatorId}, own.id, ${writes},
        least(own.expires_at, now() + make_interval(secs => ${Math.min(seconds, MAX_MINUTES * 60)})),
        ${ipAddress}, ${userAgent ?? null}
      from sessions own
      where own.id = ${impersonatorSessionId} and own.revoked_at is null and own.expires_at > now()
      for no key update
    returning id, expires_at as "expiresAt"`.execute(db);
  return rows[0];
}
