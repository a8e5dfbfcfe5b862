import { type RawBuilder, sql } from 'kysely';
import type { OrgScope } from '../../database/tenant-db.ts';

/** A part of a month to measure. Instants are texts. */
export interface MeasuredSpan {
  /** The first day of the month. */
  usageMonth: string;
  from: string;
  to: string;
}

/** Which usage is measured: that of the meters in the spans which the statements until this month bill. */
export interface Measure {
  scope: OrgScope;
  /** The statement's month. */
  month: string;
  spans: MeasuredSpan[];
  meters: string[];
  /** Whether to read the events alone, to verify the rollups. */
  recorded: boolean;
}

/** A meter's value in a span. */
export interface SpanRow {
  span: number;
  meter: string;
  quantity: string;
}

/**
 * Selects the events from one instant to another, columns of an outer row, that count in the statements until this
 * month. It reads one range of the index for each outer row, whatever the statistics say.
 */
export const measuredEvents = (
  { scope, month, meters }: Measure,
  from: string,
  to: string,
  meter: RawBuilder<unknown> = sql`= any(${meters}::text[])`,
): RawBuilder<unknown> => sql`
  select e.meter, e.quantity, e.unique_value, e.occurred_at, e.id from usage_events e
  where e.organization_id = ${scope.id} and e.meter ${meter} and e.kind <> 'COUNT'
    and e.occurred_at >= ${sql.ref(from)} and e.occurred_at < ${sql.ref(to)}
    and e.statement_month + 0 <= ${month}::date
    and not exists (select from usage_voids v
      where v.organization_id = ${scope.id} and v.event_id = e.id and v.statement_month <= ${month}::date)
  offset 0`;

/** Selects the events that were voided later, so that the statements until this month bill them. */
export const voidedLater = ({ scope, month, meters }: Measure): RawBuilder<unknown> => sql`
  select e.meter, e.quantity, e.unique_value, e.occurred_at, e.id
  from usage_voids v join usage_events e on e.organization_id = ${scope.id} and e.id = v.event_id
  where v.organization_id = ${scope.id} and v.statement_month > ${month}::date
    and v.meter = any(${meters}::text[]) and e.statement_month <= ${month}::date`;
