import { sql } from 'kysely';
import type { Logger } from 'pino';
import { mintScope } from '../../authorization/scope.ts';
import type { SystemDb } from '../../database/system.ts';
import { billingLock } from '../usage/queries.ts';
import { checksumOf, type StatementContent } from './canonical.ts';
import { currentMonth } from './month.ts';
import { findBillingState, sumRecordedUsage } from './queries.ts';
import { drawUp } from './statement.ts';

/**
 * Seals the statement of every month that is over, of every organization. It may run at any time, twice at once too.
 * An organization whose statement cannot be made does not keep the others from theirs.
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
 * Seals the organization's first open month if it is before this one; whether it was. It waits for those who record
 * usage at the moment, and they for it: an event is in this statement, or sees it sealed and is in a later one.
 */
export function sealNextStatement(
  systemDb: SystemDb,
  organizationId: string,
  before: string,
): Promise<boolean> {
  const scope = mintScope(organizationId);
  return systemDb.transaction().execute(async (db) => {
    await sql`select pg_advisory_xact_lock(${billingLock(organizationId)})`.execute(db);
    const state = await findBillingState(db, scope);
    if (!state || state.openMonth >= before) return false;
    const { planCode, openMonth: month } = state;
    const usage = await sumRecordedUsage(db, scope, month);
    await insertStatement(db, await drawUp(db, scope, { month, planCode, usage }));
    return true;
  });
}

async function insertStatement(db: SystemDb, statement: StatementContent): Promise<void> {
  const { organizationId: organization_id, month, planCode, currency, total, lineItems } = statement;
  await db
    .insertInto('billing_statements')
    .values({
      organization_id,
      month,
      plan_code: planCode,
      currency,
      total: String(total),
      checksum: checksumOf(statement),
    })
    .execute();
  await db
    .insertInto('billing_line_items')
    .values(
      lineItems.map((item, position) => ({
        organization_id,
        month,
        position,
        kind: item.kind,
        meter: item.meter,
        usage_month: item.usageMonth,
        quantity: String(item.quantity),
        included: String(item.included),
        overage: String(item.overage),
        unit_price: item.unitPrice,
        amount: String(item.amount),
      })),
    )
    .execute();
}
