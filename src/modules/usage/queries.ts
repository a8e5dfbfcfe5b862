import { type Kysely, type RawBuilder, sql } from 'kysely';
import type { OrgScope } from '../../authorization/scope.ts';
import { filterCondition, type FilterColumns } from '../../database/filter.ts';
import { type PageArgs, pageRequest, type SortKeys } from '../../database/page-request.ts';
import { fetchPage, type Page } from '../../database/pagination.ts';
import type { DB } from '../../generated/database.ts';
import type { UsageEventFilter, UsageEventOrder, UsageEventOrderField } from '../../generated/graphql.ts';
import type { UsageEventContent } from './input.ts';

export interface UsageEventRow {
  id: string;
  eventId: string;
  meter: string;
  quantity: string;
  occurredAt: string;
  subject: string | null;
  properties: Record<string, unknown> | null;
  createdAt: string;
  /** Null, like those below, for an event that counts. */
  voidedAt: string | null;
  voidReason: string | null;
  voidedById: string | null;
  /** As `2026-01`. */
  voidStatementMonth: string | null;
}

export type UsageEventPage = Page<UsageEventRow>;

export interface HashedEvent extends UsageEventContent {
  hash: Buffer;
}

/** What is shared by all that record usage of the organization, and held alone by what closes its month. */
export const billingLock = (organizationId: string | RawBuilder<unknown>) =>
  sql`hashtextextended('billing:' || ${organizationId}::text, 0)`;

/**
 * Keeps the organizations' months from being closed until the transaction ends. Its own statement: what follows must see
 * whatever was closed while this waited.
 */
export async function holdMonthsOpen(db: Kysely<DB>, organizationIds: string[]): Promise<void> {
  await sql`
    select pg_advisory_xact_lock_shared(${billingLock(sql.ref('id'))})
    from unnest(${organizationIds}::text[]) id`.execute(db);
}

/** The first month whose statement takes entries, as the one row's `month`. */
export const openMonth = (scope: OrgScope) => sql`
  select coalesce(
    (select open_month from billing_periods where organization_id = ${scope.id}),
    (select date_trunc('month', created_at at time zone 'UTC')::date from organizations where id = ${scope.id})
  ) as month`;

/**
 * Inserts those events whose ids are new, and what they add to the roll-ups; answers the ids. In the order of ids, so
 * that batches with events in common wait for each other in one direction only. `holdMonthsOpen` comes first.
 */
export async function insertUsageEvents(
  db: Kysely<DB>,
  scope: OrgScope,
  events: HashedEvent[],
  now: string,
): Promise<string[]> {
  const column = <T>(read: (event: HashedEvent) => T) => events.map(read);
  const { rows } = await sql<{ event_id: string }>`
    with open as (${openMonth(scope)}), inserted as (
      insert into usage_events (organization_id, event_id, content_hash, meter, quantity, occurred_at, subject,
        properties, statement_month)
      select ${scope.id}, sent.event_id, sent.content_hash, sent.meter, sent.quantity, sent.occurred_at, sent.subject,
        sent.properties, greatest(date_trunc('month', sent.occurred_at at time zone 'UTC')::date, open.month)
      from open, unnest(
        ${column((event) => event.eventId)}::text[],
        ${column((event) => event.hash)}::bytea[],
        ${column((event) => event.meter)}::text[],
        ${column((event) => event.quantity)}::bigint[],
        ${column((event) => event.occurredAt ?? now)}::timestamptz[],
        ${column((event) => event.subject || null)}::text[],
        ${column((event) => (event.properties ? JSON.stringify(event.properties) : null))}::jsonb[]
      ) as sent (event_id, content_hash, meter, quantity, occurred_at, subject, properties)
      order by sent.event_id collate "C"
      on conflict on constraint usage_events_event_key do nothing
      returning event_id, meter, quantity, subject, occurred_at, statement_month
    ), counted as (
      insert into usage_pending (organization_id, meter, hour, statement_month, keys, quantity)
      select ${scope.id}, meter, date_trunc('hour', occurred_at, 'UTC'), statement_month,
        jsonb_strip_nulls(jsonb_build_object('SUBJECT', subject)), sum(quantity)
      from inserted
      group by meter, date_trunc('hour', occurred_at, 'UTC'), statement_month, subject
    )
    select event_id from inserted`.execute(db);
  return rows.map((row) => row.event_id);
}

/** The content hashes of events that were recorded before. */
export async function findContentHashes(
  db: Kysely<DB>,
  scope: OrgScope,
  eventIds: string[],
): Promise<Map<string, Buffer>> {
  const rows = await db
    .selectFrom('usage_events')
    .select(['event_id', 'content_hash'])
    .where('organization_id', '=', scope.id)
    .where('event_id', '=', (eb) => eb.fn.any(eb.val(eventIds)))
    .execute();
  return new Map(rows.map((row) => [row.event_id, row.content_hash]));
}

const filterColumns: FilterColumns = {
  eventId: { column: 'event_id', type: 'text' },
  meter: { column: 'meter', type: 'text' },
  subject: { column: 'subject', type: 'text' },
  occurredAt: { column: 'occurred_at', type: 'timestamptz' },
  createdAt: { column: 'created_at', type: 'timestamptz' },
};

const sortKeys: SortKeys<UsageEventOrderField> = {
  CREATED_AT: { column: 'created_at', type: 'timestamptz' },
  OCCURRED_AT: { column: 'occurred_at', type: 'timestamptz' },
};

export async function listUsageEvents(
  db: Kysely<DB>,
  scope: OrgScope,
  args: PageArgs & { filter?: UsageEventFilter | null; orderBy?: UsageEventOrder | null },
): Promise<UsageEventPage> {
  const page = pageRequest(sortKeys, args.orderBy, args, 'usage_events');
  const matching = ofTenant(db, scope).where(filterCondition(args.filter, filterColumns, 'usage_events'));
  return fetchPage(matching, page, 'usage_events');
}

/** The event that its sender gave this id. */
export function findUsageEvent(
  db: Kysely<DB>,
  scope: OrgScope,
  eventId: string,
): Promise<UsageEventRow | undefined> {
  return ofTenant(db, scope).where('usage_events.event_id', '=', eventId).executeTakeFirst();
}

const ofTenant = (db: Kysely<DB>, scope: OrgScope) =>
  db
    .selectFrom('usage_events')
    .leftJoin('usage_voids', (join) =>
      join
        .on('usage_voids.organization_id', '=', scope.id)
        .onRef('usage_voids.event_id', '=', 'usage_events.id'),
    )
    .select((eb) => [
      'usage_events.id',
      'usage_events.event_id as eventId',
      'usage_events.meter',
      'usage_events.quantity',
      'usage_events.occurred_at as occurredAt',
      'usage_events.subject',
      eb.ref('usage_events.properties').$castTo<Record<string, unknown> | null>().as('properties'),
      'usage_events.created_at as createdAt',
      'usage_voids.created_at as voidedAt',
      'usage_voids.reason as voidReason',
      'usage_voids.voided_by_id as voidedById',
      sql<string | null>`to_char(usage_voids.statement_month, 'YYYY-MM')`.as('voidStatementMonth'),
    ])
    .where('usage_events.organization_id', '=', scope.id);
