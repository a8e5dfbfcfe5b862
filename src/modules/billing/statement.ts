import type { TenantDb } from '../../database/tenant-db.ts';
import type { PageArgs } from '../../database/page-request.ts';
import { withNodes } from '../../database/pagination.ts';
import type { MeterKind } from '../../generated/enums.ts';
import { type Charged, pricesOf } from './charges.ts';
import { makeLineItems, totalOf } from './line-items.ts';
import { currentMonth, firstDay } from '../usage/month.ts';
import type { PlanRef } from '../organization/rows.ts';
import { planKey } from '../plan/loaders.ts';
import { findPlanStarts } from '../plan/segment-queries.ts';
import {
  findBillingState,
  findCharged,
  findPlanTerms,
  type PlanTerms,
  sumUsage,
  wasArchivedAllThrough,
} from './queries.ts';
import { findSealedStatement, listSealedStatements } from './sealed-queries.ts';
import { divideAll } from './measured-usage.ts';
import { segmentsOf } from './segments.ts';
import type { BilledSegment, BillingStatementRow, StatementContent, BillingStatementPage } from './rows.ts';

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
  const content = await drawUp(tenant, day);
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

/**
 * Computes a statement by the current terms of the month's plans. Open and sealed statements both come from here. That of
 * an organization which is being deleted ends at the instant `until`.
 */
export async function drawUp(
  tenant: TenantDb,
  month: string,
  until?: string,
): Promise<StatementContent & { planCode: string }> {
  const { scope } = tenant;
  const [usage, history, isArchived] = await Promise.all([
    sumUsage(tenant, month),
    findPlanStarts(tenant),
    wasArchivedAllThrough(tenant, month),
  ]);
  const segments = segmentsOf(month, history, until);
  const late = [...new Set(usage.map(({ usageMonth }) => usageMonth))].filter((each) => each < month);
  const segmentsOfLate = new Map(late.map((each) => [each, segmentsOf(each, history)]));
  const [plans, charged] = await Promise.all([
    findPlanTerms(tenant.db, [...segments, ...[...segmentsOfLate.values()].flat()]),
    findCharged(tenant, month, late),
  ]);
  const pricesIn = (usageMonth: string, segment: BilledSegment) =>
    pricesOf(plans.get(planKey(segment as PlanRef))!.prices, usageMonth, segment);
  const terms = segments.map((segment) => {
    const { basePrice } = plans.get(planKey(segment))!;
    return {
      ...segment,
      basePrice: segment.isTrial ? '0' : basePrice,
      prices: pricesIn(month, segment),
    };
  });
  const kinds = kindsOf([...plans.values()], charged);
  const divided = await divideAll(tenant, month, {
    // Meters without a price cause no charge.
    usage: usage.filter(({ meter }) => kinds.has(meter)),
    kinds,
    segments: (usageMonth) => segmentsOfLate.get(usageMonth) ?? segments,
  });
  const lineItems = makeLineItems(
    month,
    { baseQuantity: isArchived ? 0n : 1n, segments: terms },
    divided,
    charged,
    ({ usageMonth, meter, segment }) => pricesIn(usageMonth, segment).find((price) => price.meter === meter),
  );
  const last = segments.at(-1)!;
  const { planCode } = last;
  const { currency } = plans.get(planKey(last))!;
  return { organizationId: scope.id, month, planCode, currency, lineItems, total: totalOf(lineItems) };
}

/** Returns the kinds of the meters that a plan of the statement prices or an earlier statement charged. */
const kindsOf = (plans: PlanTerms[], charged: Charged[]): Map<string, MeterKind> =>
  new Map(
    [...plans.flatMap(({ prices }) => prices), ...charged].map(({ meter, meterKind }) => [meter, meterKind]),
  );
