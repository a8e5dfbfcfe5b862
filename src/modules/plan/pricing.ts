import type { PriceTier, Pricing } from './rows.ts';

export const PER_UNIT: Pricing = { model: 'PER_UNIT' };

const DECIMALS = 12;

/** The number of parts of a price's unit that `priceOf` counts. */
export const PRICE_SCALE = 10n ** BigInt(DECIMALS);

function scaled(price: string): bigint {
  const [whole = '', fraction = ''] = price.split('.');
  return BigInt(whole + fraction.padEnd(DECIMALS, '0'));
}

/**
 * Returns the price of a quantity, which is not negative, times `PRICE_SCALE`. `unitPrice` is that of a unit, or of a
 * package; tiers have their own.
 */
export function priceOf(quantity: bigint, unitPrice: string, pricing: Pricing): bigint {
  switch (pricing.model) {
    case 'PER_UNIT':
      return quantity * scaled(unitPrice);
    case 'PACKAGE': {
      const size = BigInt(pricing.packageSize);
      return ((quantity + size - 1n) / size) * scaled(unitPrice);
    }
    case 'VOLUME':
      return quantity * scaled(tierOf(quantity, pricing.tiers).unitPrice);
    case 'GRADUATED': {
      let [price, from] = [0n, 0n];
      for (const { upTo, unitPrice: tierPrice } of pricing.tiers) {
        const end = upTo === null || BigInt(upTo) > quantity ? quantity : BigInt(upTo);
        if (end > from) price += (end - from) * scaled(tierPrice);
        if (end > from) from = end;
      }
      return price;
    }
  }
}

const tierOf = (quantity: bigint, tiers: PriceTier[]): PriceTier =>
  tiers.find(({ upTo }) => upTo === null || quantity <= BigInt(upTo))!;

/** Returns the price that a line item states: of tiers, that of the highest tier that the quantity reaches. */
export const statedPrice = (quantity: bigint, unitPrice: string, pricing: Pricing): string =>
  'tiers' in pricing ? withoutZeros(tierOf(quantity, pricing.tiers).unitPrice) : unitPrice;

/** Returns the price as PostgreSQL's `trim_scale` does: without superfluous zeros. */
const withoutZeros = (price: string) => (price.includes('.') ? price.replace(/\.?0+$/, '') : price);

/** Returns the pricing of a part of a month: tiers end at their share, rounded down, like the included quantity. */
export const shareOfPricing = (pricing: Pricing, share: (quantity: bigint) => bigint): Pricing =>
  'tiers' in pricing
    ? {
        ...pricing,
        tiers: pricing.tiers.map((tier) => ({
          ...tier,
          upTo: tier.upTo === null ? null : String(share(BigInt(tier.upTo))),
        })),
      }
    : pricing;
