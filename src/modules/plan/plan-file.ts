import { z } from 'zod';
import { sortedEntries } from '../../util/sorted-entries.ts';
import type { PlanTerms } from './catalogue-input.ts';
import { limitNames } from './queries.ts';
import type { PlanVersionRow } from './rows.ts';

/** The file in the form of the inputs of the API: it has maps by key where those have lists. */
export const planFile = z.strictObject({
  meters: z
    .record(
      z.string(),
      z.strictObject({
        kind: z.string(),
        name: z.string(),
        uniqueBy: z.string().optional(),
        groupBy: z.array(z.string()).default([]),
      }),
    )
    .default({}),
  features: z
    .record(z.string(), z.strictObject({ kind: z.string(), name: z.string(), meter: z.string().optional() }))
    .default({}),
  plans: z.array(
    z.strictObject({
      code: z.string(),
      name: z.string(),
      isPublic: z.boolean().default(true),
      /** Of the version that the import publishes; by default now. */
      effectiveFrom: z.coerce.date().optional(),
      basePrice: z.number().default(0),
      currency: z.string().default('USD'),
      limits: z.partialRecord(z.enum(limitNames), z.number().nullable()).default({}),
      features: z.record(z.string(), z.unknown()).default({}),
      trialDays: z.number().optional(),
      planAfterTrial: z.string().optional(),
      prices: z
        .record(
          z.string(),
          z.strictObject({
            included: z.number().default(0),
            unitPrice: z.union([z.string(), z.number()]).default('0'),
            priceModel: z.enum(['PER_UNIT', 'GRADUATED', 'VOLUME', 'PACKAGE']).default('PER_UNIT'),
            packageSize: z.number().optional(),
            tiers: z
              .array(
                z.strictObject({ upTo: z.number().nullish(), unitPrice: z.union([z.string(), z.number()]) }),
              )
              .default([]),
          }),
        )
        .default({}),
    }),
  ),
});
export type PlanFile = z.output<typeof planFile>;

export const toTerms = ({
  basePrice,
  currency,
  limits,
  features,
  prices,
  trialDays,
  planAfterTrial,
}: Omit<PlanFile['plans'][number], 'code' | 'name' | 'isPublic' | 'effectiveFrom'>) => ({
  basePrice,
  currency,
  limits,
  trialDays,
  planAfterTrial,
  features: Object.entries(features).map(([feature, value]) => ({ feature, value })),
  prices: Object.entries(prices).map(([meter, { unitPrice, tiers, ...price }]) => ({
    meter,
    ...price,
    unitPrice: String(unitPrice),
    tiers: tiers.map((tier) => ({ ...tier, unitPrice: String(tier.unitPrice) })),
  })),
});

export const ofVersion = ({
  basePrice,
  currency,
  limits,
  features,
  prices,
  trialDays,
  planAfterTrial,
}: PlanVersionRow) => ({
  trialDays,
  planAfterTrial,
  basePrice: Number(basePrice),
  currency,
  limits,
  features: features as PlanTerms['features'],
  prices: prices.map((price) => ({ ...price, included: Number(price.included) })),
});

/** Terms without the order of their lists and superfluous zeros of prices. */
export const comparable = ({ features, prices, ...terms }: PlanTerms) => ({
  ...terms,
  features: sortedEntries(Object.fromEntries(features.map(({ feature, value }) => [feature, value]))),
  prices: sortedEntries(
    Object.fromEntries(
      prices.map(({ meter, unitPrice, tiers, ...price }) => [
        meter,
        {
          ...price,
          unitPrice: trimZeros(unitPrice),
          tiers: tiers.map((tier) => ({ ...tier, unitPrice: trimZeros(tier.unitPrice) })),
        },
      ]),
    ),
  ),
});

const trimZeros = (decimal: string) =>
  decimal
    .replace(/^0+(?=\d)/, '')
    .replace(/(\.\d*?)0+$/, '$1')
    .replace(/\.$/, '');
