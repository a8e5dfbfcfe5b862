import { sql } from 'kysely';
import type { OrgScope, TenantDb } from '../../database/tenant-db.ts';
import type { MeterDefinition } from '../meter/rows.ts';
import type { Grouping } from './grouping.ts';
import { biggest, type GroupValue, partsOf, type Value, within } from './series-parts.ts';
import { bucketStart, rollupOf, timeOf, toText } from './series-time.ts';
import type { Buckets } from './time-buckets.ts';
import { countByBucket, countByKey } from './unique-series-queries.ts';

/** SQL: the best event comes first. */
const bestFirst = (kind: MeterDefinition['kind']) =>
  sql`${kind === 'MAX' ? sql`quantity desc,` : sql``} occurred_at desc, event_id desc`;

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
      from dirty cross join lateral (
        select v.subject, v.property_key, v.quantity, v.occurred_at, v.id from usage_events v
        where v.organization_id = ${scope.id} and v.meter = ${meter} and v.kind <> 'COUNT'
          and v.occurred_at >= dirty.hour and v.occurred_at < dirty.hour + interval '1 hour'
        -- One range of the index for each hour, whatever the statistics say.
        offset 0) e
      where not exists (select from usage_voids v where v.organization_id = ${scope.id} and v.event_id = e.id)
    )`;
}

/** Returns the values by bucket, and the value of the whole time. */
export async function measureByBucket(
  tenant: TenantDb,
  { code, kind }: MeterDefinition,
  buckets: Buckets,
): Promise<Value[]> {
  const { db, scope } = tenant;
  if (kind === 'UNIQUE') return countByBucket(tenant, code, buckets);
  const { rows } = await sql<Value>`
    with ${levels(scope, code, buckets, undefined)}
    (select distinct on (1) ${bucketStart(buckets)} as start, quantity from entries order by 1, ${bestFirst(kind)})
    union all (select null, quantity from entries order by ${bestFirst(kind)} limit 1)`.execute(db);
  return rows;
}

/** Returns the same for the groups with the largest values, and for the rest. */
export async function measureByKey(
  tenant: TenantDb,
  { code, kind }: MeterDefinition,
  buckets: Buckets,
  grouping: Grouping,
): Promise<GroupValue[]> {
  const { db, scope } = tenant;
  if (kind === 'UNIQUE') return countByKey(tenant, code, buckets, grouping);
  const { rows } = await sql<GroupValue>`
    with ${levels(scope, code, buckets, grouping)}, totals as (
      select distinct on (key) key, quantity from entries order by key, ${bestFirst(kind)}
    ), ${biggest}, labelled as (
      select biggest.key, ${bucketStart(buckets)} as start, quantity, occurred_at, event_id
      from entries left join biggest using (key)
    )
    (select distinct on (key, start) key, start, quantity from labelled order by key, start, ${bestFirst(kind)})
    union all
    (select distinct on (key) key, null, quantity from labelled order by key, ${bestFirst(kind)})`.execute(
    db,
  );
  return rows;
}
