import { type Kysely, sql } from 'kysely';
import type { SystemDb } from '../../database/system.ts';
import type { DB } from '../../generated/database.ts';
import { BigInt as WholeNumber } from '../../graphql/scalars.ts';
import { monthOf } from '../billing/month.ts';
import type { Happening } from '../event/catalogue.ts';

const thresholds = [80, 100];

/** How much of a limit an organization has used. */
export interface Reached {
  organizationId: string;
  /** The first day of the month that the limit is for, for example `2026-01-01`. */
  period: string;
  /** A meter. */
  what: string;
  used: string;
  limit: string;
}

interface Level extends Reached {
  threshold: number;
  happening: Happening;
}

/**
 * Notes each of 80 and 100 percent that is reached, once per organization, period and limit, and announces each that is
 * new. In the caller's transaction, of the system login: all of it happens, or nothing.
 */
export async function noteThresholds(db: SystemDb, reached: Reached[]): Promise<void> {
  const levels = reached.flatMap((each) =>
    thresholds
      .filter((threshold) => isReached(each, threshold))
      .map((threshold): Level => ({ ...each, threshold, happening: happening(each, threshold) })),
  );
  if (levels.length === 0) return;
  await insertAlerts(db, levels);
}

/** The highest of them that is reached; 0 for none. */
export const highestReached = (reached: Reached): number =>
  Math.max(0, ...thresholds.filter((threshold) => isReached(reached, threshold)));

const isReached = ({ used, limit }: Reached, threshold: number) =>
  BigInt(limit) > 0n && BigInt(used) * 100n >= BigInt(limit) * BigInt(threshold);

const happening = ({ period, what, used, limit }: Reached, percent: number): Happening => ({
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

/** When the month that begins on this day is over. */
function endOf(period: string): string {
  const [year, month] = period.split('-').map(Number);
  return new Date(Date.UTC(year!, month!, 1)).toISOString().replace('.000Z', 'Z');
}

/**
 * Sorted, so that two who note the same do not wait for each other in a circle. Of these the second announces what is
 * left after the first has committed: the numbers of the events grow with the thresholds.
 */
async function insertAlerts(db: Kysely<DB>, levels: Level[]): Promise<void> {
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
