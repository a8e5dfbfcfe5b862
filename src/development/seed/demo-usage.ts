import { sql } from 'kysely';
import type { SystemDb } from '../../database/system.ts';
import { declareMeter } from '../../modules/meter/declare.ts';
import { findMeters } from '../../modules/meter/queries.ts';
import { contentHash } from '../../modules/usage/event-hash.ts';
import { measureEvents } from '../../modules/usage/measured-as.ts';
import { counted, isCounted, rollupKeys, valueKeys } from '../../modules/usage/queries.ts';
import type { DemoStory } from './demo-story.ts';
import { iso } from './demo-time.ts';
import { type DemoEvent, METERS } from './demo-usage-curve.ts';

/** How long after an event its batch arrives. */
const DELAY_MS = 4000;

export const recordedAt = ({ at }: DemoEvent): number => at + DELAY_MS;

/** Declares what the usage measures, for all organizations. */
export async function declareMeters(db: SystemDb): Promise<void> {
  const region = { groupBy: ['region'] };
  await declareMeter(db, {
    meter: METERS.processed,
    name: 'Processed events',
    kind: 'SUM',
    uniqueBy: null,
    ...region,
  });
  await declareMeter(db, {
    meter: METERS.active,
    name: 'Active users',
    kind: 'UNIQUE',
    uniqueBy: 'user',
    ...region,
  });
}

/**
 * Records events in the past. The same rows as `insertUsageEvents` writes, but each with the time of its own: the next
 * call of `foldBatch` rolls them up.
 */
export async function recordEvents(
  { db, organizationId, idAt }: DemoStory,
  events: DemoEvent[],
): Promise<void> {
  const meters = await findMeters(db, Object.values(METERS));
  const rows = measureEvents(events, { meters, refuseUndeclared: false }).map((event) => ({
    id: idAt(recordedAt(event)),
    event_id: event.eventId,
    content_hash: contentHash(event).toString('hex'),
    meter: event.meter,
    quantity: event.quantity,
    subject: event.subject,
    properties: event.properties,
    occurred_at: event.occurredAt,
    created_at: iso(recordedAt(event)),
    kind: event.kind,
    property_key: event.propertyKey,
    unique_value: event.uniqueValue,
  }));
  const hour = sql`date_trunc('hour', occurred_at, 'UTC')`;
  await sql`
    with inserted as (
      insert into usage_events (organization_id, id, event_id, content_hash, meter, quantity, subject, properties,
        occurred_at, statement_month, created_at, kind, property_key, unique_value)
      select ${organizationId}, id, event_id, decode(content_hash, 'hex'), meter, quantity, subject,
        nullif(properties, 'null'::jsonb), occurred_at, date_trunc('month', occurred_at at time zone 'UTC')::date,
        created_at, kind, property_key, unique_value
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as row (id uuid, event_id text, content_hash text,
        meter text, quantity bigint, subject text, properties jsonb, occurred_at timestamptz, created_at timestamptz,
        kind text, property_key text, unique_value text)
      returning event_id, meter, quantity, subject, occurred_at, statement_month, kind, property_key, unique_value
    ), counted as (
      insert into usage_pending (organization_id, meter, hour, statement_month, keys, quantity)
      select ${organizationId}, meter, ${hour}, statement_month, ${rollupKeys}, sum(${counted})
      from inserted where ${isCounted} group by meter, ${hour}, statement_month, subject, property_key
    )
    insert into usage_pending_values (organization_id, meter, hour, statement_month, subject, property_key, value, events)
    select ${organizationId}, meter, ${hour}, statement_month, ${valueKeys}, count(*)
    from inserted where not ${isCounted} group by 2, 3, 4, 5, 6, 7`.execute(db);
}
