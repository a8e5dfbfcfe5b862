import { sql } from 'kysely';
import type { OrgScope, TenantDb } from '../../database/tenant-db.ts';
import { REQUESTS_METER } from '../meter/meter-name.ts';
import { counted } from '../usage/queries.ts';

/** A segment's part of a month whose usage is wanted. Instants are texts. */
export interface Span {
  /** Whether the month is the statement's own. */
  own: boolean;
  from: string;
  to: string;
}

/** The usage of a meter in a span, which is given by its position in the list. */
export interface SpanUsage {
  span: number;
  meter: string;
  quantity: bigint;
  voided: bigint;
}

const HOUR = 3_600_000;

/** Divides a span into its whole hours, whose rollups are read, and the parts before and after them. */
function wholeHours({ from, to }: Span): { first: string; last: string } {
  const end = Date.parse(to);
  const first = Math.min(Math.ceil(Date.parse(from) / HOUR) * HOUR, end);
  const last = Math.max(Math.floor(end / HOUR) * HOUR, first);
  return { first: new Date(first).toISOString(), last: new Date(last).toISOString() };
}

const spansOf = (spans: Span[]) => {
  const hours = spans.map(wholeHours);
  return sql`unnest(
    ${spans.map((_span, index) => index)}::int[], ${spans.map(({ own }) => own)}::boolean[],
    ${spans.map(({ from }) => from)}::timestamptz[], ${hours.map(({ first }) => first)}::timestamptz[],
    ${hours.map(({ last }) => last)}::timestamptz[], ${spans.map(({ to }) => to)}::timestamptz[]
  ) as s (span, own, starts, first_hour, last_hour, ends)`;
};

/** The statement's month, compared so that no index finds it: the indexes of instants are the selective ones. */
const billedBy = (column: string, month: string) => sql`${sql.ref(column)} + 0 = ${month}::date`;

/** Selects the events and API requests between two instants that the statement bills. */
const recorded = (scope: OrgScope, month: string, meters: string[], from: string, to: string) => sql`
  select e.meter, ${counted} from usage_events e
  where e.organization_id = ${scope.id} and e.meter = any(${meters}::text[]) and ${billedBy('e.statement_month', month)}
    and e.occurred_at >= ${sql.ref(from)} and e.occurred_at < ${sql.ref(to)}
  union all
  select ${REQUESTS_METER}, r.units from api_requests r
  where r.organization_id = ${scope.id} and ${REQUESTS_METER} = any(${meters}::text[])
    and coalesce(r.statement_month, date_trunc('month', r.occurred_at at time zone 'UTC')::date) = ${month}::date
    and r.occurred_at >= ${sql.ref(from)} and r.occurred_at < ${sql.ref(to)}`;

/**
 * Selects the usage of each span. Whole hours come from the rollups and from what is not rolled up yet; both exclude
 * voided usage. The hours in which a span begins and ends come from the events and API requests, which include it.
 */
const rolledUp = (scope: OrgScope, month: string, spans: Span[], meters: string[]) => sql`
  select s.span, m.meter, part.quantity, 0 as voided
  from ${spansOf(spans)}, unnest(${meters}::text[]) as m (meter), lateral (
    select quantity from usage_rollups
    where s.own and organization_id = ${scope.id} and meter = m.meter and dimension = 'TOTAL' and granularity = 'HOUR'
      and starts_at >= s.first_hour and starts_at < s.last_hour
    union all
    -- Later statements bill some of the own month's usage, and this one some of earlier months.
    select case when s.own then -quantity else quantity end from usage_rollups
    where organization_id = ${scope.id} and meter = m.meter and dimension = 'LATE' and granularity = 'HOUR'
      and starts_at >= s.first_hour and starts_at < s.last_hour and (s.own or key = ${month})
  ) part
  union all
  select s.span, p.meter, p.quantity, 0
  from ${spansOf(spans)}, usage_pending p
  where p.organization_id = ${scope.id} and p.statement_month = ${month}::date and p.meter = any(${meters}::text[])
    and p.hour >= s.first_hour and p.hour < s.last_hour
  union all
  select s.span, part.meter, part.quantity, 0
  from ${spansOf(spans)}, lateral (
    ${recorded(scope, month, meters, 's.starts', 's.first_hour')}
    union all ${recorded(scope, month, meters, 's.last_hour', 's.ends')}
  ) part`;

/** Selects what the statement voids in each span. `quantity` is what the rollups lack. */
const voided = (scope: OrgScope, month: string, spans: Span[], meters: string[]) => sql`
  select s.span, v.meter,
    case when e.occurred_at >= s.first_hour and e.occurred_at < s.last_hour then v.quantity else 0 end as quantity,
    v.quantity as voided
  from usage_voids v
    join usage_events e on e.organization_id = ${scope.id} and e.id = v.event_id
    join ${spansOf(spans)} on e.occurred_at >= s.starts and e.occurred_at < s.ends
  where v.organization_id = ${scope.id} and v.statement_month = ${month}::date and v.meter = any(${meters}::text[])`;

/** Returns the usage of the meters in each span that a month's statement bills, like `sumUsage`. */
export async function sumSpans(
  { db, scope }: TenantDb,
  month: string,
  spans: Span[],
  meters: string[],
): Promise<SpanUsage[]> {
  const { rows } = await sql<Record<keyof SpanUsage, string>>`
    select span, meter, sum(quantity) as quantity, sum(voided) as voided
    from (${rolledUp(scope, month, spans, meters)} union all ${voided(scope, month, spans, meters)}) metered
    group by 1, 2`.execute(db);
  return rows.map(toSpanUsage);
}

/** Returns the same from the events themselves, and from the rollups of API requests, like `sumRecordedUsage`. */
export async function sumRecordedSpans(
  { db, scope }: TenantDb,
  month: string,
  spans: Span[],
  meters: string[],
): Promise<SpanUsage[]> {
  // Each event is read once. Spans do not overlap, so that the last edge before an event starts its span or a gap.
  const edges = [...new Set(spans.flatMap(({ from, to }) => [from, to]))].toSorted();
  const requests = meters.filter((meter) => meter === REQUESTS_METER);
  const { rows } = await sql<Record<keyof SpanUsage, string>>`
    select span, meter, sum(quantity) as quantity, sum(voided) as voided
    from (
      select s.span, e.meter, e.quantity, 0 as voided
      from ${spansOf(spans)} join (
        select meter, (${edges}::timestamptz[])[width_bucket(occurred_at, ${edges}::timestamptz[])] as starts,
          sum(${counted}) as quantity
        from usage_events
        where organization_id = ${scope.id} and statement_month = ${month}::date and meter = any(${meters}::text[])
        group by 1, 2
      ) e on e.starts = s.starts
      union all
      ${rolledUp(scope, month, spans, requests)}
      union all
      select span, meter, 0, voided from (${voided(scope, month, spans, meters)}) taken_back
    ) metered
    group by 1, 2`.execute(db);
  return rows.map(toSpanUsage);
}

const toSpanUsage = ({ span, meter, quantity, voided: revoked }: Record<keyof SpanUsage, string>) => ({
  span: Number(span),
  meter,
  quantity: BigInt(quantity),
  voided: BigInt(revoked),
});
