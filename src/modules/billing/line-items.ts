import type { BillingLineItemKind } from '../../generated/enums.ts';
import type { BillingLineItemRow } from './rows.ts';

/** The price of a meter: the included units, and the price of each further unit. */
export interface Price {
  meter: string;
  included: bigint;
  unitPrice: string;
}

export interface Terms {
  basePrice: string;
  /** The number of base prices to charge: 1, or 0 for a month in which the organization was archived throughout. */
  baseQuantity: bigint;
  prices: Price[];
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

/** The quantity that sealed statements charged for a meter and month. */
export interface Charged extends Usage {
  included: bigint;
  unitPrice: string;
}

const DECIMALS = 12;

/** Returns `quantity` times the price, rounded half away from zero, in integer arithmetic. */
export function charge(quantity: bigint, unitPrice: string): bigint {
  const [whole = '', fraction = ''] = unitPrice.split('.');
  const scaled = BigInt(whole + fraction.padEnd(DECIMALS, '0'));
  const unit = 10n ** BigInt(DECIMALS);
  const magnitude = quantity < 0n ? -quantity : quantity;
  const amount = (magnitude * scaled + unit / 2n) / unit;
  return quantity < 0n ? -amount : amount;
}

/** Returns a charge for the quantity beyond `included`. */
function lineItem(
  kind: BillingLineItemKind,
  { usageMonth, meter, quantity, included, unitPrice }: Omit<Charged, 'meter'> & { meter: string | null },
): BillingLineItemRow {
  const overage = quantity > included ? quantity - included : 0n;
  const amount = charge(overage, unitPrice);
  return { kind, meter, usageMonth, quantity, included, overage, unitPrice, amount };
}

/**
 * Returns the line items of a month's statement: the base price, one item for each meter with a price, and adjustments
 * for each month and meter: one for late usage, one for voided usage. Late usage is charged by the terms of its own
 * month, less the included quantity that earlier charges (`charged`, oldest first) used up; by the current terms if the
 * meter was never charged for that month.
 */
export function makeLineItems(
  month: string,
  { basePrice, baseQuantity, prices }: Terms,
  usage: BilledUsage[],
  charged: Charged[],
): BillingLineItemRow[] {
  const base = {
    usageMonth: month,
    meter: null,
    quantity: baseQuantity,
    included: 0n,
    unitPrice: basePrice,
  };
  const quantities = new Map(usage.map((each) => [`${each.usageMonth} ${each.meter}`, each.quantity]));
  const regular = prices.map((price) =>
    lineItem('USAGE', {
      ...price,
      usageMonth: month,
      quantity: quantities.get(`${month} ${price.meter}`) ?? 0n,
    }),
  );
  const own = regular.map((item) => ({ ...item, meter: item.meter! }));
  const adjustments = usage.flatMap((each) =>
    each.usageMonth < month
      ? adjust(each, prices, charged)
      : takeBack(
          each,
          own.filter(({ meter }) => meter === each.meter),
        ),
  );
  return [lineItem('BASE', base), ...regular.toSorted(byPlace), ...adjustments.toSorted(byPlace)];
}

/** Returns the adjustments of an earlier month: late usage, then voided usage. */
function adjust(late: BilledUsage, prices: Price[], charged: Charged[]): BillingLineItemRow[] {
  const { quantity, voided, usageMonth, meter } = late;
  const before = charged.filter((each) => each.usageMonth === usageMonth && each.meter === meter);
  const terms = before[0] ?? prices.find((price) => price.meter === meter);
  if (!terms) return [];
  const used = sumOf(before);
  const included = terms.included > used ? terms.included - used : 0n;
  const added = lineItem('ADJUSTMENT', { usageMonth, meter, quantity, included, unitPrice: terms.unitPrice });
  // A month with only voided usage has nothing to add.
  const additions = quantity > 0n || voided === 0n ? [added] : [];
  return [...additions, ...takeBack(late, [...before, ...additions.map((item) => ({ ...item, meter }))])];
}

/** Returns the credit for voided usage: the amount by which the charges fall without it. */
function takeBack({ usageMonth, meter, voided }: BilledUsage, charged: Charged[]): BillingLineItemRow[] {
  const [terms] = charged;
  if (!terms || voided === 0n) return [];
  const beyond = (quantity: bigint) => (quantity > terms.included ? quantity - terms.included : 0n);
  const used = sumOf(charged);
  const overage = beyond(used - voided) - beyond(used);
  const { unitPrice } = terms;
  const [quantity, amount] = [-voided, charge(overage, unitPrice)];
  return [
    {
      kind: 'ADJUSTMENT',
      meter,
      usageMonth,
      quantity,
      included: quantity - overage,
      overage,
      unitPrice,
      amount,
    },
  ];
}

const sumOf = (charged: Charged[]) => charged.reduce((sum, { quantity }) => sum + quantity, 0n);
/** Sorts credits after charges of the same month and meter. */
const byPlace = (a: BillingLineItemRow, b: BillingLineItemRow) =>
  place(a) === place(b) ? 0 : place(a) < place(b) ? -1 : 1;
const place = ({ usageMonth, meter }: BillingLineItemRow) => `${usageMonth} ${meter}`;

export const totalOf = (lineItems: BillingLineItemRow[]) =>
  lineItems.reduce((total, { amount }) => total + amount, 0n);
