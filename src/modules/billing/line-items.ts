import type { BillingLineItemKind } from '../../generated/graphql.ts';

/** A charge. Quantities and amounts are whole; `unitPrice` is a decimal number in the currency's smallest unit. */
export interface LineItem {
  kind: BillingLineItemKind;
  meter: string | null;
  /** The first day of the month. */
  usageMonth: string;
  quantity: bigint;
  included: bigint;
  overage: bigint;
  unitPrice: string;
  amount: bigint;
}

/** What a meter costs: so many units are included, each other one has this price. */
export interface Price {
  meter: string;
  included: bigint;
  unitPrice: string;
}

export interface Terms {
  basePrice: string;
  /** How often the base price is charged: 1, or 0 for a month that the organization was archived all through. */
  baseQuantity: bigint;
  prices: Price[];
}

/** How much of a meter was used in a month, as far as one statement bills it. */
export interface Usage {
  usageMonth: string;
  meter: string;
  quantity: bigint;
}

/** The same, with how much that was recorded in this or an earlier statement the statement takes back. */
export interface BilledUsage extends Usage {
  voided: bigint;
}

/** What a statement has charged a meter by, for a month that is sealed. */
export interface Charged extends Usage {
  included: bigint;
  unitPrice: string;
}

const DECIMALS = 12;

/** `quantity` times the price, rounded half away from zero, in whole numbers throughout. */
export function charge(quantity: bigint, unitPrice: string): bigint {
  const [whole = '', fraction = ''] = unitPrice.split('.');
  const scaled = BigInt(whole + fraction.padEnd(DECIMALS, '0'));
  const unit = 10n ** BigInt(DECIMALS);
  const magnitude = quantity < 0n ? -quantity : quantity;
  const amount = (magnitude * scaled + unit / 2n) / unit;
  return quantity < 0n ? -amount : amount;
}

/** A charge for what of the quantity is beyond `included`. */
function lineItem(
  kind: BillingLineItemKind,
  { usageMonth, meter, quantity, included, unitPrice }: Omit<Charged, 'meter'> & { meter: string | null },
): LineItem {
  const overage = quantity > included ? quantity - included : 0n;
  const amount = charge(overage, unitPrice);
  return { kind, meter, usageMonth, quantity, included, overage, unitPrice, amount };
}

/**
 * The line items of a month's statement: the base price, one for each meter that has a price, and adjustments for each
 * month and meter: one for what was recorded late, one for what was voided. What is late is charged by the terms of its own month, as far as the month's
 * included quantity is used up by what was `charged` before, the earliest first; by the present terms if the meter was
 * never charged for that month.
 */
export function makeLineItems(
  month: string,
  { basePrice, baseQuantity, prices }: Terms,
  usage: BilledUsage[],
  charged: Charged[],
): LineItem[] {
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

/** The adjustments of an earlier month: what was recorded late, then what was voided. */
function adjust(late: BilledUsage, prices: Price[], charged: Charged[]): LineItem[] {
  const { quantity, voided, usageMonth, meter } = late;
  const before = charged.filter((each) => each.usageMonth === usageMonth && each.meter === meter);
  const terms = before[0] ?? prices.find((price) => price.meter === meter);
  if (!terms) return [];
  const used = sumOf(before);
  const included = terms.included > used ? terms.included - used : 0n;
  const added = lineItem('ADJUSTMENT', { usageMonth, meter, quantity, included, unitPrice: terms.unitPrice });
  // A month of which only something was voided has nothing to add.
  const additions = quantity > 0n || voided === 0n ? [added] : [];
  return [...additions, ...takeBack(late, [...before, ...additions.map((item) => ({ ...item, meter }))])];
}

/** What was voided, as far as it was charged: by how much the charges fall without it. */
function takeBack({ usageMonth, meter, voided }: BilledUsage, charged: Charged[]): LineItem[] {
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
/** Of one place, what is taken back comes last. */
const byPlace = (a: LineItem, b: LineItem) => (place(a) === place(b) ? 0 : place(a) < place(b) ? -1 : 1);
const place = ({ usageMonth, meter }: LineItem) => `${usageMonth} ${meter}`;

export const totalOf = (lineItems: LineItem[]) => lineItems.reduce((total, { amount }) => total + amount, 0n);
