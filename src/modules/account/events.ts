import { sql } from 'kysely';
import type { Incoming } from '../../context.ts';
import type { SystemDb } from '../../database/system.ts';
import { isStorable } from '../../graphql/input.ts';

/** Writes an event to a person's own log, for themselves alone. */
export function insertAccountEvent(
  db: SystemDb,
  event: { userId: string; sessionId?: string; action: string; actorId?: string; details?: object },
  { ipAddress, userAgent, requestId }: Pick<Incoming, 'ipAddress' | 'userAgent' | 'requestId'>,
) {
  return db
    .insertInto('account_events')
    .values({
      user_id: event.userId,
      session_id: event.sessionId,
      action: event.action,
      actor_id: event.actorId ?? event.userId,
      details: event.details && JSON.stringify(event.details),
      ip_address: ipAddress,
      user_agent: userAgent,
      request_id: requestId,
    })
    .execute();
}

/** The same statement whether or not there is such an account: its time tells nothing. */
export async function insertRefusedSignIn(
  db: SystemDb,
  email: string,
  { ipAddress, userAgent, requestId }: Incoming,
): Promise<void> {
  if (!isStorable(email)) return;
  await sql`
    insert into account_events (user_id, action, ip_address, user_agent, request_id)
    select id, 'session.refused', ${ipAddress}, ${userAgent ?? null}, ${requestId} from users where email = ${email}`.execute(
    db,
  );
}
