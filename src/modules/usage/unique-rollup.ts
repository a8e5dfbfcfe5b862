// How meters of the kind UNIQUE are rolled up.
//
// A *member* is a value in one group of a meter: its hash (app.unique_member). `usage_unique_hours` counts the events of
// each member by hour; a member occurs in an hour while it has events there. So recording adds, voiding subtracts, and
// nothing has to be computed anew.
//
// Distinct values do not add up, but the days on which they occur for the first time do. `usage_unique_counts` counts
// the members of each day by the day before on which they occurred. The distinct values of any whole days are those of
// each day that did not occur on an earlier one of them: a sum. If a member begins or ceases to occur on a day, two
// counts change: that of the day, and that of the next day on which it occurs.

import { type RawBuilder, sql } from 'kysely';

/** SQL: the dimensions of an event or pending value, each with its key. */
export const parts = (row: string): RawBuilder<unknown> => sql`cross join lateral (values
  ('TOTAL', ''), ('SUBJECT', coalesce(${sql.ref(`${row}.subject`)}, '')),
  ('PROPERTIES', ${sql.ref(`${row}.property_key`)})) part (dimension, key)`;

const place = sql`organization_id, member, meter, dimension, key`;

/** SQL: the hours of a member of `touched`, with this condition, in which it occurs. */
const occurrences = (condition: RawBuilder<unknown>) => sql`
  select r.hour from usage_unique_hours r
  where r.organization_id = m.organization_id and r.member = m.member and ${condition}
  group by r.hour having sum(r.events) > 0`;

/**
 * SQL: expressions of a WITH that add the pending values of `taken` to the rollups. Of each member, the hours of the days
 * with changes are read, and the nearest ones before and after them. Most members have no later hours than those that
 * change: one range of the index for each says so, whatever the statistics say.
 */
export const foldUnique = sql`
  changes as (
    select organization_id, app.unique_member(meter, part.dimension, part.key, value) as member, meter, part.dimension,
      part.key, hour, statement_month, sum(events) as events
    from taken ${parts('taken')}
    where value is not null and part.key is not null
    group by 1, 2, 3, 4, 5, 6, 7
  ), touched as (
    select ${place}, first_day, days_end, latest.hour as latest,
      case when latest.hour < first_day and latest.events > 0 then latest.hour
        when latest.hour is not null
          then (${occurrences(sql`r.hour < m.first_day`)} order by r.hour desc limit 1) end as before
    from (
      select ${place}, date_trunc('day', min(hour), 'UTC') as first_day,
        date_trunc('day', max(hour), 'UTC') + interval '24 hours' as days_end
      from changes group by 1, 2, 3, 4, 5
    ) m left join lateral (
      select r.hour, sum(r.events) as events from usage_unique_hours r
      where r.organization_id = m.organization_id and r.member = m.member
      group by r.hour order by r.hour desc limit 1
    ) latest on true
  ), hours as (
    select ${place}, hour, sum(before) > 0 as was, sum(after) > 0 as occurs
    from (
      select ${place}, known.hour, known.events as before, known.events as after
      from touched m cross join lateral (
        select r.hour, r.events from usage_unique_hours r
        where m.latest >= m.first_day and r.organization_id = m.organization_id and r.member = m.member
          and r.hour >= m.first_day and r.hour < m.days_end
        offset 0) known
      union all select ${place}, hour, 0, events from changes
      union all select ${place}, before, 1, 1 from touched where before is not null
      union all
      select ${place}, following.hour, 1, 1
      from touched m cross join lateral (
        ${occurrences(sql`m.latest >= m.days_end and r.hour >= m.days_end`)} order by r.hour limit 1) following
    ) entry
    group by 1, 2, 3, 4, 5, 6
  ), days as (
    select ${place}, date_trunc('day', hour, 'UTC') as day, bool_or(was) as was, bool_or(occurs) as occurs
    from hours group by 1, 2, 3, 4, 5, 6
  ), steps as (
    select ${place}, day, was, occurs, max(day) filter (where was) over earlier as previous_was,
      max(day) filter (where occurs) over earlier as previous
    from days
    window earlier as (
      partition by organization_id, member order by day rows between unbounded preceding and 1 preceding)
  ), added_hours as (
    insert into usage_unique_hours (organization_id, member, hour, statement_month, events, late_meter)
    select organization_id, member, hour, statement_month, events,
      case when dimension = 'TOTAL' and statement_month > (hour at time zone 'UTC')::date then meter end
    from changes
    order by organization_id, member, hour
    on conflict (organization_id, member, hour, statement_month)
      do update set events = usage_unique_hours.events + excluded.events
  ), added_counts as (
    insert into usage_unique_counts (organization_id, meter, dimension, granularity, starts_at, key, previous, quantity)
    select organization_id, meter, dimension, 'DAY', day, key, coalesce(change.previous, '-infinity'::timestamptz),
      sum(change.step)
    from steps cross join lateral (
        values (steps.previous, occurs::int), (previous_was, -(was::int))) change (previous, step)
    where (occurs, steps.previous) is distinct from (was, previous_was)
    group by 1, 2, 3, 4, 5, 6, 7 having sum(change.step) <> 0
    union all
    select organization_id, meter, dimension, 'HOUR', hour, key, '-infinity'::timestamptz, sum(occurs::int - was::int)
    from hours where occurs <> was group by 1, 2, 3, 4, 5, 6, 7 having sum(occurs::int - was::int) <> 0
    order by 1, 2, 3, 4, 5, 6, 7
    on conflict (organization_id, meter, dimension, granularity, starts_at, key, previous)
      do update set quantity = usage_unique_counts.quantity + excluded.quantity
  )`;
