import { type Kysely, sql } from 'kysely';
import { dropPartitions } from '../../database/partitions/drop-partition.ts';
import { monthStart } from '../../database/partitions/month.ts';
import type { DB } from '../../generated/database.ts';
import type { ScheduledJobContext } from '../../jobs/define-job.ts';

/**
 * Drops the usage events of months that are no longer kept, with their ids and voids. A month whose events are not all
 * in sealed statements remains, and all later ones. Rollups and statements remain.
 */
export async function dropOldUsageEvents(
  { systemDb, logger, retention }: ScheduledJobContext,
  now: Date = new Date(),
): Promise<void> {
  const { dropped, needed } = await dropPartitions(systemDb, {
    table: 'usage_events',
    before: monthStart(now, -retention.usageMonths),
    prepare: async (db, name) => {
      const partition = sql.table(name);
      const { rows } = await sql`
        select from (select distinct organization_id, statement_month from ${partition}) e
        where not exists (select from billing_statements s
          where s.organization_id = e.organization_id and s.month = e.statement_month)
        limit 1`.execute(db);
      if (rows.length > 0) return false;
      await sql`
        delete from usage_event_ids i using ${partition} e
        where i.organization_id = e.organization_id and i.event_id = e.event_id`.execute(db);
      return true;
    },
    finish: async (db, name) => {
      const ofPartition = sql`from usage_voids v
        where exists (select from ${sql.table(name)} e where e.organization_id = v.organization_id and e.id = v.event_id)`;
      const { rows } = await sql`
        select ${ofPartition} and not exists (select from billing_statements s
          where s.organization_id = v.organization_id and s.month = v.statement_month)
        limit 1`.execute(db);
      if (rows.length > 0) return false;
      await sql`delete ${ofPartition}`.execute(db);
      return true;
    },
  });
  if (dropped.length > 0) logger.info({ partitions: dropped }, 'dropped old usage events');
  if (needed) logger.warn({ partition: needed }, 'old usage events are in no sealed statement');
}

/** Returns since when all events are kept; undefined if none were dropped. */
export async function findKeptSince(db: Kysely<DB>): Promise<string | undefined> {
  const row = await db
    .selectFrom('kept_since')
    .select('since')
    .where('table_name', '=', 'usage_events')
    .executeTakeFirst();
  return row && new Date(row.since).toISOString();
}
