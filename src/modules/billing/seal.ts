import { sql } from 'kysely';
import type { Logger } from 'pino';
import type { SystemDb } from '../../database/system.ts';
import { narrowToTenant } from '../../database/tenant-db.ts';
import { billingLock } from '../usage/queries.ts';
import { checksumOf } from './checksum.ts';
import { currentMonth } from '../usage/month.ts';
import { applyDueMove } from '../plan/due-moves.ts';
import { findBillingState } from './queries.ts';
import { drawUp } from './statement.ts';
import type { StatementContent } from './rows.ts';

/**
 * Seals the statements of all past months of every organization. It may run at any time, also concurrently. A statement
 * that fails does not affect other organizations.
 */
export async function sealStatements(
  { systemDb, logger }: { systemDb: SystemDb; logger: Logger },
  now: Date = new Date(),
): Promise<void> {
  const before = currentMonth(now);
  const { rows: due } = await sql<{ id: string }>`
    select id from organizations
    where date_trunc('month', created_at at time zone 'UTC') < ${before}::date and not exists (
      select from billing_statements
      where organization_id = organizations.id and month = (${before}::date - interval '1 month')::date)`.execute(
    systemDb,
  );
  let sealed = 0;
  for (const { id } of due) {
    try {
      while (await sealNextStatement(systemDb, id, before)) sealed++;
    } catch (error) {
      logger.error({ err: error, organizationId: id }, 'a statement could not be sealed');
    }
  }
  if (sealed > 0) logger.info({ statements: sealed }, 'sealed statements');
}

/**
 * Seals the organization's first unsealed statement, if its month is before this one. Returns whether there was one. It
 * is computed after the month is closed, when its usage cannot change, so that nobody waits for it.
 */
export async function sealNextStatement(
  systemDb: SystemDb,
  organizationId: string,
  before: string,
): Promise<boolean> {
  const state = await findBillingState(narrowToTenant(systemDb, organizationId));
  if (!state || state.unsealedMonth >= before) return false;
  const { unsealedMonth: month, openMonth } = state;
  if (openMonth < before)
    await systemDb.transaction().execute((db) => closeMonths(db, organizationId, before));
  // A change of the plan that began before the end of the month may not be committed yet. It locks the organization.
  await lockPresent(systemDb, organizationId);
  // A move whose time has come is in force since then, although the job has not applied it yet.
  await applyDueMove(systemDb, organizationId);
  if (await awaitsPlan(systemDb, organizationId, before)) return false;
  return systemDb.transaction().execute(async (db) => {
    // Nothing may be added to what remains of an organization that was deleted meanwhile.
    if (!(await lockPresent(db, organizationId))) return false;
    await sealMonth(db, organizationId, month);
    return true;
  });
}

/** Seals the statement of a closed month, now or at an earlier instant. */
export async function sealMonth(
  db: SystemDb,
  organizationId: string,
  month: string,
  sealedAt?: string,
): Promise<void> {
  await insertStatement(db, await drawUp(narrowToTenant(db, organizationId), month), sealedAt);
}

/** Waits for changes of the organization. Returns false if it was deleted. */
async function lockPresent(db: SystemDb, organizationId: string): Promise<boolean> {
  const { rows } = await sql`select from organizations where id = ${organizationId} for share`.execute(db);
  return rows.length > 0;
}

/**
 * Whether a planned change of the plan that began before this month is neither applied nor refused. The job that does so
 * runs each minute; the statement is sealed afterwards.
 */
async function awaitsPlan(systemDb: SystemDb, organizationId: string, before: string): Promise<boolean> {
  const { rows } = await sql`
    select from planned_plan_changes where organization_id = ${organizationId} and refused_at is null
      and at <= ${before}::date at time zone 'UTC'`.execute(systemDb);
  return rows.length > 0;
}

/**
 * Closes the months before this one. It waits for transactions that record usage, and they wait for it: an event is in
 * the closed month's statement, or finds the month closed and goes into a later one. `db` is a transaction.
 */
export async function closeMonths(db: SystemDb, organizationId: string, before: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(${billingLock(organizationId)})`.execute(db);
  await sql`
    insert into billing_periods (organization_id, open_month) values (${organizationId}, ${before}::date)
    on conflict (organization_id) do update set open_month = excluded.open_month
    where billing_periods.open_month < excluded.open_month`.execute(db);
}

/** Another process may have sealed the same statement, with the same content. */
export async function insertStatement(
  db: SystemDb,
  statement: StatementContent,
  sealedAt?: string,
): Promise<void> {
  const { organizationId: organization_id, month, planCode, currency, total, lineItems } = statement;
  const sealed = await db
    .insertInto('billing_statements')
    .values({
      organization_id,
      month,
      plan_code: planCode,
      currency,
      total: String(total),
      checksum: checksumOf(statement),
      ...(sealedAt && { sealed_at: sealedAt }),
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('month')
    .executeTakeFirst();
  if (!sealed) return;
  await db
    .insertInto('billing_line_items')
    .values(
      lineItems.map((item, position) => ({
        organization_id,
        month,
        position,
        kind: item.kind,
        meter: item.meter,
        meter_kind: item.meterKind === 'SUM' ? null : item.meterKind,
        usage_month: item.usageMonth,
        segment_plan_code: item.segment.planCode,
        segment_plan_version: item.segment.planVersion,
        segment_from: item.segment.from,
        segment_to: item.segment.to,
        quantity: String(item.quantity),
        included: String(item.included),
        overage: String(item.overage),
        unit_price: item.unitPrice,
        pricing: item.pricing.model === 'PER_UNIT' ? null : JSON.stringify(item.pricing),
        amount: String(item.amount),
      })),
    )
    .execute();
}
