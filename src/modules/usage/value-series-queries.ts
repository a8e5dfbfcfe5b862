import { sql } from 'kysely';
import type { OrgScope, TenantDb } from '../../database/tenant-db.ts';
import type { MeterDefinition } from '../meter/rows.ts';
import type { Grouping } from './grouping.ts';
import { bucketStart, MAX_GROUPS, rollupOf, timeOf, toText } from './series-time.ts';
import type { Buckets } from './time-buckets.ts';

/** The value of a meter that is measured in a bucket, or in all of them if there is no `start` (in seconds since 1970). */
export interface Value {
  start: string | null;
  quantity: string;
}

/** A null key is that of the rest: usage without a value, and beyond the largest groups. */
export type GroupValue = Value & { key: string | null };

/** SQL: the best event comes first. */
const bestFirst = (kind: MeterDefinition['kind']) =>
  sql`${kind === 'MAX' ? sql`quantity desc,` : sql``} occurred_at desc, event_id desc`;

const within = (column: string, { from, to }: { from: string; to: string }) =>
  sql`${sql.ref(column)} >= ${from}::timestamptz and ${sql.ref(column)} < ${to}::timestamptz`;

/** Returns how groups are read: only the subject and declared properties divide the usage of these meters. */
function partsOf(grouping: Grouping | undefined) {
  const nothing = sql`null::text`;
  switch (grouping?.dimension) {
    case 'SUBJECT':
      return { dimension: 'SUBJECT', key: sql`nullif(key, '')`, rowKey: sql`subject` };
    case 'PROPERTIES':
      return {
        dimension: 'PROPERTIES',
        key: grouping.keyOf(sql.ref('key')),
        rowKey: grouping.keyOf(sql.ref('property_key')),
      };
    default:
      return { dimension: 'TOTAL', key: nothing, rowKey: nothing };
  }
}

/**
 * Selects the greatest or last events of a meter: `starts_at`, `key` and what they are compared by. Hours with pending
 * values come from their events, days with such hours from their other hours and those events.
 */
function levels(scope: OrgScope, meter: string, buckets: Buckets, grouping: Grouping | undefined) {
  const { from, to } = timeOf(buckets);
  const time = { from: toText(from), to: toText(to) };
  const { dimension, key, rowKey } = partsOf(grouping);
  const byHour = rollupOf(buckets) === 'HOUR';
  const rollups = (granularity: 'HOUR' | 'DAY') => sql`
    select starts_at, ${key} as key, quantity, occurred_at, event_id from usage_levels
    where organization_id = ${scope.id} and meter = ${meter} and dimension = ${dimension}
      and granularity = ${granularity} and ${within('starts_at', time)}`;
  const dirtyHours = sql`array(select hour from dirty)`;
  const dirtyDays = sql`array(select date_trunc('day', hour, 'UTC') from dirty)`;
  const days = sql`
    ${rollups('DAY')} and starts_at <> all(${dirtyDays})
    union all ${rollups('HOUR')} and starts_at <> all(${dirtyHours}) and date_trunc('day', starts_at, 'UTC') = any(${dirtyDays})`;
  return sql`
    dirty as (
      select distinct hour from usage_pending_values
      where organization_id = ${scope.id} and meter = ${meter} and ${within('hour', time)}
    ), entries as (
      ${byHour ? sql`${rollups('HOUR')} and starts_at <> all(${dirtyHours})` : days}
      union all
      select dirty.hour, ${rowKey}, e.quantity, e.occurred_at, e.id
      from dirty join usage_events e on e.organization_id = ${scope.id} and e.meter = ${meter} and e.kind <> 'COUNT'
        and e.occurred_at >= dirty.hour and e.occurred_at < dirty.hour + interval '1 hour'
      where not exists (select from usage_voids v where v.organization_id = ${scope.id} and v.event_id = e.id)
    )`;
}

/** Selects the values of a UNIQUE meter with the number of events: `starts_at`, `key`, `value`, `events`. */
function uniqueValues(scope: OrgScope, meter: string, buckets: Buckets, grouping: Grouping | undefined) {
  const { from, to } = timeOf(buckets);
  const time = { from: toText(from), to: toText(to) };
  const { dimension, key, rowKey } = partsOf(grouping);
  const granularity = buckets.granularity === 'MONTH' && dimension === 'TOTAL' ? 'MONTH' : rollupOf(buckets);
  return sql`entries as (
    select starts_at, ${key} as key, value, events from usage_unique_values
    where organization_id = ${scope.id} and meter = ${meter} and dimension = ${dimension}
      and granularity = ${granularity} and ${within('starts_at', time)}
    union all
    select hour, ${rowKey}, value, events from usage_pending_values
    where organization_id = ${scope.id} and meter = ${meter} and ${within('hour', time)}
  )`;
}

/** Returns the values by bucket, and the value of the whole time. */
export async function measureByBucket(
  { db, scope }: TenantDb,
  { code, kind }: MeterDefinition,
  buckets: Buckets,
): Promise<Value[]> {
  const start = bucketStart(buckets);
  const query =
    kind === 'UNIQUE'
      ? sql<Value>`
        with ${uniqueValues(scope, code, buckets, undefined)}, live as (
          select ${start} as start, value from entries group by 1, 2 having sum(events) > 0
        )
        select start, count(*) as quantity from live group by 1
        union all select null, count(distinct value) from live`
      : sql<Value>`
        with ${levels(scope, code, buckets, undefined)}
        (select distinct on (1) ${start} as start, quantity from entries order by 1, ${bestFirst(kind)})
        union all (select null, quantity from entries order by ${bestFirst(kind)} limit 1)`;
  return (await query.execute(db)).rows;
}

/** Returns the same for the groups with the largest values, and for the rest. */
export async function measureByKey(
  { db, scope }: TenantDb,
  { code, kind }: MeterDefinition,
  buckets: Buckets,
  grouping: Grouping,
): Promise<GroupValue[]> {
  const start = bucketStart(buckets);
  const biggest = sql`biggest as (
    select key from totals where key is not null order by quantity desc, key limit ${MAX_GROUPS})`;
  const query =
    kind === 'UNIQUE'
      ? sql<GroupValue>`
        with ${uniqueValues(scope, code, buckets, grouping)}, live as (
          select key, ${start} as start, value from entries group by 1, 2, 3 having sum(events) > 0
        ), totals as (select key, count(distinct value) as quantity from live group by 1),
        ${biggest}, labelled as (
          select distinct biggest.key, start, value from live left join biggest using (key)
        )
        select key, start, count(*) as quantity from labelled group by 1, 2
        union all select key, null, count(distinct value) from labelled group by 1`
      : sql<GroupValue>`
        with ${levels(scope, code, buckets, grouping)}, totals as (
          select distinct on (key) key, quantity from entries order by key, ${bestFirst(kind)}
        ), ${biggest}, labelled as (
          select biggest.key, ${start} as start, quantity, occurred_at, event_id from entries left join biggest using (key)
        )
        (select distinct on (key, start) key, start, quantity from labelled order by key, start, ${bestFirst(kind)})
        union all
        (select distinct on (key) key, null, quantity from labelled order by key, ${bestFirst(kind)})`;
  return (await query.execute(db)).rows;
}
