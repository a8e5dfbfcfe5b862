import { sql } from 'kysely';
import type { OrgScope, TenantDb } from '../../database/tenant-db.ts';
import type { MeterDefinition } from '../meter/rows.ts';

/** A part of a month to measure. Instants are texts. */
export interface MeasuredSpan {
  /** The first day of the month. */
  usageMonth: string;
  from: string;
  to: string;
  /** Whether it is the whole month. */
  whole: boolean;
}

/** The value of a meter in a span, which is given by its position in the list. */
export interface SpanValue {
  span: number;
  meter: string;
  quantity: bigint;
}

/** Which usage is measured: that of the meters in the spans which the statements until this month bill. */
interface Measure {
  scope: OrgScope;
  /** The statement's month. */
  month: string;
  spans: MeasuredSpan[];
  meters: string[];
  /** Whether to read the events alone, to verify the rollups. */
  recorded: boolean;
}

const HOUR = 3_600_000;

/** SQL: the spans, each with the hours whose rollups are read. The events of the parts before and after are read. */
function spansOf({ spans, recorded }: Measure) {
  const hours = spans.map(({ from, to }) => {
    const end = Date.parse(to);
    const first = recorded ? end : Math.min(Math.ceil(Date.parse(from) / HOUR) * HOUR, end);
    const last = recorded ? end : Math.max(Math.floor(end / HOUR) * HOUR, first);
    return { first: new Date(first).toISOString(), last: new Date(last).toISOString() };
  });
  return sql`unnest(
    ${spans.map((_span, index) => index)}::int[], ${spans.map(({ usageMonth }) => usageMonth)}::text[],
    ${spans.map(({ whole }) => (whole ? 'MONTH' : 'HOUR'))}::text[], ${spans.map(({ from }) => from)}::timestamptz[],
    ${hours.map(({ first }) => first)}::timestamptz[], ${hours.map(({ last }) => last)}::timestamptz[],
    ${spans.map(({ to }) => to)}::timestamptz[]
  ) as s (span, usage_month, granularity, starts, first_hour, last_hour, ends)`;
}

/** Selects the events from one instant to another that count in the statements until this month. */
const events = ({ scope, month, meters }: Measure, from: string, to: string) => sql`
  select e.meter, e.quantity, e.unique_value, e.occurred_at, e.id from usage_events e
  where e.organization_id = ${scope.id} and e.meter = any(${meters}::text[]) and e.kind <> 'COUNT'
    and e.occurred_at >= ${sql.ref(from)} and e.occurred_at < ${sql.ref(to)}
    and e.statement_month + 0 <= ${month}::date
    and not exists (select from usage_voids v
      where v.organization_id = ${scope.id} and v.event_id = e.id and v.statement_month <= ${month}::date)`;

/** Selects the events of the rollups' hours that were voided later, so that these statements contain them. */
const voidedLater = (measure: Measure) => sql`
  select s.span, s.usage_month, e.meter, e.quantity, e.unique_value, e.occurred_at, e.id
  from usage_voids v
    join usage_events e on e.organization_id = ${measure.scope.id} and e.id = v.event_id
    join ${spansOf(measure)} on e.occurred_at >= s.first_hour and e.occurred_at < s.last_hour
  where v.organization_id = ${measure.scope.id} and v.statement_month > ${measure.month}::date
    and v.meter = any(${measure.meters}::text[]) and e.statement_month <= ${measure.month}::date`;

/** Selects the events of a span's edges. */
const edges = (measure: Measure) => sql`
  select s.span, s.usage_month, part.meter, part.quantity, part.unique_value, part.occurred_at, part.id
  from ${spansOf(measure)}, lateral (
    ${events(measure, 's.starts', 's.first_hour')} union all ${events(measure, 's.last_hour', 's.ends')}) part`;

type Row = { span: number; meter: string; quantity: string };

