// How meters of the kinds MAX, UNIQUE and LAST are rolled up.
//
// Quantities of SUM and COUNT add up, so that a late or voided event only adds or subtracts (rollup.ts). A maximum does
// not: if the greatest event is voided, the next one counts. So each recorded or voided event leaves a *pending value*.
//
// - UNIQUE: recording adds to the rollups and voiding subtracts (unique-rollup.ts). Readers correct them by the pending
//   values.
// - MAX and LAST: the rollups hold one event for each hour and day, which is computed anew from the hour's events.
//   Until then the hour is *dirty*, and readers take its events instead of its rollups.
//
// All rollups exclude voided events. They are kept by the month of the statement that bills the event, because a sealed
// statement does not contain what was recorded after it. What was voided after a statement is added from the voids.

import { type RawBuilder, sql } from 'kysely';
import type { SystemDb } from '../../database/system.ts';
import { foldUnique, parts } from './unique-rollup.ts';

const AT_ONCE = 20_000;

/** A meter with new usage in a month. */
export interface TouchedMeter {
  organizationId: string;
  /** The first day. */
  usageMonth: string;
  meter: string;
}

interface DirtyHour {
  organizationId: string;
  meter: string;
  hour: string;
}

/**
 * Moves at most 20,000 pending values of these organizations into the rollups. Returns the number, and the meters whose
 * usage changed in the month of its own statement. Call it in a transaction under the lock of `foldUsage`.
 */
export async function foldValues(
  db: SystemDb,
  organizationIds: string[],
): Promise<{ folded: number; touched: TouchedMeter[] }> {
  // The members of a batch need twice what PostgreSQL gives to a sort.
  await sql`set local work_mem = '32MB'`.execute(db);
  const { rows } = await sql<
    DirtyHour & { usageMonth: string; own: boolean; unique: boolean; folded: string }
  >`
    with taken as (
      -- By address, as in rollup.ts.
      delete from usage_pending_values where ctid = any(array(
        select ctid from usage_pending_values
        where organization_id = any(${organizationIds}::uuid[]) limit ${AT_ONCE}))
      returning organization_id, meter, hour, statement_month, subject, property_key, value, events
    ), ${foldUnique}, touched_hours as (
      select organization_id, meter, hour, statement_month, bool_or(value is not null) as is_unique
      from taken group by 1, 2, 3, 4
    ), months as (
      insert into usage_months (organization_id, statement_month, usage_month, meter, quantity)
      select distinct organization_id, statement_month, date_trunc('month', hour at time zone 'UTC')::date, meter, 0
      from touched_hours
      on conflict do nothing
    )
    select organization_id as "organizationId", meter, hour,
      date_trunc('month', hour at time zone 'UTC')::date as "usageMonth",
      date_trunc('month', hour at time zone 'UTC')::date = statement_month as own, is_unique as "unique",
      (select count(*) from taken) as folded
    from touched_hours`.execute(db);
  await computeHours(
    db,
    rows.filter(({ unique }) => !unique),
  );
  return { folded: Number(rows[0]?.folded ?? 0), touched: distinct(rows.filter(({ own }) => own)) };
}

const distinct = (rows: TouchedMeter[]): TouchedMeter[] => [
  ...new Map(
    rows.map(({ organizationId, usageMonth, meter }) => [
      `${organizationId} ${usageMonth} ${meter}`,
      { organizationId, usageMonth, meter },
    ]),
  ).values(),
];

