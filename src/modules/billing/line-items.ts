import type { BillingLineItemKind, MeterKind } from '../../generated/enums.ts';
import { isMeasured } from '../meter/kinds.ts';
import type { BilledSegment, BillingLineItemRow } from './rows.ts';
import { PER_UNIT, PRICE_SCALE, priceOf, shareOfPricing, statedPrice } from '../plan/pricing.ts';
import type { Pricing } from '../plan/rows.ts';
import { type Share, shareOf } from './segments.ts';

/** The price of a meter: the included units, and the price of each further unit. */
export interface Price {
  meter: string;
  meterKind: MeterKind;
  included: bigint;
  /** Of a package, if the pricing has packages; tiers have their own. */
  unitPrice: string;
  pricing: Pricing;
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

/** The billed usage of a segment. Of MAX, UNIQUE and LAST, the value that this statement and earlier ones bill. */
export interface SegmentUsage extends BilledUsage {
  segment: BilledSegment;
}

/** The quantity that sealed statements charged for a meter and segment. */
export interface Charged extends Usage {
  /** The segment's start. */
  from: string;
  meterKind: MeterKind;
  included: bigint;
  unitPrice: string;
  pricing: Pricing;
}

/**
 * Whether the usage is a level that lasts, such as the number of seats. A price for a month is charged for the share of
 * the month in which the organization had the plan, and the whole included quantity is free in each segment.
 */
const isLevel = (kind: MeterKind | null) => kind === 'MAX' || kind === 'LAST';

/** Whether the item needs more than a quantity and the price of a unit to be understood. */
export const isSpecial = ({
  meterKind,
  pricing,
}: Pick<BillingLineItemRow, 'meterKind' | 'pricing'>): boolean =>
  (meterKind !== null && meterKind !== 'SUM') || pricing.model !== 'PER_UNIT';

const WHOLE: Share = { seconds: 1n, of: 1n };

/**
 * Returns the price of the quantity times the share, rounded half away from zero, in integer arithmetic. The quantity
 * is negative for a charge that is taken back.
 */
export function charge(
  quantity: bigint,
  unitPrice: string,
  { seconds, of }: Share = WHOLE,
  pricing: Pricing = PER_UNIT,
): bigint {
  const magnitude = quantity < 0n ? -quantity : quantity;
  const unit = PRICE_SCALE * of;
  const amount = (2n * priceOf(magnitude, unitPrice, pricing) * seconds + unit) / (2n * unit);
  return quantity < 0n ? -amount : amount;
}

/**
 * Returns the prices with the quantities that a segment includes, and the ends of its tiers: its share of a month's,
 * rounded down, or for a level the whole.
 */
export function pricesOf(prices: Price[], month: string, segment: BilledSegment): Price[] {
  const { seconds, of } = shareOf(month, segment);
  const share = (quantity: bigint) => (quantity * seconds) / of;
  return prices.map((price) =>
    isLevel(price.meterKind)
      ? price
      : { ...price, included: share(price.included), pricing: shareOfPricing(price.pricing, share) },
  );
}

type Item = Omit<BillingLineItemRow, 'kind' | 'overage' | 'amount'>;

/** Returns a charge for the quantity beyond `included`. */
function lineItem(kind: BillingLineItemKind, item: Item): BillingLineItemRow {
  const { usageMonth, segment, quantity, included, unitPrice, pricing, meterKind } = item;
  const overage = beyond(quantity, included);
  const share = kind === 'BASE' || isLevel(meterKind) ? shareOf(usageMonth, segment) : WHOLE;
  const amount = charge(overage, unitPrice, share, pricing);
  return { ...item, kind, overage, unitPrice: statedPrice(overage, unitPrice, pricing), amount };
}

const beyond = (quantity: bigint, included: bigint) => (quantity > included ? quantity - included : 0n);

type ChargeTerms = Pick<BillingLineItemRow, 'meterKind' | 'included' | 'unitPrice' | 'pricing'>;

/** Returns the terms of usage that was recorded late for a segment, if no earlier statement charged its meter there. */
export type FindLateTerms = (late: SegmentUsage) => ChargeTerms | undefined;

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

/** Returns the adjustments of an earlier month: late usage, then voided usage. */
function adjust(late: SegmentUsage, charged: Charged[], findLateTerms: FindLateTerms): BillingLineItemRow[] {
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
function takeBack(
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
