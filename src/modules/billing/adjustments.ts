import { isMeasured } from '../meter/kinds.ts';
import { statedPrice } from '../plan/pricing.ts';
import { beyond, charge, type Charged, isLevel, type SegmentUsage, WHOLE } from './charges.ts';
import type { BillingLineItemRow } from './rows.ts';
import { shareOf } from './segments.ts';

type ChargeTerms = Pick<BillingLineItemRow, 'meterKind' | 'included' | 'unitPrice' | 'pricing'>;

/** Returns the terms of usage that was recorded late for a segment, if no earlier statement charged its meter there. */
export type FindLateTerms = (late: SegmentUsage) => ChargeTerms | undefined;

/** Returns the adjustments of an earlier month: late usage, then voided usage. */
export function adjust(
  late: SegmentUsage,
  charged: Charged[],
  findLateTerms: FindLateTerms,
): BillingLineItemRow[] {
  const { quantity, voided, usageMonth, meter, segment } = late;
  const before = charged.filter(
    (each) => each.usageMonth === usageMonth && each.meter === meter && each.from === segment.from,
  );
  const terms = before[0] ?? findLateTerms(late);
  if (!terms) return [];
  // A month that was sealed without a price for the meter remains without a charge.
  if (isMeasured(terms.meterKind)) return before.length > 0 ? remeasure(late, before) : [];
  const used = sumOf(before);
  const included = terms.included > used ? terms.included - used : 0n;
  const added = {
    ...itemOf(late, terms),
    quantity,
    included,
    ...difference(late, terms, used, used + quantity),
  };
  // A month with only voided usage has nothing to add.
  const additions = quantity > 0n || voided === 0n ? [added] : [];
  return [...additions, ...takeBack(late, [...before, ...additions])];
}

/** Returns the difference that late and voided usage makes to a measured value and to its charge; nothing for none. */
function remeasure(late: SegmentUsage, charged: Charged[]): BillingLineItemRow[] {
  const [terms] = charged;
  const before = sumOf(charged);
  if (!terms || late.quantity === before) return [];
  const change = difference(late, terms, before, late.quantity);
  const quantity = late.quantity - before;
  return [{ ...itemOf(late, terms), quantity, included: quantity - change.overage, ...change }];
}

/** Returns the credit for voided usage: the amount by which the charges fall without it. */
export function takeBack(
  late: SegmentUsage,
  charged: (ChargeTerms & Pick<Charged, 'quantity'>)[],
): BillingLineItemRow[] {
  const [terms] = charged;
  if (!terms || late.voided === 0n) return [];
  const used = sumOf(charged);
  const change = difference(late, terms, used, used - late.voided);
  const quantity = -late.voided;
  return [{ ...itemOf(late, terms), quantity, included: quantity - change.overage, ...change }];
}

const itemOf = (
  { usageMonth, meter, segment }: SegmentUsage,
  { meterKind, pricing }: ChargeTerms,
): Pick<BillingLineItemRow, 'kind' | 'usageMonth' | 'meter' | 'meterKind' | 'segment' | 'pricing'> => ({
  kind: 'ADJUSTMENT',
  usageMonth,
  meter,
  meterKind,
  segment,
  pricing,
});

/**
 * Returns what changes if a segment's quantity changes. A price per unit is that of the further units alone. Others
 * depend on the whole quantity, so that the amount is the difference of two charges.
 */
function difference(
  { usageMonth, segment }: SegmentUsage,
  { meterKind, included, unitPrice, pricing }: ChargeTerms,
  before: bigint,
  after: bigint,
): Pick<BillingLineItemRow, 'overage' | 'unitPrice' | 'amount'> {
  const [from, to] = [beyond(before, included), beyond(after, included)];
  const overage = to - from;
  if (pricing.model === 'PER_UNIT' && !isLevel(meterKind))
    return { overage, unitPrice, amount: charge(overage, unitPrice) };
  const share = isLevel(meterKind) ? shareOf(usageMonth, segment) : WHOLE;
  const amountOf = (quantity: bigint) => charge(quantity, unitPrice, share, pricing);
  return { overage, unitPrice: statedPrice(to, unitPrice, pricing), amount: amountOf(to) - amountOf(from) };
}

const sumOf = (charged: { quantity: bigint }[]) => charged.reduce((sum, { quantity }) => sum + quantity, 0n);