/** Returns the greatest or last quantity of each MAX or LAST meter in each span with usage. */
async function measureLevels({ db }: TenantDb, measure: Measure): Promise<Row[]> {
  const { scope, month, meters } = measure;
  const { rows } = await sql<Row>`
    with dirty as (
      select distinct meter, hour, hour + interval '1 hour' as hour_ends from usage_pending_values
      where organization_id = ${scope.id} and meter = any(${meters}::text[])
    ), entries as (
      select s.span, l.meter, l.quantity, l.occurred_at, l.event_id
      from ${spansOf(measure)}, unnest(${meters}::text[]) as wanted (meter), lateral (
        select r.meter, r.quantity, r.occurred_at, r.event_id from usage_levels r
        where r.organization_id = ${scope.id} and r.meter = wanted.meter and r.dimension = 'TOTAL'
          and r.granularity = 'HOUR' and r.starts_at >= s.first_hour and r.starts_at < s.last_hour
          and r.statement_month <= ${month}::date
          and not exists (select from dirty where dirty.meter = r.meter and dirty.hour = r.starts_at)) l
      union all
      select s.span, part.meter, part.quantity, part.occurred_at, part.id
      from ${spansOf(measure)} join dirty on dirty.hour >= s.first_hour and dirty.hour < s.last_hour,
        lateral (${events(measure, 'dirty.hour', 'dirty.hour_ends')} and e.meter = dirty.meter) part
      union all select span, meter, quantity, occurred_at, id from (${edges(measure)}) edge
      union all select span, meter, quantity, occurred_at, id from (${voidedLater(measure)}) counted_then
    )
    select distinct on (span, e.meter) span, e.meter, quantity
    from entries e join meters m on m.code = e.meter
    order by span, e.meter, case when m.kind = 'MAX' then quantity end desc, occurred_at desc, event_id desc`.execute(
    db,
  );
  return rows;
}

/**
 * Returns the number of a UNIQUE meter's values in each span. A value counts once in a month, in the span where it first
 * occurs, so that the spans of a month add up to the month.
 */
async function countUniqueValues({ db }: TenantDb, measure: Measure): Promise<Row[]> {
  const { scope, month, meters } = measure;
  const { rows } = await sql<Row>`
    with entries as (
      select s.span, s.usage_month, u.meter, u.value, u.events
      from ${spansOf(measure)}, unnest(${meters}::text[]) as wanted (meter), lateral (
        select r.meter, r.value, r.events from usage_unique_values r
        where r.organization_id = ${scope.id} and r.meter = wanted.meter and r.dimension = 'TOTAL'
          and r.granularity = s.granularity and r.starts_at >= s.first_hour and r.starts_at < s.last_hour
          and r.statement_month <= ${month}::date) u
      union all
      select s.span, s.usage_month, p.meter, p.value, p.events
      from ${spansOf(measure)} join usage_pending_values p on p.organization_id = ${scope.id}
        and p.meter = any(${meters}::text[]) and p.hour >= s.first_hour and p.hour < s.last_hour
        and p.statement_month <= ${month}::date
      union all select span, usage_month, meter, unique_value, 1 from (${edges(measure)}) edge
      union all select span, usage_month, meter, unique_value, 1 from (${voidedLater(measure)}) counted_then
    ), live as (
      select meter, usage_month, span, value from entries group by 1, 2, 3, 4 having sum(events) > 0
    ), firsts as (
      select meter, usage_month, value, min(span) as span from live group by 1, 2, 3
    )
    select span, meter, count(*) as quantity from firsts group by 1, 2`.execute(db);
  return rows;
}

/**
 * Returns the values of measured meters in the spans, which are in the order of their times: what the statements until
 * this month bill. Values of 0 are omitted.
 */
export async function measureSpans(
  tenant: TenantDb,
  month: string,
  spans: MeasuredSpan[],
  meters: Pick<MeterDefinition, 'code' | 'kind'>[],
  recorded: boolean,
): Promise<SpanValue[]> {
  const of = (isUnique: boolean): Measure => ({
    scope: tenant.scope,
    month,
    spans,
    meters: meters.filter(({ kind }) => (kind === 'UNIQUE') === isUnique).map(({ code }) => code),
    recorded,
  });
  const [levels, unique] = [of(false), of(true)];
  const rows = await Promise.all([
    levels.meters.length > 0 ? measureLevels(tenant, levels) : [],
    unique.meters.length > 0 ? countUniqueValues(tenant, unique) : [],
  ]);
  return rows.flat().map(({ quantity, ...row }) => ({ ...row, quantity: BigInt(quantity) }));
}
