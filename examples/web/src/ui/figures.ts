/** A number as the API returns it: as a text if it exceeds what a JavaScript number holds exactly. */
export type BigNumber = number | string;

/** Returns the number as people read it, with all its digits. */
export const formatNumber = (value: BigNumber): string => BigInt(value).toLocaleString();

const compact = new Intl.NumberFormat(undefined, { notation: 'compact', maximumFractionDigits: 1 });

/** Returns the number in short, for example `1.5K`. */
export const formatShort = (value: number): string => compact.format(value);

/** Returns how much of the limit is used, in percent. */
export const percentOf = (used: BigNumber, limit: BigNumber): number =>
  Number(limit) === 0 ? 100 : Math.floor((Number(used) / Number(limit)) * 100);

/** Returns a price in the smallest unit of its currency as people read it. */
export function formatPrice(amount: BigNumber, currency: string): string {
  const format = new Intl.NumberFormat(undefined, { style: 'currency', currency });
  const digits = format.resolvedOptions().maximumFractionDigits ?? 2;
  return format.format(Number(amount) / 10 ** digits);
}
