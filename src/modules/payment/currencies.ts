/*
 * Amounts are in the currency's smallest unit by ISO 4217. Stripe differs for a few currencies
 * (https://docs.stripe.com/currencies).
 */

const withoutDecimals = new Set(
  'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF'.split(' '),
);
const withThreeDecimals = new Set('BHD IQD JOD KWD LYD OMR TND'.split(' '));
/** Stripe takes hundredths of these, although they have none. */
const takenInHundredths = new Set(['ISK', 'UGX']);

/** Not from `Intl`, which knows how many decimals people write: none for HUF, which has two. */
export const decimalsOf = (currency: string): number =>
  withoutDecimals.has(currency) ? 0 : withThreeDecimals.has(currency) ? 3 : 2;

/** @throws if the amount is too large for Stripe */
export function toStripeAmount(amount: bigint, currency: string): number {
  const number = Number(takenInHundredths.has(currency) ? amount * 100n : amount);
  if (!Number.isSafeInteger(number)) throw new Error(`The amount ${amount} is too large for Stripe.`);
  return number;
}
