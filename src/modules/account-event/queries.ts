import { sql } from 'kysely';
import { defineList, type ListArgs } from '../../database/define-list.ts';
import type { SystemDb } from '../../database/system.ts';
import type { AccountEventActor } from '../../generated/enums.ts';
import type { AccountEventFilter, AccountEventOrder } from '../../generated/graphql.ts';
import { isStorable } from '../../util/storable-text.ts';
import type { AccountEventPage } from './rows.ts';
import type { RequestInfo } from '../../core/request.ts';

/** Writes an event to an account's log, which only its user can read. */
export function insertAccountEvent(
  db: SystemDb,
  event: { userId: string; sessionId?: string; action: string; actorId?: string; details?: object },
  { ipAddress, userAgent, requestId }: Pick<RequestInfo, 'ipAddress' | 'userAgent' | 'requestId'>,
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

/** Security: time could reveal whether the account exists. The same statement runs either way. */
export async function insertRefusedSignIn(
  db: SystemDb,
  email: string,
  { ipAddress, userAgent, requestId }: RequestInfo,
): Promise<void> {
  if (!isStorable(email)) return;
  await sql`
    insert into account_events (user_id, action, ip_address, user_agent, request_id)
    select id, 'session.refused', ${ipAddress}, ${userAgent ?? null}, ${requestId} from users where email = ${email}`.execute(
    db,
  );
}

const events = defineList<AccountEventOrder, AccountEventFilter>({
  table: 'e',
  sorts: { CREATED_AT: 'timestamptz' },
  filters: { action: 'text', requestId: 'text', createdAt: 'timestamptz' },
});

/** The actions of callers who are not signed in. */
const STRANGERS = sql`('session.refused', 'session.strangers_refused', 'account.password_reset_requested')`;

const actor = sql<AccountEventActor>`case
  when e.actor_id = e.user_id then 'SELF' when e.action in ${STRANGERS} then 'UNKNOWN' else 'PLATFORM' end`;

/**
 * Security: somebody could register another person's address and read in the log when and from where that person tries
 * to sign in or resets the password, and so whether the address has an account. The actions of strangers are shown only
 * once the address is proven. The origins of administrators are never shown.
 */
const mayShow = sql<boolean>`(u.email_verified_at is not null or e.action not in ${STRANGERS})`;
const mayShowOrigin = sql<boolean>`(e.actor_id = e.user_id or e.action in ${STRANGERS})`;

/**
 * Selects what the user may see of their log.
 *
 * Security: after the owner of an address took over the account, earlier events are about the previous registrant. They
 * are left out.
 */
export const eventsOf = (db: SystemDb, userId: string) =>
  db
    .selectFrom('account_events as e')
    .innerJoin('users as u', 'u.id', 'e.user_id')
    .select([
      'e.id',
      'e.action',
      actor.as('actor'),
      'e.session_id as sessionId',
      'e.details',
      sql<string | null>`case when ${mayShowOrigin} then e.ip_address end`.as('ipAddress'),
      sql<string | null>`case when ${mayShowOrigin} then e.user_agent end`.as('userAgent'),
      'e.request_id as requestId',
      'e.created_at as createdAt',
    ])
    .where('e.user_id', '=', userId)
    .where(mayShow)
    .where(
      sql<boolean>`e.created_at >= greatest(now() - interval '365 days',
        (select max(r.created_at) from account_events r where r.user_id = ${userId} and r.action = 'account.reclaimed'))`,
    );

/** Returns a page of the user's log. */
export const listAccountEvents = (
  db: SystemDb,
  userId: string,
  args: ListArgs<AccountEventOrder, AccountEventFilter>,
): Promise<AccountEventPage> => events.page(eventsOf(db, userId), args);

/** Deletes events that are older than 365 days. */
export async function deleteOldAccountEvents(db: SystemDb): Promise<void> {
  await db
    .deleteFrom('account_events')
    .where('created_at', '<', sql<string>`now() - interval '365 days'`)
    .execute();
}
