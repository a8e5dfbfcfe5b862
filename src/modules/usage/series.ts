import { type Kysely, sql } from 'kysely';
import type { OrgScope } from '../../authorization/scope.ts';
import type { DB } from '../../generated/database.ts';
import type { UsageGranularity, UsageGroupBy } from '../../generated/graphql.ts';
import { type Buckets, bucketsOf } from './buckets.ts';
import { meterToRead } from './input.ts';

const MOST_BUCKETS = 1000;
const MOST_GROUPED_BUCKETS = 200;
const MOST_GROUPS = 50;

interface Bucket {
  start: string;
  quantity: bigint;
}

interface Group {
  key: string | null;
  total: bigint;
  buckets: Bucket[];
}

export interface Series {
  meter: string;
  granularity: UsageGranularity;
  from: string;
  to: string;
  buckets: Bucket[];
  total: bigint;
  groups: Group[];
}

interface SeriesArgs {
  meter: string;
  granularity: UsageGranularity;
  from?: string | null;
  to?: string | null;
  groupBy?: UsageGroupBy | null;
}

/** How much of a meter was used, from the roll-ups. @throws BAD_USER_INPUT for a time without, or with too many buckets */
export async function readSeries(db: Kysely<DB>, scope: OrgScope, args: SeriesArgs): Promise<Series> {
  const { granularity, groupBy } = args;
  const meter = meterToRead(args.meter);
  const most = groupBy ? MOST_GROUPED_BUCKETS : MOST_BUCKETS;
  const buckets = bucketsOf(granularity, { ...args, most });
  const [whole, parts] = await Promise.all([
    sumByBucket(db, scope, meter, buckets),
    groupBy ? sumByKey(db, scope, meter, buckets, groupBy) : [],
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

/** The groups, and what of the whole is in none of them, if anything is. */
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

/** What was rolled up by the hour or the day. */
function rolledUp(scope: OrgScope, meter: string, dimension: Dimension, by: 'HOUR' | 'DAY', time: Time) {
  return sql`
    select starts_at, key, quantity from usage_rollups
    where organization_id = ${scope.id} and meter = ${meter} and dimension = ${dimension} and granularity = ${by}
      and starts_at >= ${toText(time.from)}::timestamptz and starts_at < ${toText(time.to)}::timestamptz`;
}

/** What is not rolled up yet. */
function pending(scope: OrgScope, meter: string, dimension: Dimension, time: Time) {
  const key = dimension === 'TOTAL' ? sql`''` : sql`keys ->> ${dimension}`;
  return sql`
    select hour, ${key}, quantity from usage_pending
    where organization_id = ${scope.id} and meter = ${meter} and ${key} is not null
      and hour >= ${toText(time.from)}::timestamptz and hour < ${toText(time.to)}::timestamptz`;
}

/** The whole days within a time, and what of it is before and after them. */
function wholeDays({ from, to }: Time): { before: Time; days: Time; after: Time } {
  const start = Math.min(Math.ceil(from / DAY) * DAY, to);
  const end = Math.max(Math.floor(to / DAY) * DAY, start);
  return { before: { from, to: start }, days: { from: start, to: end }, after: { from: end, to } };
}

const timeOf = ({ starts, end }: Buckets): Time => ({ from: starts[0]!, to: end });
const rollupOf = ({ granularity }: Buckets) => (granularity === 'HOUR' ? 'HOUR' : 'DAY');
const bucketStart = ({ granularity }: Buckets) =>
  sql`extract(epoch from date_trunc(${granularity.toLowerCase()}, starts_at, 'UTC'))::bigint`;

async function sumByBucket(db: Kysely<DB>, scope: OrgScope, meter: string, buckets: Buckets): Promise<Sum[]> {
  const time = timeOf(buckets);
  const { rows } = await sql<Sum>`
    select ${bucketStart(buckets)} as start, sum(quantity) as quantity
    from (${rolledUp(scope, meter, 'TOTAL', rollupOf(buckets), time)}
      union all ${pending(scope, meter, 'TOTAL', time)}) metered
    group by 1`.execute(db);
  return rows;
}

/** The greatest groups, the greatest first. They are found by whole days as far as possible: there may be many. */
async function sumByKey(
  db: Kysely<DB>,
  scope: OrgScope,
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
      group by key order by total desc, key limit ${MOST_GROUPS}
    )
    select key, ${bucketStart(buckets)} as start, sum(quantity) as quantity
    from (${rolledUp(scope, meter, dimension, rollupOf(buckets), time)}
        and key = any(array(select key from biggest))
      union all select starts_at, key, quantity from pending) metered
      join biggest using (key)
    group by key, start, total order by total desc, key`.execute(db);
  return rows;
}
