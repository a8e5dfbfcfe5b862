import type { BillingLineItemKind } from '../../generated/enums.ts';
import type { BilledSegment, BillingLineItemRow } from './rows.ts';
import { type Share, shareOf } from './segments.ts';

/** The price of a meter: the included units, and the price of each further unit. */
export interface Price {
  meter: string;
  included: bigint;
  unitPrice: string;
}

/** What one segment charges. `included` is for the segment alone, the base price for a whole month. */
export interface SegmentTerms extends BilledSegment {
  basePrice: string;
  prices: Price[];
}

export interface Terms {
  /** The number of base prices to charge: 1, or 0 for a month in which the organization was archived throughout. */
  baseQuantity: bigint;
  segments: SegmentTerms[];
}

/** The usage of a meter in a month, as far as one statement bills it. */
export interface Usage {
  usageMonth: string;
  meter: string;
  quantity: bigint;
}

/** Usage with the quantity that the statement voids, of this or an earlier statement. */
export interface BilledUsage extends Usage {
  voided: bigint;
}

/** The billed usage of a segment. */
export interface SegmentUsage extends BilledUsage {
  segment: BilledSegment;
}

/** The quantity that sealed statements charged for a meter and segment. */
export interface Charged extends Usage {
  /** The segment's start. */
  from: string;
  included: bigint;
  unitPrice: string;
}

const DECIMALS = 12;
const WHOLE: Share = { seconds: 1n, of: 1n };

/** Returns `quantity` times the price times the share, rounded half away from zero, in integer arithmetic. */
export function charge(quantity: bigint, unitPrice: string, { seconds, of }: Share = WHOLE): bigint {
  const [whole = '', fraction = ''] = unitPrice.split('.');
  const scaled = BigInt(whole + fraction.padEnd(DECIMALS, '0')) * seconds;
  const unit = 10n ** BigInt(DECIMALS) * of;
  const magnitude = quantity < 0n ? -quantity : quantity;
  const amount = (2n * magnitude * scaled + unit) / (2n * unit);
  return quantity < 0n ? -amount : amount;
}

/** Returns the prices with the quantities that a segment includes: its share of those of a month, rounded down. */
export function pricesOf(prices: Price[], month: string, segment: BilledSegment): Price[] {
  const { seconds, of } = shareOf(month, segment);
  return prices.map((price) => ({ ...price, included: (price.included * seconds) / of }));
}

type Item = Omit<BillingLineItemRow, 'kind' | 'overage' | 'amount'>;

/** Returns a charge for the quantity beyond `included`. */
function lineItem(kind: BillingLineItemKind, item: Item): BillingLineItemRow {
  const { usageMonth, segment, quantity, included, unitPrice } = item;
  const overage = quantity > included ? quantity - included : 0n;
  const amount = charge(overage, unitPrice, kind === 'BASE' ? shareOf(usageMonth, segment) : WHOLE);
  return { ...item, kind, overage, amount };
}

/** Returns the terms of usage that was recorded late for a segment, if no earlier statement charged its meter there. */
export type FindLateTerms = (late: SegmentUsage) => Omit<Price, 'meter'> | undefined;

/**
 * Returns the line items of a month's statement: for each segment the base price and one item for each meter with a
 * price, then adjustments for each earlier month, meter and segment: one for late usage, one for voided usage. Late
 * usage is charged by the terms of its own segment, less the included quantity that earlier charges (`charged`, oldest
 * first) used up.
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
    const base = { ...item, meter: null, quantity: baseQuantity, included: 0n, unitPrice: basePrice };
    bases.push(lineItem('BASE', base));
    for (const { meter, included, unitPrice } of prices) {
      const quantity = quantities.get(place({ ...item, meter })) ?? 0n;
      regular.push({ ...lineItem('USAGE', { ...item, meter, quantity, included, unitPrice }), meter });
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

/** Returns the adjustments of an earlier month: late usage, then voided usage. */
function adjust(late: SegmentUsage, charged: Charged[], findLateTerms: FindLateTerms): BillingLineItemRow[] {
  const { quantity, voided, usageMonth, meter, segment } = late;
  const before = charged.filter(
    (each) => each.usageMonth === usageMonth && each.meter === meter && each.from === segment.from,
  );
  const terms = before[0] ?? findLateTerms(late);
  if (!terms) return [];
  const used = sumOf(before);
  const included = terms.included > used ? terms.included - used : 0n;
  const { unitPrice } = terms;
  const added = lineItem('ADJUSTMENT', { usageMonth, meter, segment, quantity, included, unitPrice });
  // A month with only voided usage has nothing to add.
  const additions = quantity > 0n || voided === 0n ? [added] : [];
  return [...additions, ...takeBack(late, [...before, ...additions])];
}

/** Returns the credit for voided usage: the amount by which the charges fall without it. */
function takeBack(
  { usageMonth, meter, segment, voided }: SegmentUsage,
  charged: Pick<Charged, 'quantity' | 'included' | 'unitPrice'>[],
): BillingLineItemRow[] {
  const [terms] = charged;
  if (!terms || voided === 0n) return [];
  const beyond = (quantity: bigint) => (quantity > terms.included ? quantity - terms.included : 0n);
  const used = sumOf(charged);
  const overage = beyond(used - voided) - beyond(used);
  const { unitPrice } = terms;
  const [quantity, amount] = [-voided, charge(overage, unitPrice)];
  const item = { usageMonth, meter, segment, quantity, included: quantity - overage, overage, unitPrice };
  return [{ kind: 'ADJUSTMENT', ...item, amount }];
}

const sumOf = (charged: { quantity: bigint }[]) => charged.reduce((sum, { quantity }) => sum + quantity, 0n);
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
