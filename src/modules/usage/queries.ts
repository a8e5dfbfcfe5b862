import { type Kysely, type RawBuilder, sql } from 'kysely';
import { anyOf } from '../../database/any-of.ts';
import type { OrgScope, TenantDb } from '../../database/tenant-db.ts';
import { defineList, type ListArgs } from '../../database/define-list.ts';
import type { DB } from '../../generated/database.ts';
import type { UsageEventFilter, UsageEventOrder } from '../../generated/graphql.ts';
import type { UsageEventContent } from './input.ts';
import type { MeasuredAs } from './measured-as.ts';
import {
  metersLock,
  metersToRecord,
  type MetersToRecord,
  type MetersToRecordRow,
  toMetersToRecord,
} from '../meter/queries.ts';
import type { UsageEventPage, UsageEventRow } from './rows.ts';

export interface HashedEvent extends UsageEventContent, MeasuredAs {
  hash: Buffer;
}

/**
 * The advisory lock of an organization's billing: shared while usage is recorded, exclusive while a month is closed.
 */
export const billingLock = (organizationId: string | RawBuilder<unknown>) =>
  sql`hashtextextended('billing:' || ${organizationId}::text, 0)`;

/**
 * Prevents the organizations' months from being closed until the transaction ends. It is a separate statement, so that
 * later ones see months that were closed while this waited.
 */
export async function holdMonthsOpen(db: Kysely<DB>, organizationIds: string[]): Promise<void> {
  await sql`
    select pg_advisory_xact_lock_shared(${billingLock(sql.ref('id'))})
    from unnest(${organizationIds}::text[]) id`.execute(db);
}

/**
 * Prevents the organization's months from being closed and meters from being declared until the transaction ends, and
 * returns which of the meters were declared before.
 */
export async function holdForRecording({ db, scope }: TenantDb, meters: string[]): Promise<MetersToRecord> {
  const { rows } = await sql<MetersToRecordRow>`
    select pg_advisory_xact_lock_shared(${billingLock(scope.id)}), pg_advisory_xact_lock_shared(${metersLock}),
      "refuseUndeclared", meters
    from (${metersToRecord(meters)}) as settings`.execute(db);
  return toMetersToRecord(rows[0]!);
}

/** SQL: whether an event adds to sums, as those of SUM and COUNT do. Others are measured: see value-rollup.ts. */
export const isCounted = sql`(kind is null or kind = 'COUNT')`;

/** SQL: what a counted event adds. */
export const counted = sql`case when kind = 'COUNT' then 1 else quantity end`;

/** SQL: the keys by which a counted event is rolled up. */
export const rollupKeys = sql`jsonb_strip_nulls(jsonb_build_object('SUBJECT', subject, 'PROPERTIES', property_key))`;

/** SQL: the subject, property key and value of a measured event. For MAX and LAST, only the hour matters. */
export const valueKeys = sql`
  case when kind = 'UNIQUE' then subject end, case when kind = 'UNIQUE' then property_key end, unique_value`;

/** SQL: one row with the first month whose statement still takes entries. */
export const openMonth = (scope: OrgScope) => sql`
  select coalesce(
    (select open_month from billing_periods where organization_id = ${scope.id}),
    (select date_trunc('month', created_at at time zone 'UTC')::date from organizations where id = ${scope.id})
  ) as month`;

/**
 * Inserts the events whose ids are new, adds them to the rollups, and returns their ids. Inserts in the order of ids,
 * so that batches with common events cannot deadlock. Call `holdForRecording` first. Inserts nothing and returns
 * undefined if more than `declared` of the meters are declared by now.
 */
