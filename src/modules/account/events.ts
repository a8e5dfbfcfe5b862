import { sql } from 'kysely';
import type { Incoming } from '../../context.ts';
import { filterCondition, type FilterColumns } from '../../database/filter.ts';
import { type PageArgs, pageRequest, type SortKeys } from '../../database/page-request.ts';
import { fetchPage, type Page } from '../../database/pagination.ts';
import type { SystemDb } from '../../database/system.ts';
import type {
  AccountEventActor,
  AccountEventFilter,
  AccountEventOrder,
  AccountEventOrderField,
} from '../../generated/graphql.ts';
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

export interface AccountEventRow {
  id: string;
  action: string;
  actor: AccountEventActor;
  sessionId: string | null;
  details: unknown;
  ipAddress: string | null;
  userAgent: string | null;
  requestId: string | null;
  createdAt: string;
}

export type AccountEventPage = Page<AccountEventRow>;

const filterColumns: FilterColumns = {
  action: { column: 'action', type: 'text' },
  requestId: { column: 'request_id', type: 'text' },
  createdAt: { column: 'created_at', type: 'timestamptz' },
};

const sortKeys: SortKeys<AccountEventOrderField> = {
  CREATED_AT: { column: 'created_at', type: 'timestamptz' },
};

/** Events that the system login writes before anybody is known to act, and those of administrators, have another actor. */
const STRANGERS = sql`('session.refused', 'session.strangers_refused', 'account.password_reset_requested')`;

const actor = sql<AccountEventActor>`case
  when e.actor_id = e.user_id then 'SELF' when e.action in ${STRANGERS} then 'UNKNOWN' else 'PLATFORM' end`;

/**
 * Security: whoever registers somebody else's address would read in the log when and from where that person tries to sign
 * in or asks for a new password, and so whether the address has an account. What strangers did shows only once the
 * address is proven; origins of administrators never do.
 */
const mayShow = sql<boolean>`(u.email_verified_at is not null or e.action not in ${STRANGERS})`;
const mayShowOrigin = sql<boolean>`(e.actor_id = e.user_id or e.action in ${STRANGERS})`;

/**
 * A page of the user's own log.
 * Security: after an address has taken its account back, what came before is about whoever had registered it.
 */
export function listAccountEvents(
  db: SystemDb,
  userId: string,
  args: PageArgs & { filter?: AccountEventFilter | null; orderBy?: AccountEventOrder | null },
): Promise<AccountEventPage> {
  const page = pageRequest(sortKeys, args.orderBy, args, 'e');
  const matching = db
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
    )
    .where(filterCondition(args.filter, filterColumns, 'e'));
  return fetchPage(matching, page, 'e');
}

/** Deletes events of more than 365 days ago. */
export async function deleteOldAccountEvents(db: SystemDb): Promise<void> {
  await db
    .deleteFrom('account_events')
    .where('created_at', '<', sql<string>`now() - interval '365 days'`)
    .execute();
}
