import { sql } from 'kysely';
import type { UsageGranularity, UsageGroupBy } from '../../generated/enums.ts';
import type { OrgScope, TenantDb } from '../../database/tenant-db.ts';
import { type Buckets, bucketsOf } from './time-buckets.ts';
import { meterToRead } from './input.ts';
import type { Group, UsageSeriesRow } from './rows.ts';

const MAX_BUCKETS = 1000;
const MAX_GROUPED_BUCKETS = 200;
const MAX_GROUPS = 50;

interface SeriesArgs {
  meter: string;
  granularity: UsageGranularity;
  from?: string | null;
  to?: string | null;
  groupBy?: UsageGroupBy | null;
}

/**
 * Returns the usage of a meter from the rollups. @throws BAD_USER_INPUT for an empty time range, or one with too many
 * buckets
 */
export async function readSeries(tenant: TenantDb, args: SeriesArgs): Promise<UsageSeriesRow> {
  const { granularity, groupBy } = args;
  const meter = meterToRead(args.meter);
  const max = groupBy ? MAX_GROUPED_BUCKETS : MAX_BUCKETS;
  const buckets = bucketsOf(granularity, { ...args, max });
  const [whole, parts] = await Promise.all([
    sumByBucket(tenant, meter, buckets),
    groupBy ? sumByKey(tenant, meter, buckets, groupBy) : [],
  ]);
  const { total, ...series } = fill(buckets, whole);
  const keyed = [...Map.groupBy(parts, (part) => part.key)].map(([key, sums]): Group => ({
    key,
    ...fill(buckets, sums),
  }));
  return {
    meter,
    granularity,
    from: toText(buckets.starts[0]!),
    to: toText(buckets.end),
    ...series,
    total,
    groups: groupBy ? withRest({ key: null, total, ...series }, keyed) : [],
  };
}

/** Returns the groups, and a last one with the rest of the whole, if any. */
function withRest(whole: Group, groups: Group[]): Group[] {
  const left = (total: bigint, of: (group: Group) => bigint) =>
    groups.reduce((rest, group) => rest - of(group), total);
  const rest = {
    key: null,
    total: left(whole.total, (group) => group.total),
    buckets: whole.buckets.map(({ start, quantity }, index) => ({
      start,
      quantity: left(quantity, (group) => group.buckets[index]!.quantity),
    })),
  };
  return rest.total > 0n ? [...groups, rest] : groups;
}

interface Sum {
  /** Seconds since 1970. */
  start: string;
  quantity: string;
}

function fill({ starts }: Buckets, sums: Sum[]): Pick<Group, 'buckets' | 'total'> {
  const found = new Map(sums.map((sum) => [Number(sum.start) * 1000, BigInt(sum.quantity)]));
  const buckets = starts.map((start) => ({ start: toText(start), quantity: found.get(start) ?? 0n }));
  return { buckets, total: buckets.reduce((total, { quantity }) => total + quantity, 0n) };
}

const toText = (instant: number) => new Date(instant).toISOString();

type Dimension = UsageGroupBy | 'TOTAL';

/** In milliseconds since 1970. */
interface Time {
  from: number;
  to: number;
}

const DAY = 86_400_000;

/** Selects the rollups by hour or day. */
function rolledUp(scope: OrgScope, meter: string, dimension: Dimension, by: 'HOUR' | 'DAY', time: Time) {
  return sql`
    select starts_at, key, quantity from usage_rollups
    where organization_id = ${scope.id} and meter = ${meter} and dimension = ${dimension} and granularity = ${by}
      and starts_at >= ${toText(time.from)}::timestamptz and starts_at < ${toText(time.to)}::timestamptz`;
}

/** Selects the usage that is not rolled up yet. */
function pending(scope: OrgScope, meter: string, dimension: Dimension, time: Time) {
  const key = dimension === 'TOTAL' ? sql`''` : sql`keys ->> ${dimension}`;
  return sql`
    select hour, ${key}, quantity from usage_pending
    where organization_id = ${scope.id} and meter = ${meter} and ${key} is not null
      and hour >= ${toText(time.from)}::timestamptz and hour < ${toText(time.to)}::timestamptz`;
}

/** Splits a time range into its whole days and the parts before and after them. */
function wholeDays({ from, to }: Time): { before: Time; days: Time; after: Time } {
  const start = Math.min(Math.ceil(from / DAY) * DAY, to);
  const end = Math.max(Math.floor(to / DAY) * DAY, start);
  return { before: { from, to: start }, days: { from: start, to: end }, after: { from: end, to } };
}

const timeOf = ({ starts, end }: Buckets): Time => ({ from: starts[0]!, to: end });
const rollupOf = ({ granularity }: Buckets) => (granularity === 'HOUR' ? 'HOUR' : 'DAY');
const bucketStart = ({ granularity }: Buckets) =>
  sql`extract(epoch from date_trunc(${granularity.toLowerCase()}, starts_at, 'UTC'))::bigint`;

async function sumByBucket({ db, scope }: TenantDb, meter: string, buckets: Buckets): Promise<Sum[]> {
  const time = timeOf(buckets);
  const { rows } = await sql<Sum>`
    select ${bucketStart(buckets)} as start, sum(quantity) as quantity
    from (${rolledUp(scope, meter, 'TOTAL', rollupOf(buckets), time)}
      union all ${pending(scope, meter, 'TOTAL', time)}) metered
    group by 1`.execute(db);
  return rows;
}

/** Returns the largest groups, the largest first. Reads whole days where possible, because there may be many rows. */
async function sumByKey(
  { db, scope }: TenantDb,
  meter: string,
  buckets: Buckets,
  dimension: UsageGroupBy,
): Promise<(Sum & { key: string })[]> {
  const time = timeOf(buckets);
  const { before, days, after } = wholeDays(time);
  const { rows } = await sql<Sum & { key: string }>`
    with pending (starts_at, key, quantity) as (${pending(scope, meter, dimension, time)}), biggest as (
      select key, sum(quantity) as total
      from (${rolledUp(scope, meter, dimension, 'DAY', days)}
        union all ${rolledUp(scope, meter, dimension, 'HOUR', before)}
        union all ${rolledUp(scope, meter, dimension, 'HOUR', after)}
        union all select starts_at, key, quantity from pending) metered
      group by key order by total desc, key limit ${MAX_GROUPS}
    )
    select key, ${bucketStart(buckets)} as start, sum(quantity) as quantity
    from (${rolledUp(scope, meter, dimension, rollupOf(buckets), time)}
        and key = any(array(select key from biggest))
      union all select starts_at, key, quantity from pending) metered
      join biggest using (key)
    group by key, start, total order by total desc, key`.execute(db);
  return rows;
}
