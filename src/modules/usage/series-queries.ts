import { sql } from 'kysely';
import type { OrgScope, TenantDb } from '../../database/tenant-db.ts';
import type { Grouping } from './grouping.ts';
import { bucketStart, MAX_GROUPS, rollupOf, type Time, timeOf, toText, wholeDays } from './series-time.ts';
import type { Buckets } from './time-buckets.ts';

interface Sum {
  /** Seconds since 1970. */
  start: string;
  quantity: string;
}

/** Selects the rollups by hour or day. */
function rolledUp(
  scope: OrgScope,
  meter: string,
  grouping: Grouping | undefined,
  by: 'HOUR' | 'DAY',
  time: Time,
) {
  return sql`
    select starts_at, ${grouping ? grouping.keyOf(sql.ref('key')) : sql`''`} as key, quantity from usage_rollups
    where organization_id = ${scope.id} and meter = ${meter} and dimension = ${grouping?.dimension ?? 'TOTAL'}
      and granularity = ${by}
      and starts_at >= ${toText(time.from)}::timestamptz and starts_at < ${toText(time.to)}::timestamptz`;
}

/** Selects the usage that is not rolled up yet. */
function pending(scope: OrgScope, meter: string, grouping: Grouping | undefined, time: Time) {
  const key = grouping ? grouping.keyOf(sql`keys ->> ${grouping.dimension}`) : sql`''`;
  return sql`
    select hour, ${key}, quantity from usage_pending
    where organization_id = ${scope.id} and meter = ${meter} and ${key} is not null
      and hour >= ${toText(time.from)}::timestamptz and hour < ${toText(time.to)}::timestamptz`;
}

export async function sumByBucket({ db, scope }: TenantDb, meter: string, buckets: Buckets): Promise<Sum[]> {
  const time = timeOf(buckets);
  const { rows } = await sql<Sum>`
    select ${bucketStart(buckets)} as start, sum(quantity) as quantity
    from (${rolledUp(scope, meter, undefined, rollupOf(buckets), time)}
      union all ${pending(scope, meter, undefined, time)}) metered
    group by 1`.execute(db);
  return rows;
}

/** Returns the largest groups, the largest first. Reads whole days where possible, because there may be many rows. */
export async function sumByKey(
  { db, scope }: TenantDb,
  meter: string,
  buckets: Buckets,
  grouping: Grouping,
): Promise<(Sum & { key: string })[]> {
  const time = timeOf(buckets);
  const { before, days, after } = wholeDays(time);
  const { rows } = await sql<Sum & { key: string }>`
    with pending (starts_at, key, quantity) as (${pending(scope, meter, grouping, time)}), biggest as (
      select key, sum(quantity) as total
      from (${rolledUp(scope, meter, grouping, 'DAY', days)}
        union all ${rolledUp(scope, meter, grouping, 'HOUR', before)}
        union all ${rolledUp(scope, meter, grouping, 'HOUR', after)}
        union all select starts_at, key, quantity from pending) metered
      where key is not null
      group by key order by total desc, key limit ${MAX_GROUPS}
    )
    select key, ${bucketStart(buckets)} as start, sum(quantity) as quantity
    from (${rolledUp(scope, meter, grouping, rollupOf(buckets), time)}
        and ${grouping.keyOf(sql.ref('key'))} = any(array(select key from biggest))
      union all select starts_at, key, quantity from pending) metered
      join biggest using (key)
    group by key, start, total order by total desc, key`.execute(db);
  return rows;
}
