// The series of UNIQUE meters, from the counts that unique-rollup.ts keeps.
//
// Members with pending values are *suspects*: what the counts say of them is replaced by their hours. The total of hours
// that do not begin and end with a day is that of the days, corrected by the members of the two edges.

import { sql } from 'kysely';
import type { OrgScope, TenantDb } from '../../database/tenant-db.ts';
import type { Grouping } from './grouping.ts';
import { biggest, type GroupValue, partsOf, type Value, within } from './series-parts.ts';
import { bucketStart, DAY, rollupOf, timeOf, toText } from './series-time.ts';
import type { Buckets } from './time-buckets.ts';

/** SQL: the instant as a text. */
const at = (instant: number) => sql`${toText(instant)}::timestamptz`;

/**
 * SQL: expressions of a WITH for the usage in one dimension, by the rollups' `key`: `<name>_totals` with the `quantity` of
 * the whole time, and `<name>_buckets` with that of each `start`.
 */
function unique(
  name: 'whole' | 'group',
  scope: OrgScope,
  meter: string,
  buckets: Buckets,
  grouping?: Grouping,
) {
  const { from, to } = timeOf(buckets);
  const { dimension, rollupKey } = partsOf(grouping);
  const firstDay = Math.floor(from / DAY) * DAY;
  const daysEnd = Math.floor(to / DAY) * DAY;
  const lastPart = Math.max(daysEnd, from);
  const of = (part: string) => sql.ref(`${name}_${part}`);
  const counts = sql`usage_unique_counts
    where organization_id = ${scope.id} and meter = ${meter} and dimension = ${dimension}`;
  const member = (value: string) =>
    sql`app.unique_member(${meter}, ${dimension}, ${rollupKey}, ${sql.ref(value)})`;
  const start = bucketStart(buckets);
  const firstOfMonth =
    buckets.granularity === 'MONTH' ? sql`and previous < date_trunc('month', starts_at, 'UTC')` : sql``;
  const occursBetween = (first: number, end: number) => sql`exists (
    select from usage_unique_hours r
    where r.organization_id = ${scope.id} and r.member = e.member and r.hour >= ${at(first)} and r.hour < ${at(end)}
    group by r.hour having sum(r.events) > 0)`;
  const edges = sql`
    union all
    select e.key, (e.is_last or ${occursBetween(from, lastPart)})::int - ${occursBetween(firstDay, daysEnd)}::int
    from (
      select ${rollupKey} as key, ${member('unique_value')} as member,
        bool_or(occurred_at >= ${at(lastPart)}) as is_last
      from usage_events e
      where organization_id = ${scope.id} and meter = ${meter} and kind <> 'COUNT'
        and (${within('occurred_at', { from: toText(firstDay), to: toText(from) })}
          or ${within('occurred_at', { from: toText(lastPart), to: toText(to) })})
        and not exists (select from usage_voids v where v.organization_id = ${scope.id} and v.event_id = e.id)
      group by 1, 2
      offset 0
    ) e
    where not exists (select from ${of('suspects')} s where s.member = e.member)`;
  return sql`
    ${of('pending')} as (
      select ${rollupKey} as key, ${member('value')} as member, hour, events from usage_pending_values
      where organization_id = ${scope.id} and meter = ${meter} and ${within('hour', { from: toText(from), to: toText(to) })}
    ), ${of('suspects')} as (
      select distinct key, member from ${of('pending')}
    ), ${of('hours')} as (
      select key, member, hour, sum(before) > 0 as was, sum(after) > 0 as occurs
      from (
        select s.key, s.member, known.hour, known.events as before, known.events as after
        from ${of('suspects')} s cross join lateral (
          select r.hour, r.events from usage_unique_hours r
          where r.organization_id = ${scope.id} and r.member = s.member
            and r.hour >= ${at(firstDay)} and r.hour < ${at(to)}
          offset 0) known
        union all select key, member, hour, 0, events from ${of('pending')}
      ) entry
      group by 1, 2, 3
    ), ${of('totals')} as (
      select key, sum(quantity) as quantity
      from (
        select key, quantity from ${counts} and granularity = 'DAY'
          and starts_at >= ${at(firstDay)} and starts_at < ${at(daysEnd)} and previous < ${at(firstDay)}
        union all
        select key, bool_or(occurs and hour >= ${at(from)})::int - bool_or(was and hour < ${at(daysEnd)})::int
        from ${of('hours')} group by key, member
        ${from === firstDay && to === daysEnd ? sql`` : edges}
      ) counted
      group by 1
    ), ${of('buckets')} as (
      select key, start, sum(quantity) as quantity
      from (
        select key, ${start} as start, quantity from ${counts} and granularity = ${rollupOf(buckets)}
          and starts_at >= ${at(from)} and starts_at < ${at(to)} ${firstOfMonth}
        union all
        select key, start, bool_or(occurs)::int - bool_or(was)::int
        from (select key, member, ${start} as start, was, occurs
          from (select key, member, hour as starts_at, was, occurs from ${of('hours')}) hours
          where starts_at >= ${at(from)}) by_bucket
        group by key, member, start
      ) counted
      group by 1, 2
    )`;
}

