import { PER_UNIT } from '../plan/pricing.ts';
import { adjust, type FindLateTerms, takeBack } from './adjustments.ts';
import { type Charged, lineItem, type SegmentUsage, type Terms } from './charges.ts';
import type { BillingLineItemRow } from './rows.ts';

/**
 * Returns the line items of a month's statement: for each segment the base price and one item for each meter with a
 * price, then adjustments for each earlier month, meter and segment: one for late usage, one for voided usage, or for
 * measured usage one for both. Late usage is charged by the terms of its own segment, less the included quantity that
 * earlier charges (`charged`, oldest first) used up.
 */
export function makeLineItems(
  month: string,
  { baseQuantity, segments }: Terms,
  usage: SegmentUsage[],
  charged: Charged[],
  findLateTerms: FindLateTerms = () => undefined,
): BillingLineItemRow[] {
  const quantities = new Map(usage.map((each) => [place(each), each.quantity]));
  const bases: BillingLineItemRow[] = [];
  const regular: (BillingLineItemRow & { meter: string })[] = [];
  for (const { planCode, planVersion, from, to, basePrice, prices } of segments) {
    const item = { usageMonth: month, segment: { planCode, planVersion, from, to } };
    const base = {
      ...item,
      meter: null,
      meterKind: null,
      quantity: baseQuantity,
      included: 0n,
      unitPrice: basePrice,
      pricing: PER_UNIT,
    };
    bases.push(lineItem('BASE', base));
    for (const price of prices) {
      const quantity = quantities.get(place({ ...item, meter: price.meter })) ?? 0n;
      regular.push({ ...lineItem('USAGE', { ...item, ...price, quantity }), meter: price.meter });
    }
  }
  const adjustments = usage.flatMap((each) =>
    each.usageMonth < month
      ? adjust(each, charged, findLateTerms)
      : takeBack(
          each,
          regular.filter((item) => place(item) === place(each)),
        ),
  );
  return [...bases, ...regular.toSorted(byPlace), ...adjustments.toSorted(byPlace)];
}

/** Sorts credits after charges of the same segment and meter. */
const byPlace = (a: BillingLineItemRow, b: BillingLineItemRow) =>
  place(a) === place(b) ? 0 : place(a) < place(b) ? -1 : 1;
const place = ({
  usageMonth,
  meter,
  segment,
}: Pick<BillingLineItemRow, 'usageMonth' | 'meter' | 'segment'>) => `${usageMonth} ${meter} ${segment.from}`;

export const totalOf = (lineItems: BillingLineItemRow[]) =>
  lineItems.reduce((total, { amount }) => total + amount, 0n);
