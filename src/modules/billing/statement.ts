import type { Kysely } from 'kysely';
import type { OrgScope } from '../../authorization/scope.ts';
import type { DB } from '../../generated/database.ts';
import type { BillingStatementStatus, PlanCode } from '../../generated/graphql.ts';
import type { StatementContent } from './canonical.ts';
import { makeLineItems, totalOf, type BilledUsage } from './line-items.ts';
import { currentMonth, firstDay } from './month.ts';
import { findBillingState, findCharged, findSealedStatement, findTerms, sumRolledUsage } from './queries.ts';

export interface Statement extends StatementContent {
  planCode: PlanCode;
  status: BillingStatementStatus;
  sealedAt: string | null;
  checksum: string | null;
}

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
  if (sealed) return { organizationId: scope.id, month: day, status: 'SEALED', ...sealed };
  const state = await findBillingState(db, scope);
  if (!state || day < state.unsealedMonth) return undefined;
  const content = await drawUp(db, scope, {
    month: day,
    planCode: state.planCode,
    usage: await sumRolledUsage(db, scope, day),
  });
  return { ...content, status: 'OPEN', sealedAt: null, checksum: null };
}

/** A statement by a plan's present terms. */
export async function drawUp(
  db: Kysely<DB>,
  scope: OrgScope,
  { month, planCode, usage }: { month: string; planCode: PlanCode; usage: BilledUsage[] },
): Promise<StatementContent & { planCode: PlanCode }> {
  const earlier = usage.map(({ usageMonth }) => usageMonth).filter((usageMonth) => usageMonth < month);
  const [{ currency, ...terms }, charged] = await Promise.all([
    findTerms(db, planCode),
    findCharged(db, scope, month, earlier),
  ]);
  const lineItems = makeLineItems(month, terms, usage, charged);
  return { organizationId: scope.id, month, planCode, currency, lineItems, total: totalOf(lineItems) };
}
