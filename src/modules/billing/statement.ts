import type { Kysely } from 'kysely';
import type { OrgScope } from '../../authorization/scope.ts';
import type { PageArgs } from '../../database/page-request.ts';
import { type Page, withNodes } from '../../database/pagination.ts';
import type { DB } from '../../generated/database.ts';
import type { BillingStatementStatus, PlanCode } from '../../generated/graphql.ts';
import type { StatementContent } from './canonical.ts';
import { makeLineItems, totalOf } from './line-items.ts';
import { currentMonth, firstDay } from './month.ts';
import { findBillingState, findCharged, findPrices, sumUsage, wasArchivedAllThrough } from './queries.ts';
import { findSealedStatement, listSealedStatements } from './sealed.ts';

export interface Statement extends StatementContent {
  planCode: PlanCode;
  status: BillingStatementStatus;
  sealedAt: string | null;
  checksum: string | null;
}

export type StatementPage = Page<Statement>;

/**
 * The statement of a month (`2026-01`): as it was sealed, else as it stands now. Undefined for a month to come, and
 * before the organization's first.
 * @throws BAD_USER_INPUT for what is no month
 */
export async function readStatement(
  db: Kysely<DB>,
  scope: OrgScope,
  month: string,
): Promise<Statement | undefined> {
  const day = firstDay(month);
  if (day > currentMonth(new Date())) return undefined;
  const sealed = await findSealedStatement(db, scope, day);
  if (sealed) return { organizationId: scope.id, status: 'SEALED', ...sealed };
  const state = await findBillingState(db, scope);
  if (!state || day < state.unsealedMonth) return undefined;
  const content = await drawUp(db, scope, { month: day, planCode: state.planCode });
  return { ...content, status: 'OPEN', sealedAt: null, checksum: null };
}

/** A page of the sealed statements, the latest first. */
export async function listStatements(
  db: Kysely<DB>,
  scope: OrgScope,
  args: PageArgs,
): Promise<StatementPage> {
  const page = await listSealedStatements(db, scope, args);
  const statements = page.nodes.map((row) => ({
    organizationId: scope.id,
    status: 'SEALED' as const,
    ...row,
  }));
  return withNodes(page, statements);
}

/** A statement by a plan's present terms. An open one becomes the sealed one: both are drawn up here. */
export async function drawUp(
  db: Kysely<DB>,
  scope: OrgScope,
  { month, planCode }: { month: string; planCode: PlanCode },
): Promise<StatementContent & { planCode: PlanCode }> {
  const usage = await sumUsage(db, scope, month);
  const earlier = usage.map(({ usageMonth }) => usageMonth).filter((usageMonth) => usageMonth < month);
  const [{ currency, ...prices }, charged, isArchived] = await Promise.all([
    findPrices(db, planCode),
    findCharged(db, scope, month, earlier),
    wasArchivedAllThrough(db, scope, month),
  ]);
  const terms = { ...prices, baseQuantity: isArchived ? 0n : 1n };
  const lineItems = makeLineItems(month, terms, usage, charged);
  return { organizationId: scope.id, month, planCode, currency, lineItems, total: totalOf(lineItems) };
}
