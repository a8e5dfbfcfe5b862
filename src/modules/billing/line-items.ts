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
  prices: Price[];
}

/** How much of a meter was used in a month, as far as one statement bills it. */
export interface Usage {
  usageMonth: string;
  meter: string;
  quantity: bigint;
}

/** What a statement has charged a meter by, for a month that is sealed. */
export interface Charged extends Usage {
  included: bigint;
  unitPrice: string;
}

const DECIMALS = 12;

/** `quantity` times the price, rounded half up, in whole numbers throughout. */
export function charge(quantity: bigint, unitPrice: string): bigint {
  const [whole = '', fraction = ''] = unitPrice.split('.');
  const scaled = BigInt(whole + fraction.padEnd(DECIMALS, '0'));
  const unit = 10n ** BigInt(DECIMALS);
  return (quantity * scaled + unit / 2n) / unit;
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
 * The line items of a month's statement: the base price, one for each meter that has a price, and one for each month
 * and meter that was recorded late. What is late is charged by the terms of its own month, as far as the month's
 * included quantity is used up by what was `charged` before, the earliest first; by the present terms if the meter was
 * never charged for that month.
 */
export function makeLineItems(
  month: string,
  { basePrice, prices }: Terms,
  usage: Usage[],
  charged: Charged[],
): LineItem[] {
  const base = { usageMonth: month, meter: null, quantity: 1n, included: 0n, unitPrice: basePrice };
  const quantities = new Map(usage.map((each) => [`${each.usageMonth} ${each.meter}`, each.quantity]));
  const regular = prices.map((price) =>
    lineItem('USAGE', {
      ...price,
      usageMonth: month,
      quantity: quantities.get(`${month} ${price.meter}`) ?? 0n,
    }),
  );
  const late = usage
    .filter(({ usageMonth }) => usageMonth < month)
    .flatMap((each) => adjustment(each, prices, charged));
  return [lineItem('BASE', base), ...regular.toSorted(byPlace), ...late.toSorted(byPlace)];
}

function adjustment(late: Usage, prices: Price[], charged: Charged[]): LineItem[] {
  const before = charged.filter(
    ({ usageMonth, meter }) => usageMonth === late.usageMonth && meter === late.meter,
  );
  const terms = before[0] ?? prices.find(({ meter }) => meter === late.meter);
  if (!terms) return [];
  const used = before.reduce((sum, { quantity }) => sum + quantity, 0n);
  const included = terms.included > used ? terms.included - used : 0n;
  return [lineItem('ADJUSTMENT', { ...late, included, unitPrice: terms.unitPrice })];
}

const byPlace = (a: LineItem, b: LineItem) => (place(a) < place(b) ? -1 : 1);
const place = ({ usageMonth, meter }: LineItem) => `${usageMonth} ${meter}`;

export const totalOf = (lineItems: LineItem[]) => lineItems.reduce((total, { amount }) => total + amount, 0n);
