import { sql } from 'kysely';
import type { TenantDb } from '../../database/tenant-db.ts';
import type { MeterDefinition } from '../meter/rows.ts';
import { countUniqueValues } from './unique-queries.ts';
import { type Measure, type MeasuredSpan, measuredEvents, type SpanRow, voidedLater } from './measure.ts';

/** The value of a meter in a span, which is given by its position in the list. */
export interface SpanValue {
  span: number;
  meter: string;
  quantity: bigint;
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
    ${spans.map((_span, index) => index)}::int[], ${spans.map(({ from }) => from)}::timestamptz[],
    ${hours.map(({ first }) => first)}::timestamptz[], ${hours.map(({ last }) => last)}::timestamptz[],
    ${spans.map(({ to }) => to)}::timestamptz[]
  ) as s (span, starts, first_hour, last_hour, ends)`;
}

/** Returns the greatest or last quantity of each MAX or LAST meter in each span with usage. */
async function measureLevels({ db }: TenantDb, measure: Measure): Promise<SpanRow[]> {
  const { scope, month, meters } = measure;
  const { rows } = await sql<SpanRow>`
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
        lateral (${measuredEvents(measure, 'dirty.hour', 'dirty.hour_ends', sql`= dirty.meter`)}) part
      union all
      select s.span, part.meter, part.quantity, part.occurred_at, part.id
      from ${spansOf(measure)}, lateral (
        (${measuredEvents(measure, 's.starts', 's.first_hour')})
        union all (${measuredEvents(measure, 's.last_hour', 's.ends')})) part
      union all
      select s.span, v.meter, v.quantity, v.occurred_at, v.id
      from (${voidedLater(measure)}) v join ${spansOf(measure)}
        on v.occurred_at >= s.first_hour and v.occurred_at < s.last_hour
    )
    select distinct on (span, e.meter) span, e.meter, quantity
    from entries e join meters m on m.code = e.meter
    order by span, e.meter, case when m.kind = 'MAX' then quantity end desc, occurred_at desc, event_id desc`.execute(
    db,
  );
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