/** Computes the rollups of MAX and LAST for these hours and their days. */
async function computeHours(db: SystemDb, hours: DirtyHour[]): Promise<void> {
  if (hours.length === 0) return;
  const dirty = (unit: 'hour' | 'day') => sql`(
    select distinct organization_id, meter, date_trunc(${unit}, hour, 'UTC') as starts_at
    from unnest(${hours.map(({ organizationId }) => organizationId)}::uuid[], ${hours.map(({ meter }) => meter)}::text[],
      ${hours.map(({ hour }) => hour)}::timestamptz[]) as given (organization_id, meter, hour)) dirty`;
  // The lateral parts are read by one range of the index for each hour or day. Otherwise all rollups or events of the
  // meter may be compared with all hours, depending on the statistics.
  const rollups = (
    granularity: 'HOUR' | 'DAY',
    columns: RawBuilder<unknown>,
    time: RawBuilder<unknown>,
  ) => sql`
    cross join (values ('TOTAL'), ('SUBJECT'), ('PROPERTIES')) dimensions (dimension)
    cross join lateral (
      select ${columns} from usage_levels r
      where r.organization_id = dirty.organization_id and r.meter = dirty.meter and r.dimension = dimensions.dimension
        and r.granularity = ${granularity} and ${time}
      offset 0) l`;
  const clear = (granularity: 'HOUR' | 'DAY', unit: 'hour' | 'day') => sql`
    delete from usage_levels where ctid = any(array(
      select l.ctid
      from ${dirty(unit)} ${rollups(granularity, sql`r.ctid`, sql`r.starts_at = dirty.starts_at`)}))`;
  const hoursOfDay = rollups(
    'HOUR',
    sql`r.dimension, r.statement_month, r.key, r.quantity, r.occurred_at, r.event_id`,
    sql`r.starts_at >= dirty.starts_at and r.starts_at < dirty.starts_at + interval '1 day'`,
  );
  await clear('HOUR', 'hour').execute(db);
  // The best event of each hour, subject and properties comes first, then that of each dimension, which is one of them.
  await sql`
    insert into usage_levels (organization_id, meter, dimension, granularity, starts_at, statement_month, key, quantity,
      occurred_at, event_id)
    select distinct on (dirty.organization_id, dirty.meter, part.dimension, dirty.starts_at, e.statement_month, part.key)
      dirty.organization_id, dirty.meter, part.dimension, 'HOUR', dirty.starts_at, e.statement_month, part.key, e.quantity,
      e.occurred_at, e.id
    from ${dirty('hour')}
      cross join lateral (
        select distinct on (v.subject, v.property_key, v.statement_month) v.kind, v.subject, v.property_key,
          v.statement_month, v.quantity, v.occurred_at, v.id
        from usage_events v
        where v.organization_id = dirty.organization_id and v.meter = dirty.meter and v.kind <> 'COUNT'
          and v.occurred_at >= dirty.starts_at and v.occurred_at < dirty.starts_at + interval '1 hour'
          and not exists (select from usage_voids o where o.organization_id = v.organization_id and o.event_id = v.id)
        order by v.subject, v.property_key, v.statement_month,
          case when v.kind = 'MAX' then v.quantity end desc, v.occurred_at desc, v.id desc
        offset 0) e
      ${parts('e')}
    where part.key is not null
    order by dirty.organization_id, dirty.meter, part.dimension, dirty.starts_at, e.statement_month, part.key,
      case when e.kind = 'MAX' then e.quantity end desc, e.occurred_at desc, e.id desc`.execute(db);
  await clear('DAY', 'day').execute(db);
  await sql`
    insert into usage_levels (organization_id, meter, dimension, granularity, starts_at, statement_month, key, quantity,
      occurred_at, event_id)
    select distinct on (dirty.organization_id, dirty.meter, l.dimension, dirty.starts_at, l.statement_month, l.key)
      dirty.organization_id, dirty.meter, l.dimension, 'DAY', dirty.starts_at, l.statement_month, l.key, l.quantity,
      l.occurred_at, l.event_id
    from ${dirty('day')} ${hoursOfDay}
      join meters m on m.code = dirty.meter
    order by dirty.organization_id, dirty.meter, l.dimension, dirty.starts_at, l.statement_month, l.key,
      case when m.kind = 'MAX' then l.quantity end desc, l.occurred_at desc, l.event_id desc`.execute(db);
}
