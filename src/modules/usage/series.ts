import type { UsageGranularity, UsageGroupBy } from '../../generated/enums.ts';
import type { TenantDb } from '../../database/tenant-db.ts';
import { isMeasured } from '../meter/kinds.ts';
import { findMeters } from '../meter/queries.ts';
import { type Buckets, bucketsOf } from './time-buckets.ts';
import { type Grouping, groupingOf, keyForClients } from './grouping.ts';
import { meterToRead } from './input.ts';
import type { Group, UsageSeriesRow } from './rows.ts';
import type { Value } from './series-parts.ts';
import { sumByBucket, sumByKey } from './series-queries.ts';
import { toText } from './series-time.ts';
import { measureByBucket, measureByKey } from './value-series-queries.ts';

const MAX_BUCKETS = 1000;
const MAX_GROUPED_BUCKETS = 200;

interface SeriesArgs {
  meter: string;
  granularity: UsageGranularity;
  from?: string | null;
  to?: string | null;
  groupBy?: UsageGroupBy | null;
  groupByProperties?: readonly string[] | null;
}

/**
 * Returns the usage of a meter from the rollups. @throws BAD_USER_INPUT for an empty time range, or one with too many
 * buckets, and for groups that the meter does not have
 */
export async function readSeries(tenant: TenantDb, args: SeriesArgs): Promise<UsageSeriesRow> {
  const { granularity } = args;
  const meter = meterToRead(args.meter);
  const declared = (await findMeters(tenant.db, [meter])).get(meter);
  const grouping = groupingOf(args.groupBy, args.groupByProperties, declared);
  const max = grouping ? MAX_GROUPED_BUCKETS : MAX_BUCKETS;
  const buckets = bucketsOf(granularity, { ...args, max });
  const [whole, groups] =
    declared && isMeasured(declared.kind)
      ? await Promise.all([
          measureByBucket(tenant, declared, buckets).then((values) => fill(buckets, values)),
          grouping ? readGroups(tenant, declared, buckets, grouping) : [],
        ])
      : await readSums(tenant, meter, buckets, grouping);
  return {
    meter,
    granularity,
    from: toText(buckets.starts[0]!),
    to: toText(buckets.end),
    ...whole,
    groups,
  };
}

type Series = Pick<Group, 'buckets' | 'total'>;

async function readSums(
  tenant: TenantDb,
  meter: string,
  buckets: Buckets,
  grouping: Grouping | undefined,
): Promise<[Series, Group[]]> {
  const [sums, parts] = await Promise.all([
    sumByBucket(tenant, meter, buckets),
    grouping ? sumByKey(tenant, meter, buckets, grouping) : [],
  ]);
  const whole = addUp(fill(buckets, sums));
  if (!grouping) return [whole, []];
  const groups = [...Map.groupBy(parts, (part) => part.key)].map(([key, own]): Group => ({
    ...keyForClients(key, grouping),
    ...addUp(fill(buckets, own)),
  }));
  return [whole, withRest(whole, groups)];
}

const addUp = ({ buckets }: Series): Series => ({
  buckets,
  total: buckets.reduce((total, { quantity }) => total + quantity, 0n),
});

/** Returns the groups, and a last one with the rest of the whole, if any. */
function withRest(whole: Series, groups: Group[]): Group[] {
  const left = (total: bigint, of: (group: Group) => bigint) =>
    groups.reduce((rest, group) => rest - of(group), total);
  const rest = {
    key: null,
    properties: null,
    total: left(whole.total, (group) => group.total),
    buckets: whole.buckets.map(({ start, quantity }, index) => ({
      start,
      quantity: left(quantity, (group) => group.buckets[index]!.quantity),
    })),
  };
  return rest.total > 0n ? [...groups, rest] : groups;
}

/** Returns the groups of a measured meter, the largest first, then the rest. */
async function readGroups(
  tenant: TenantDb,
  declared: Parameters<typeof measureByKey>[1],
  buckets: Buckets,
  grouping: Grouping,
): Promise<Group[]> {
  const values = await measureByKey(tenant, declared, buckets, grouping);
  const groups = [...Map.groupBy(values, ({ key }) => key)].map(([key, own]): Group => ({
    ...(key === null ? { key, properties: null } : keyForClients(key, grouping)),
    ...fill(buckets, own),
  }));
  const named = groups.filter(({ key }) => key !== null).toSorted(byTotal);
  return [...named, ...groups.filter(({ key, total }) => key === null && total > 0n)];
}

const byTotal = (a: Group, b: Group) =>
  a.total === b.total ? (a.key! < b.key! ? -1 : 1) : a.total > b.total ? -1 : 1;

/** Returns all buckets with their values. The value without a start is that of the whole. */
function fill({ starts }: Buckets, values: Value[]): Series {
  const whole = values.find(({ start }) => start === null);
  const found = new Map(
    values.flatMap(({ start, quantity }) =>
      start === null ? [] : [[Number(start) * 1000, BigInt(quantity)]],
    ),
  );
  const buckets = starts.map((start) => ({ start: toText(start), quantity: found.get(start) ?? 0n }));
  return { buckets, total: BigInt(whole?.quantity ?? 0) };
}
