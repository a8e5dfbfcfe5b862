import type { TenantDb } from '../../database/tenant-db.ts';
import type { PageArgs } from '../../database/page-request.ts';
import { withNodes } from '../../database/pagination.ts';
import type { PlanCode } from '../../generated/enums.ts';
import { makeLineItems, totalOf } from './line-items.ts';
import { currentMonth, firstDay } from '../usage/month.ts';
import { findBillingState, findCharged, findPrices, sumUsage, wasArchivedAllThrough } from './queries.ts';
import { findSealedStatement, listSealedStatements } from './sealed-queries.ts';
import type { BillingStatementRow, StatementContent, BillingStatementPage } from './rows.ts';

/**
 * Returns the statement of a month (`2026-01`): the sealed one, otherwise its current state. Undefined for future
 * months and those before the organization's first.
 * @throws BAD_USER_INPUT for an invalid month
 */
export async function readStatement(
  tenant: TenantDb,
  month: string,
): Promise<BillingStatementRow | undefined> {
  const { scope } = tenant;
  const day = firstDay(month);
  if (day > currentMonth(new Date())) return undefined;
  const sealed = await findSealedStatement(tenant, day);
  if (sealed) return { organizationId: scope.id, status: 'SEALED', ...sealed };
  const state = await findBillingState(tenant);
  if (!state || day < state.unsealedMonth) return undefined;
  const content = await drawUp(tenant, { month: day, planCode: state.planCode });
  return { ...content, status: 'OPEN', sealedAt: null, checksum: null };
}

/** Returns a page of the sealed statements, the latest first. */
export async function listStatements(tenant: TenantDb, args: PageArgs): Promise<BillingStatementPage> {
  const { scope } = tenant;
  const page = await listSealedStatements(tenant, args);
  const statements = page.nodes.map((row) => ({
    organizationId: scope.id,
    status: 'SEALED' as const,
    ...row,
  }));
  return withNodes(page, statements);
}

/** Computes a statement by a plan's current terms. Open and sealed statements both come from here. */
export async function drawUp(
  tenant: TenantDb,
  { month, planCode }: { month: string; planCode: PlanCode },
): Promise<StatementContent & { planCode: PlanCode }> {
  const { db, scope } = tenant;
  const usage = await sumUsage(tenant, month);
  const earlier = usage.map(({ usageMonth }) => usageMonth).filter((usageMonth) => usageMonth < month);
  const [{ currency, ...prices }, charged, isArchived] = await Promise.all([
    findPrices(db, planCode),
    findCharged(tenant, month, earlier),
    wasArchivedAllThrough(tenant, month),
  ]);
  const terms = { ...prices, baseQuantity: isArchived ? 0n : 1n };
  const lineItems = makeLineItems(month, terms, usage, charged);
  return { organizationId: scope.id, month, planCode, currency, lineItems, total: totalOf(lineItems) };
}