export async function insertUsageEvents(
  { db, scope }: TenantDb,
  events: HashedEvent[],
  now: string,
  declared?: number,
): Promise<string[] | undefined> {
  const codes = [...new Set(events.map(({ meter }) => meter))];
  const column = <T>(read: (event: HashedEvent) => T) => events.map(read);
  const { rows } = await sql<{ event_id: string | null }>`
    with open as (${openMonth(scope)}), news as (
      select count(*) > ${declared ?? codes.length}::int as found from meters where code = any(${codes}::text[])
    ), inserted as (
      insert into usage_events (organization_id, event_id, content_hash, meter, quantity, occurred_at, subject,
        properties, statement_month, kind, property_key, unique_value)
      select ${scope.id}, sent.event_id, sent.content_hash, sent.meter, sent.quantity, sent.occurred_at, sent.subject,
        sent.properties, greatest(date_trunc('month', sent.occurred_at at time zone 'UTC')::date, open.month), sent.kind,
        sent.property_key, sent.unique_value
      from open, news, unnest(
        ${column((event) => event.eventId)}::text[],
        ${column((event) => event.hash)}::bytea[],
        ${column((event) => event.meter)}::text[],
        ${column((event) => event.quantity)}::bigint[],
        ${column((event) => event.occurredAt ?? now)}::timestamptz[],
        ${column((event) => event.subject || null)}::text[],
        ${column((event) => (event.properties ? JSON.stringify(event.properties) : null))}::jsonb[],
        ${column((event) => event.kind)}::text[],
        ${column((event) => event.propertyKey)}::text[],
        ${column((event) => event.uniqueValue)}::text[]
      ) as sent (event_id, content_hash, meter, quantity, occurred_at, subject, properties, kind, property_key, unique_value)
      where not news.found
      order by sent.event_id collate "C"
      on conflict do nothing
      returning event_id, meter, quantity, subject, occurred_at, statement_month, kind, property_key, unique_value
    ), counted as (
      insert into usage_pending (organization_id, meter, hour, statement_month, keys, quantity)
      select ${scope.id}, meter, date_trunc('hour', occurred_at, 'UTC'), statement_month,
        ${rollupKeys}, sum(${counted})
      from inserted
      where ${isCounted}
      group by meter, date_trunc('hour', occurred_at, 'UTC'), statement_month, subject, property_key
    ), measured as (
      insert into usage_pending_values (organization_id, meter, hour, statement_month, subject, property_key, value, events)
      select ${scope.id}, meter, date_trunc('hour', occurred_at, 'UTC'), statement_month, ${valueKeys}, count(*)
      from inserted
      where not ${isCounted}
      group by 2, 3, 4, 5, 6, 7
    )
    select event_id from inserted union all select null from news where found`.execute(db);
  const ids = rows.flatMap(({ event_id: id }) => (id === null ? [] : [id]));
  return ids.length < rows.length ? undefined : ids;
}

/** Returns the content hashes of events that were recorded before. */
export async function findContentHashes(
  { db, scope }: TenantDb,
  eventIds: string[],
): Promise<Map<string, Buffer>> {
  const rows = await db
    .selectFrom('usage_events')
    .select(['event_id', 'content_hash'])
    .where('organization_id', '=', scope.id)
    .where('event_id', '=', anyOf(eventIds))
    .execute();
  return new Map(rows.map((row) => [row.event_id, row.content_hash]));
}

const usageEvents = defineList<UsageEventOrder, UsageEventFilter>({
  table: 'usage_events',
  sorts: { CREATED_AT: 'timestamptz', OCCURRED_AT: 'timestamptz' },
  filters: {
    eventId: 'text',
    meter: 'text',
    subject: 'text',
    occurredAt: 'timestamptz',
    createdAt: 'timestamptz',
  },
});

export const listUsageEvents = (
  tenant: TenantDb,
  args: ListArgs<UsageEventOrder, UsageEventFilter>,
): Promise<UsageEventPage> => usageEvents.page(ofTenant(tenant), args);

/** Returns the event with this id of its sender. */
export function findUsageEvent(tenant: TenantDb, eventId: string): Promise<UsageEventRow | undefined> {
  return ofTenant(tenant).where('usage_events.event_id', '=', eventId).executeTakeFirst();
}

const ofTenant = ({ db, scope }: TenantDb) =>
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
