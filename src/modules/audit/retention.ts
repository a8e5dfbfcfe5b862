import { sql } from 'kysely';
import { dropPartitions } from '../../database/partitions/drop-partition.ts';
import type { SystemDb } from '../../database/system.ts';
import type { ScheduledJobContext } from '../../jobs/define-job.ts';

const FEATURE = 'audit.retentionDays';
/** Whatever a plan says: an entry is kept for as long, so that a mistake in a plan destroys no evidence at once. */
const MIN_DAYS = 30;
const MAX_DAYS = 36_500;
/** For how long the plan before still counts, so that a change of the plan can be taken back. */
const GRACE = sql`interval '30 days'`;
const DAY = 86_400_000;
const AT_ONCE = 5000;

/** A team may have declared a feature of this name before, of another kind. */
const days = (table: string) =>
  sql`case when jsonb_typeof(${sql.ref(`${table}.value`)}) = 'number' then (${sql.ref(`${table}.value`)} #>> '{}')::numeric end`;

interface Kept {
  organizationId: string;
  days: number;
}

/** Deletes the entries of audit logs that are older than their organization's plan keeps them. */
export async function deleteOldAuditEvents(
  { systemDb, logger, retention }: Pick<ScheduledJobContext, 'systemDb' | 'logger' | 'retention'>,
  now: Date = new Date(),
): Promise<void> {
  const kept = await findKeptDays(systemDb, retention.auditDays);
  const longest = kept.reduce((most, { days }) => Math.max(most, days), MIN_DAYS);
  const before = now.getTime() - longest * DAY;
  const { dropped } = await dropPartitions(systemDb, {
    table: 'audit_events',
    before,
    // The time of a row is not that of its id if it was written for another time.
    prepare: async (db, name) => {
      const { rows } = await sql`
        select from ${sql.table(name)} where created_at >= ${new Date(before).toISOString()}::timestamptz limit 1`.execute(
        db,
      );
      return rows.length === 0;
    },
  });
  let events = 0;
  for (const { organizationId, days } of kept)
    events += await deleteBefore(
      systemDb,
      organizationId,
      new Date(now.getTime() - days * DAY).toISOString(),
    );
  if (dropped.length > 0 || events > 0)
    logger.info({ partitions: dropped, events }, 'deleted old audit events');
}

/**
 * Returns how many days each organization's log is kept: by its override, otherwise by its plan, or by the plan that it
 * had until 30 days ago, if that keeps it for longer.
 */
async function findKeptDays(db: SystemDb, preset: number): Promise<Kept[]> {
  const { rows } = await sql<Kept>`
    select o.id as "organizationId", least(${MAX_DAYS}, greatest(${MIN_DAYS}, coalesce(
      (select ${days('f')} from organization_features f
        where f.organization_id = o.id and f.feature = ${FEATURE} and coalesce(f.expires_at > now(), true)),
      (select max(coalesce(${days('v')}, ${preset})) from plan_segments s
        left join plan_version_features v
          on v.plan_code = s.plan_code and v.version = s.plan_version and v.feature = ${FEATURE}
        where s.organization_id = o.id and not exists (select from plan_segments later
          where later.organization_id = s.organization_id and later.starts_at > coalesce(s.starts_at, '-infinity')
            and later.starts_at < now() - ${GRACE})),
      ${preset})))::integer as days
    from organizations o`.execute(db);
  return rows;
}

/** Deletes some at a time, so that no transaction is long. Returns the number of entries. */
async function deleteBefore(db: SystemDb, organizationId: string, before: string): Promise<number> {
  for (let deleted = 0; ;) {
    const { numAffectedRows } = await sql`
      delete from audit_events where organization_id = ${organizationId} and id = any(array(
        select id from audit_events where organization_id = ${organizationId} and created_at < ${before}::timestamptz
        order by created_at, id limit ${AT_ONCE}))`.execute(db);
    deleted += Number(numAffectedRows ?? 0);
    if (Number(numAffectedRows ?? 0) < AT_ONCE) return deleted;
  }
}
