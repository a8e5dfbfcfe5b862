import type { BillingLineItemKind, MeterKind } from '../../generated/enums.ts';
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
export const isLevel = (kind: MeterKind | null) => kind === 'MAX' || kind === 'LAST';

/** Whether the item needs more than a quantity and the price of a unit to be understood. */
export const isSpecial = ({
  meterKind,
  pricing,
}: Pick<BillingLineItemRow, 'meterKind' | 'pricing'>): boolean =>
  (meterKind !== null && meterKind !== 'SUM') || pricing.model !== 'PER_UNIT';

export const WHOLE: Share = { seconds: 1n, of: 1n };

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
export function lineItem(kind: BillingLineItemKind, item: Item): BillingLineItemRow {
  const { usageMonth, segment, quantity, included, unitPrice, pricing, meterKind } = item;
  const overage = beyond(quantity, included);
  const share = kind === 'BASE' || isLevel(meterKind) ? shareOf(usageMonth, segment) : WHOLE;
  const amount = charge(overage, unitPrice, share, pricing);
  return { ...item, kind, overage, unitPrice: statedPrice(overage, unitPrice, pricing), amount };
}

export const beyond = (quantity: bigint, included: bigint) =>
  quantity > included ? quantity - included : 0n;
