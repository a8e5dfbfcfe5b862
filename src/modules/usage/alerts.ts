import { sql } from 'kysely';
import type { SystemDb } from '../../database/system.ts';
import { BigInt as WholeNumber } from '../../graphql/scalars.ts';
import { monthOf } from './month.ts';
import type { DomainEvent } from '../../events/catalogue.ts';

const thresholds = [80, 100];

/** An organization's use of a limit. */
export interface LimitUsage {
  organizationId: string;
  /** The first day of the month that the limit is for, for example `2026-01-01`. */
  period: string;
  /** The meter. */
  what: string;
  used: string;
  limit: string;
}

export interface ThresholdAlert extends LimitUsage {
  threshold: number;
  happening: DomainEvent;
}

/**
 * Records each threshold (80 and 100 percent) that is reached, once per organization, period and limit, and announces
 * the new ones. Runs in the caller's transaction of the system login.
 */
export async function recordThresholds(db: SystemDb, reached: LimitUsage[]): Promise<void> {
  const levels = reached.flatMap(thresholdsOf);
  if (levels.length === 0) return;
  await insertAlerts(db, levels);
}

/** Returns the thresholds that are reached, with their events, the lowest first. */
export const thresholdsOf = (reached: LimitUsage): ThresholdAlert[] =>
  thresholds
    .filter((threshold) => isReached(reached, threshold))
    .map((threshold) => ({ ...reached, threshold, happening: happening(reached, threshold) }));

/** Returns the highest reached threshold; 0 for none. */
export const highestThreshold = (reached: LimitUsage): number =>
  Math.max(0, ...thresholds.filter((threshold) => isReached(reached, threshold)));

const isReached = ({ used, limit }: LimitUsage, threshold: number) =>
  BigInt(limit) > 0n && BigInt(used) * 100n >= BigInt(limit) * BigInt(threshold);

const happening = ({ period, what, used, limit }: LimitUsage, percent: number): DomainEvent => ({
  type: 'usage.threshold_reached',
  data: {
    meter: what,
    percent,
    used: WholeNumber.serialize(used),
    limit: WholeNumber.serialize(limit),
    month: monthOf(period),
    resetsAt: endOf(period),
  },
});

/** Returns the end of the month that begins on this day. */
function endOf(period: string): string {
  const [year, month] = period.split('-').map(Number);
  return new Date(Date.UTC(year!, month!, 1)).toISOString().replace('.000Z', 'Z');
}

/**
 * Inserts in sorted order, which prevents deadlocks. Of two concurrent transactions, the second announces what is left
 * after the first has committed, so events are numbered in the order of thresholds.
 */
async function insertAlerts(db: SystemDb, levels: ThresholdAlert[]): Promise<void> {
  await sql`
    with levels as (
      select "organizationId", period, what, threshold, happening from jsonb_to_recordset(${JSON.stringify(levels)}::jsonb) as level ("organizationId" uuid, period date,
        what text, threshold smallint, happening jsonb)
    ), noted as (
      insert into usage_alerts (organization_id, period, what, threshold)
      select "organizationId", period, what, threshold from levels order by 1, 2, 3, 4
      on conflict do nothing
      returning organization_id, period, what, threshold
    )
    select app.add_announcement("organizationId", jsonb_agg(happening order by period, what, threshold), null)
    from noted n join levels using (period, what, threshold)
    where "organizationId" = organization_id
    group by "organizationId"`.execute(db);
}
