import type { SoldPlan } from './provider.ts';

/*
 * The only place that maps plans to prices of the provider. A price is found by its lookup key, for example
 * `polity_PRO_1` for version 1 of PRO, never by an id in the settings.
 */

const PREFIX = 'polity';

/** The key under which the provider has the price of a plan's version. */
export const lookupKeyOf = ({ code, version }: Pick<SoldPlan, 'code' | 'version'>) =>
  `${PREFIX}_${code}_${version}`;

/** Returns the version of a plan that a price is for; undefined for other prices. */
export function planOfPrice(
  lookupKey: string | null | undefined,
): Pick<SoldPlan, 'code' | 'version'> | undefined {
  const [, code, version] = /^polity_(.+)_(\d{1,9})$/.exec(lookupKey ?? '') ?? [];
  return code && version ? { code, version: Number(version) } : undefined;
}