/** Returns the number of distinct values by bucket, and that of the whole time. */
export async function countByBucket(
  { db, scope }: TenantDb,
  meter: string,
  buckets: Buckets,
): Promise<Value[]> {
  const { rows } = await sql<Value>`
    with ${unique('whole', scope, meter, buckets)}
    select start, quantity from whole_buckets union all select null, quantity from whole_totals`.execute(db);
  return rows;
}

/** Returns the same for the groups with the most values, and for the rest. */
export async function countByKey(
  tenant: TenantDb,
  meter: string,
  buckets: Buckets,
  grouping: Grouping,
): Promise<GroupValue[]> {
  const { db, scope } = tenant;
  const { key } = partsOf(grouping);
  const { rows } = await sql<GroupValue & { addsUp: boolean }>`
    with ${unique('whole', scope, meter, buckets)}, ${unique('group', scope, meter, buckets, grouping)}, labels as (
      select key as rollup_key, ${key} as key, quantity from group_totals where quantity > 0
    ), totals as (
      select key, sum(quantity) as quantity from labels group by 1
    ), ${biggest}, labelled as (
      select rollup_key, biggest.key, quantity from labels left join biggest using (key)
    ), checked as (
      -- If the groups add up to the whole, no value is in two of them.
      select (select sum(quantity) from labels) = (select sum(quantity) from whole_totals)
        or not exists (select from labelled group by key having count(*) > 1) as adds_up
    )
    select key, null as start, sum(quantity) as quantity, adds_up as "addsUp" from labelled, checked group by 1, 4
    union all
    select labelled.key, b.start, sum(b.quantity), adds_up
    from checked, labelled join group_buckets b on b.key = labelled.rollup_key
    where adds_up
    group by 1, 2, 4`.execute(db);
  return rows.every(({ addsUp }) => addsUp) ? rows : countEvents(tenant, meter, buckets, grouping);
}

/** Counts the values of groups that have values in common: their events are read. */
async function countEvents(
  { db, scope }: TenantDb,
  meter: string,
  buckets: Buckets,
  grouping: Grouping,
): Promise<GroupValue[]> {
  const { from, to } = timeOf(buckets);
  const { rowKey } = partsOf(grouping);
  const { rows } = await sql<GroupValue>`
    with live as (
      select distinct key, ${bucketStart(buckets)} as start, value
      from (
        select ${rowKey} as key, date_trunc('hour', occurred_at, 'UTC') as starts_at, unique_value as value
        from usage_events e
        where organization_id = ${scope.id} and meter = ${meter} and kind <> 'COUNT'
          and ${within('occurred_at', { from: toText(from), to: toText(to) })}
          and not exists (select from usage_voids v where v.organization_id = ${scope.id} and v.event_id = e.id)
        offset 0
      ) e
    ), totals as (
      select key, count(*) as quantity from (select distinct key, value from live) each group by 1
    ), ${biggest}, labelled as (
      select distinct biggest.key, start, value from live left join biggest using (key)
    )
    select key, start, count(*) as quantity from labelled group by 1, 2
    union all select key, null, count(*) from (select distinct key, value from labelled) each group by 1`.execute(
    db,
  );
  return rows;
}
