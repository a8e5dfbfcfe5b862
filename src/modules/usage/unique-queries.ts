import { sql } from 'kysely';
import type { TenantDb } from '../../database/tenant-db.ts';
import { type Measure, measuredEvents, type SpanRow, voidedLater } from './measure.ts';
import { DAY, toText } from './series-time.ts';

/**
 * Returns the number of a UNIQUE meter's values in each span. A value counts once in a month, in the span where it first
 * occurs, so that the spans of a month add up to the month.
 */
export async function countUniqueValues(tenant: TenantDb, measure: Measure): Promise<SpanRow[]> {
  if (measure.recorded) return countRecorded(tenant, measure);
  const points = pointsOf(measure);
  const found = new Map(
    (await countUntil(tenant, measure, points)).map(({ point, meter, quantity }) => [
      `${points[point]!.name} ${meter}`,
      BigInt(quantity),
    ]),
  );
  const until = (usageMonth: string, instant: string, meter: string) =>
    found.get(`${nameOf(usageMonth, instant)} ${meter}`) ?? 0n;
  return measure.meters.flatMap((meter) =>
    measure.spans.map(({ usageMonth, from, to }, span) => {
      const quantity = until(usageMonth, to, meter) - until(usageMonth, from, meter);
      return { span, meter, quantity: String(quantity) };
    }),
  );
}

/** An instant until which the values of a month are counted. */
interface Point {
  name: string;
  /** Instants as texts; `day` is the start of the day that contains the point. */
  monthStart: string;
  day: string;
  end: string;
}

const nameOf = (usageMonth: string, instant: string) => `${usageMonth} ${Date.parse(instant)}`;

/** Returns where the spans begin and end, without the starts of months, before which there is nothing. */
function pointsOf({ spans }: Measure): Point[] {
  const points = spans.flatMap(({ usageMonth, from, to }) =>
    [from, to].map((instant): [string, Point] => {
      const name = nameOf(usageMonth, instant);
      const end = Date.parse(instant);
      return [
        name,
        {
          name,
          monthStart: `${usageMonth}T00:00:00Z`,
          day: toText(Math.floor(end / DAY) * DAY),
          end: toText(end),
        },
      ];
    }),
  );
  return [...new Map(points).values()].filter(
    ({ monthStart, end }) => Date.parse(end) > Date.parse(monthStart),
  );
}

type PointRow = { point: number; meter: string; quantity: string };

/**
 * Returns the number of values from the start of the month until each point. Whole days are sums of the counts
 * (unique-rollup.ts), which have all that is rolled up. *Suspects* are the members for which the statements bill something
 * else: they are counted by their hours instead. The last day comes from its events.
 */
async function countUntil({ db, scope }: TenantDb, measure: Measure, points: Point[]): Promise<PointRow[]> {
  const { month, meters } = measure;
  const ofMeters = sql`= any(${meters}::text[])`;
  const instants = points.flatMap(({ monthStart, end }) => [Date.parse(monthStart), Date.parse(end)]);
  const [first, last] = [toText(Math.min(...instants)), toText(Math.max(...instants))];
  const inTime = (column: string) =>
    sql`${sql.ref(column)} >= ${first}::timestamptz and ${sql.ref(column)} < ${last}::timestamptz`;
  const member = (value: string) => sql`app.unique_member(meter, 'TOTAL', '', ${sql.ref(value)})`;
  const { rows } = await sql<PointRow>`
    with points as (
      select point, month_start, day, ends
      from unnest(${points.map((_point, index) => index)}::int[], ${points.map(({ monthStart }) => monthStart)}::timestamptz[],
        ${points.map(({ day }) => day)}::timestamptz[], ${points.map(({ end }) => end)}::timestamptz[])
        as given (point, month_start, day, ends)
    ), pending as (
      select meter, ${member('value')} as member, hour, statement_month, events from usage_pending_values
      where organization_id = ${scope.id} and meter ${ofMeters} and ${inTime('hour')}
    ), voids as (
      select meter, ${member('unique_value')} as member, date_trunc('hour', occurred_at, 'UTC') as hour
      from (${voidedLater(measure)}) v where ${inTime('occurred_at')}
    ), suspects as (
      select meter, member from pending union select meter, member from voids
      union
      select late_meter, member from usage_unique_hours
      where organization_id = ${scope.id} and late_meter ${ofMeters} and ${inTime('hour')}
        and statement_month > ${month}::date
    ), hours as (
      select meter, member, hour, sum(before) > 0 as was, sum(after) > 0 as occurs
      from (
        select s.meter, s.member, known.hour, known.events as before,
          case when known.statement_month <= ${month}::date then known.events else 0 end as after
        from suspects s cross join lateral (
          select r.hour, r.statement_month, r.events from usage_unique_hours r
          where r.organization_id = ${scope.id} and r.member = s.member and ${inTime('r.hour')}
          offset 0) known
        union all select meter, member, hour, 0, events from pending where statement_month <= ${month}::date
        union all select meter, member, hour, 0, 1 from voids
      ) entry
      group by 1, 2, 3
    ), last_days as (
      select distinct point, month_start, day, meter, ${member('unique_value')} as member
      from points p cross join lateral (${measuredEvents(measure, 'p.day', 'p.ends')}) e
    ), counted as (
      select p.point, wanted.meter, c.quantity
      from points p cross join unnest(${meters}::text[]) as wanted (meter) cross join lateral (
        select c.quantity from usage_unique_counts c
        where c.organization_id = ${scope.id} and c.meter = wanted.meter and c.dimension = 'TOTAL'
          and c.granularity = 'DAY' and c.starts_at >= p.month_start and c.starts_at < p.day
          and c.previous < p.month_start
        offset 0) c
      union all
      select point, meter, bool_or(occurs)::int - bool_or(was)::int
      from (
        select p.point, h.meter, h.member, h.was, h.occurs
        from points p join hours h on h.hour >= p.month_start and h.hour < p.day
        union all
        select point, meter, member, false, true from last_days where member in (select member from suspects)
      ) by_hour
      group by point, meter, member
      union all
      select point, meter, 1 from last_days e
      where member not in (select member from suspects) and not exists (
        select from usage_unique_hours r
        where r.organization_id = ${scope.id} and r.member = e.member and r.hour >= e.month_start and r.hour < e.day
        group by r.hour having sum(r.events) > 0)
    )
    select point, meter, sum(quantity) as quantity from counted group by 1, 2`.execute(db);
  return rows;
}

/** Returns the values of the spans from the events alone. */
async function countRecorded({ db }: TenantDb, measure: Measure): Promise<SpanRow[]> {
  const { spans } = measure;
  const { rows } = await sql<SpanRow>`
    with firsts as (
      select s.usage_month, e.meter, e.unique_value, min(s.span) as span
      from unnest(${spans.map((_span, index) => index)}::int[], ${spans.map(({ usageMonth }) => usageMonth)}::text[],
          ${spans.map(({ from }) => from)}::timestamptz[], ${spans.map(({ to }) => to)}::timestamptz[])
          as s (span, usage_month, starts, ends)
        cross join lateral (${measuredEvents(measure, 's.starts', 's.ends')}) e
      group by 1, 2, 3
    )
    select span, meter, count(*) as quantity from firsts group by 1, 2`.execute(db);
  return rows;
}
