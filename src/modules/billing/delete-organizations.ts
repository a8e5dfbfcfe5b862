import { sql } from 'kysely';
import type { Logger } from 'pino';
import type { SystemDb } from '../../database/system.ts';
import { narrowToTenant, type TenantDb } from '../../database/tenant-db.ts';
import { lockPlan } from '../organization/queries.ts';
import { applyPlannedChange } from '../plan/due-changes.ts';
import { applyDueMoveIn } from '../plan/due-moves.ts';
import { findBillingState } from './queries.ts';
import { closeMonths, insertStatement } from './seal.ts';
import { monthBounds } from '../usage/month.ts';
import { drawUp } from './statement.ts';

/** Deletes the organizations whose deletion is due. One that fails does not affect others, and is tried again. */
export async function deleteDueOrganizations({
  systemDb,
  logger,
}: {
  systemDb: SystemDb;
  logger: Logger;
}): Promise<void> {
  const { rows: due } = await sql<{ id: string }>`
    select id from organizations where deletes_at <= now()`.execute(systemDb);
  let organizations = 0;
  for (const { id } of due) {
    try {
      await systemDb.transaction().execute((db) => deleteOrganization(db, id));
      organizations++;
    } catch (error) {
      logger.error({ err: error, organizationId: id }, 'an organization could not be deleted');
    }
  }
  logger.info({ organizations }, 'deleted organizations');
}

/**
 * Deletes an organization in the caller's transaction, after sealing its statements until now. A trigger keeps those that
 * charge something. Everything that deletes an organization calls this: otherwise the running month would be free.
 */
export async function deleteOrganization(db: SystemDb, organizationId: string): Promise<void> {
  const tenant = narrowToTenant(db, organizationId);
  if (!(await lockPlan(tenant))) return;
  await sealUntilNow(db, tenant);
  await db.deleteFrom('organizations').where('id', '=', organizationId).execute();
}

/** The caller holds the organization's lock, so that its plan does not change meanwhile. */
async function sealUntilNow(db: SystemDb, tenant: TenantDb): Promise<void> {
  const { id } = tenant.scope;
  await sql`select set_config('app.organization_id', ${id}, true)`.execute(db);
  // Changes whose time has come are in force since then, although their jobs have not applied them yet.
  await applyDueMoveIn(db, id);
  await applyPlannedChange(tenant, async () => undefined);
  const until = await now(db);
  const end = followingMonth(until);
  // Whoever records usage meanwhile waits, and then finds no organization.
  await closeMonths(db, id, end);
  const state = await findBillingState(tenant);
  for (let month = state!.unsealedMonth; month < end; month = followingMonth(month))
    if (monthBounds(month).from < until) await insertStatement(db, await drawUp(tenant, month, until));
  await sql`select set_config('app.organization_id', '', true)`.execute(db);
}

/** Returns the first day of the month after a day or instant. */
const followingMonth = (day: string) => monthBounds(day).to.slice(0, 10);

/** Returns the present instant. The segments of plans are in milliseconds of the database's clock. */
async function now(db: SystemDb): Promise<string> {
  const { rows } = await sql<{ now: string }>`select clock_timestamp() as now`.execute(db);
  return new Date(rows[0]!.now).toISOString();
}
