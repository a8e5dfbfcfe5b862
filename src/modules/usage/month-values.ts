import { sql } from 'kysely';
import type { SystemDb } from '../../database/system.ts';
import type { LimitUsage } from './alerts.ts';
import type { TouchedMeter } from './value-rollup.ts';

/** Returns the values of measured meters in these months, from the rollups. */
export async function measureMonths(
  db: SystemDb,
  touched: TouchedMeter[],
): Promise<Omit<LimitUsage, 'limit'>[]> {
  if (touched.length === 0) return [];
  const { rows } = await sql<Omit<LimitUsage, 'limit'>>`
    select t.organization_id as "organizationId", t.month as period, t.meter as what,
      case m.kind
        when 'UNIQUE' then (
          select sum(c.quantity) from usage_unique_counts c
          where c.organization_id = t.organization_id and c.meter = t.meter and c.dimension = 'TOTAL'
            and c.granularity = 'DAY' and c.starts_at >= span.starts and c.starts_at < span.ends
            and c.previous < span.starts)
        else (
          select l.quantity from usage_levels l
          where l.organization_id = t.organization_id and l.meter = t.meter and l.dimension = 'TOTAL'
            and l.granularity = 'DAY' and l.starts_at >= span.starts and l.starts_at < span.ends
          order by case when m.kind = 'MAX' then l.quantity end desc, l.occurred_at desc, l.event_id desc limit 1)
      end as used
    from unnest(${touched.map(({ organizationId }) => organizationId)}::uuid[],
        ${touched.map(({ usageMonth }) => usageMonth)}::date[], ${touched.map(({ meter }) => meter)}::text[])
        as t (organization_id, month, meter)
      join meters m on m.code = t.meter
      cross join lateral (select t.month::timestamp at time zone 'UTC' as starts,
        (t.month + interval '1 month') at time zone 'UTC' as ends) span`.execute(db);
  return rows.map((row) => ({ ...row, used: row.used ?? '0' }));
}
