import type { SystemDb } from '../../database/system.ts';
import { narrowToTenant, type TenantDb } from '../../database/tenant-db.ts';
import { isId } from '../../database/ids.ts';
import { canonicalForm, checksumOf } from './checksum.ts';
import type { SegmentUsage, Terms } from './charges.ts';
import { makeLineItems, totalOf } from './line-items.ts';
import { firstDay, monthBounds } from '../usage/month.ts';
import { findKeptSince } from '../usage/retention.ts';
import { departedTenant } from './departed-queries.ts';
import { findCharged, sumRecordedUsage } from './queries.ts';
import { findSealedStatement } from './sealed-queries.ts';
import { divideAll } from './measured-usage.ts';
import { findMeters } from '../meter/queries.ts';
import { segmentsOf } from './segments.ts';
import { findPlanStarts } from '../plan/segment-queries.ts';
import type { BillingLineItemRow, StatementContent } from './rows.ts';

/** The result of verifying a sealed statement. It is correct when there are no differences. */
export interface Verification {
  checksum: string;
  differences: string[];
  /** Set if older usage events were dropped, some of which the statement may have: it is charged by what it states. */
  keptSince: string | undefined;
}

/**
 * Recomputes a sealed statement from the current events and the terms that it states, and compares the two.
 * @throws when there is no such sealed statement
 */
export async function verifyStatement(
  db: SystemDb,
  organizationId: string,
  month: string,
): Promise<Verification> {
  const day = firstDay(month);
  if (!isId(organizationId)) throw new Error(`${organizationId} is not the id of an organization.`);
  const tenant = narrowToTenant(db, organizationId.toLowerCase());
  const present = await findSealedStatement(tenant, day);
  // Of a deleted organization, the statements remain and the events do not.
  const sealed = present ?? (await findSealedStatement(departedTenant(db, tenant.scope.id), day));
  if (!sealed) throw new Error(`The organization ${organizationId} has no sealed statement for ${month}.`);
  const stated: StatementContent = { organizationId: tenant.scope.id, ...sealed };
  const keptSince = present && (await findKeptSince(db));
  const dropped = keptSince !== undefined && firstUsage(stated) <= keptSince;
  const made = present && !dropped ? await remake(tenant, stated) : recalculate(stated);
  const differences = [
    ...(checksumOf(stated) === sealed.checksum
      ? []
      : [`The line items as they are kept have the checksum ${checksumOf(stated)}.`]),
    ...(checksumOf(made) === sealed.checksum
      ? []
      : [`The events result in another statement: ${canonicalForm(made)}`]),
  ];
  return { checksum: sealed.checksum, differences, keptSince: dropped ? keptSince : undefined };
}

/**
 * Returns the start of the first month whose usage the statement bills. An event of its first minutes can have been
 * recorded before, because clocks differ.
 */
const firstUsage = ({ month, lineItems }: StatementContent): string =>
  [month, ...lineItems.map(({ usageMonth }) => usageMonth)]
    .map((day) => monthBounds(day).from)
    .toSorted()[0]!;

async function remake(tenant: TenantDb, stated: StatementContent): Promise<StatementContent> {
  const { month } = stated;
  const [usage, history] = await Promise.all([sumRecordedUsage(tenant, month), findPlanStarts(tenant)]);
  const charged = await findCharged(
    tenant,
    month,
    usage.map(({ usageMonth }) => usageMonth),
  );
  const terms = statedTerms(stated);
  const segments = (usageMonth: string) =>
    usageMonth === month ? terms.segments : segmentsOf(usageMonth, history);
  const meters = await findMeters(
    tenant.db,
    usage.map(({ meter }) => meter),
  );
  const kinds = new Map([...meters].map(([code, { kind }]) => [code, kind]));
  const divided = await divideAll(tenant, month, { usage, kinds, segments, recorded: true });
  const lineItems = makeLineItems(month, terms, divided, charged, (late) => statedLateTerms(stated, late));
  return { ...stated, lineItems, total: totalOf(lineItems) };
}

/** Charges the stated quantities again by the stated terms. Adjustments are taken as they are stated. */
function recalculate(stated: StatementContent): StatementContent {
  const { month, lineItems: given } = stated;
  const usage = given.flatMap(({ kind, usageMonth, meter, segment, quantity }) =>
    kind === 'USAGE' && meter ? [{ usageMonth, meter, segment, quantity, voided: 0n }] : [],
  );
  const lineItems = [
    ...makeLineItems(month, statedTerms(stated), usage, []),
    ...given.filter(({ kind }) => kind === 'ADJUSTMENT'),
  ];
  return { ...stated, lineItems, total: totalOf(lineItems) };
}

/** Returns the terms of the month's segments that the line items state. */
function statedTerms({ lineItems }: StatementContent): Terms {
  const bases = lineItems.filter(({ kind }) => kind === 'BASE');
  return {
    baseQuantity: bases[0]?.quantity ?? 1n,
    segments: bases.map(({ segment, unitPrice: basePrice }) => ({
      ...segment,
      basePrice,
      prices: lineItems.flatMap(
        ({ kind, meter, meterKind, segment: { from }, included, unitPrice, pricing }) =>
          kind === 'USAGE' && meter && meterKind && from === segment.from
            ? [{ meter, meterKind, included, unitPrice, pricing }]
            : [],
      ),
    })),
  };
}

/** Returns the terms of a late segment's first charge: those of its adjustment, otherwise the month's own. */
function statedLateTerms(
  { lineItems }: StatementContent,
  late: SegmentUsage,
): BillingLineItemRow | undefined {
  const ofMeter = lineItems.filter(({ meter, quantity }) => meter === late.meter && quantity >= 0n);
  const isOfSegment = ({ kind, usageMonth, segment }: BillingLineItemRow) =>
    kind === 'ADJUSTMENT' && usageMonth === late.usageMonth && segment.from === late.segment.from;
  return ofMeter.find(isOfSegment) ?? ofMeter.find(({ kind }) => kind === 'USAGE');
}
