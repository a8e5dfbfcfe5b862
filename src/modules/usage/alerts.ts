import { type Kysely, sql } from 'kysely';
import type { SystemDb } from '../../database/system.ts';
import type { DB } from '../../generated/database.ts';

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

/**
 * Notes each of 80 and 100 percent that is reached, once per organization, period and limit, and tells the owners by
 * mail of the highest that is new. In the caller's transaction, of the system login: all of it happens, or nothing.
 */
export async function noteThresholds(db: SystemDb, reached: Reached[]): Promise<void> {
  const levels = reached.flatMap(({ used, limit, ...of }) =>
    thresholds
      .filter((threshold) => BigInt(limit) > 0n && BigInt(used) * 100n >= BigInt(limit) * BigInt(threshold))
      .map((threshold) => ({ ...of, threshold, used, limit })),
  );
  if (levels.length === 0) return;
  await insertAlerts(db, levels);
}

/** Sorted, so that two who note the same do not wait for each other in a circle. */
async function insertAlerts(db: Kysely<DB>, levels: (Reached & { threshold: number })[]): Promise<void> {
  await sql`
    with levels as (
      select * from jsonb_to_recordset(${JSON.stringify(levels)}::jsonb)
        as level ("organizationId" uuid, period date, what text, threshold smallint, used text, "limit" text)
    ), noted as (
      insert into usage_alerts (organization_id, period, what, threshold)
      select "organizationId", period, what, threshold from levels order by 1, 2, 3, 4
      on conflict do nothing
      returning organization_id, period, what, threshold
    ), highest as (
      select organization_id, period, what, max(threshold) as threshold from noted group by 1, 2, 3
    )
    select graphile_worker.add_job('send-usage-alert', json_build_object(
      'organizationId', m.organization_id, 'userId', m.user_id, 'month', to_char(h.period, 'YYYY-MM'),
      'what', h.what, 'threshold', h.threshold, 'used', l.used, 'limit', l."limit"))
    from highest h
    join levels l on l."organizationId" = h.organization_id and l.period = h.period and l.what = h.what
      and l.threshold = h.threshold
    join memberships m on m.organization_id = h.organization_id and m.role = 'OWNER'`.execute(db);
}
