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

/** What was metered within the buckets: rolled up, and what is not yet. */
function metered(scope: OrgScope, meter: string, buckets: Buckets, dimension: UsageGroupBy | 'TOTAL') {
  const [from, to] = [toText(buckets.starts[0]!), toText(buckets.end)];
  const key = dimension === 'TOTAL' ? sql`''` : sql`keys ->> ${dimension}`;
  return sql`(
    select starts_at, key, quantity from usage_rollups
    where organization_id = ${scope.id} and meter = ${meter} and dimension = ${dimension}
      and granularity = ${buckets.granularity === 'HOUR' ? 'HOUR' : 'DAY'}
      and starts_at >= ${from}::timestamptz and starts_at < ${to}::timestamptz
    union all
    select hour, ${key}, quantity from usage_pending
    where organization_id = ${scope.id} and meter = ${meter}
      and hour >= ${from}::timestamptz and hour < ${to}::timestamptz and ${key} is not null
  )`;
}

const bucketStart = ({ granularity }: Buckets) =>
  sql`extract(epoch from date_trunc(${granularity.toLowerCase()}, starts_at, 'UTC'))::bigint`;

async function sumByBucket(db: Kysely<DB>, scope: OrgScope, meter: string, buckets: Buckets): Promise<Sum[]> {
  const { rows } = await sql<Sum>`
    select ${bucketStart(buckets)} as start, sum(quantity) as quantity
    from ${metered(scope, meter, buckets, 'TOTAL')} group by 1`.execute(db);
  return rows;
}

/** The greatest groups, the greatest first. */
async function sumByKey(
  db: Kysely<DB>,
  scope: OrgScope,
  meter: string,
  buckets: Buckets,
  dimension: UsageGroupBy,
): Promise<(Sum & { key: string })[]> {
  const { rows } = await sql<Sum & { key: string }>`
    with summed as (
      select key, ${bucketStart(buckets)} as start, sum(quantity) as quantity
      from ${metered(scope, meter, buckets, dimension)} group by 1, 2
    ), biggest as (
      select key, sum(quantity) as total from summed group by key order by total desc, key limit ${MOST_GROUPS}
    )
    select key, start, quantity from biggest join summed using (key) order by total desc, key`.execute(db);
  return rows;
}
