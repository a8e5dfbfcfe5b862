import { z } from 'zod';
import { concerning, fault, future, id, items, reason, text } from '../../graphql/input.ts';
import { name } from '../../graphql/names.ts';
import { isStorable } from '../../util/storable-text.ts';
import { limitNames } from './queries.ts';
import { FREE } from './rows.ts';

const MAX_TERMS = 200;
const MAX_INT = 2_147_483_647;

const planName = name({ max: 100 });
const planCode = z.string().superRefine((value, context) => {
  if (!/^[A-Z][A-Z0-9_]{0,49}$/.test(value))
    context.addIssue(fault('INVALID', 'must have only capital letters, digits and "_"'));
});

const keyPattern = /^[A-Za-z][A-Za-z0-9_.-]{0,99}$/;

export const isKey = (value: string) => keyPattern.test(value);

/** A limit has the name of a limit, which an entitlement could not tell from a feature. */
const featureKey = z.string().superRefine((value, context) => {
  if (!isKey(value)) context.addIssue(fault('INVALID', 'must have only letters, digits, "_", "-" and dots'));
  if ((limitNames as readonly string[]).includes(value))
    context.addIssue(fault('INVALID', 'must not be the name of a limit'));
});

const meter = text({ min: 1, max: 100, trim: true });

const wholeNumber = z.union([z.number(), z.bigint()]).transform((value, context) => {
  if (typeof value === 'number' && Number.isSafeInteger(value) && value >= 0) return value;
  context.addIssue(fault('INVALID', `must be a whole number from 0 to ${Number.MAX_SAFE_INTEGER}`));
  return z.NEVER;
});

const limit = (min: 0 | 1) =>
  z
    .number()
    .superRefine((value, context) => {
      if (!Number.isInteger(value) || value < min || value > MAX_INT)
        context.addIssue(fault('INVALID', `must be a whole number from ${min} to ${MAX_INT}`));
    })
    .nullish()
    .transform((value) => value ?? null);

const limits = z.object({
  members: limit(1),
  projects: limit(1),
  apiKeys: limit(0),
  webhookEndpoints: limit(0),
  apiRequestsPerMinute: limit(1),
  apiRequestsPerMonth: limit(1),
  subscriptions: limit(0),
  subscriptionsPerCaller: limit(0),
});

/** The value of a feature: on or off, a whole number, or a text. */
const featureValue = z.unknown().transform((value, context): boolean | number | string => {
  if (typeof value === 'boolean') return value;
  if (typeof value === 'number' && Number.isSafeInteger(value) && value >= 0) return value;
  if (typeof value === 'string' && value.length <= 500 && isStorable(value)) return value;
  context.addIssue(
    fault('INVALID', 'must be true, false, a whole number, or a text of at most 500 characters'),
  );
  return z.NEVER;
});

const list = <Schema extends z.ZodType>(schema: Schema, key: string) =>
  z
    .array(z.unknown())
    .superRefine((values, context) => {
      if (values.length > MAX_TERMS)
        context.addIssue(fault('TOO_LONG', `must have at most ${MAX_TERMS} items`));
    })
    .pipe(z.array(schema))
    .superRefine((values, context) => {
      const seen = new Set<unknown>();
      for (const [index, value] of values.entries()) {
        const each = (value as Record<string, unknown>)[key];
        if (seen.has(each)) context.addIssue(fault('INVALID', `must not be repeated`, index, key));
        seen.add(each);
      }
    });

const unitPrice = z.string().superRefine((value, context) => {
  if (!/^\d{1,12}(\.\d{1,12})?$/.test(value))
    context.addIssue(
      fault('INVALID', 'must be a decimal number with up to 12 digits before and after the point'),
    );
});

const MAX_TIERS = 20;

/** A price in the form in which versions have it: with all its members, and quantities as texts. */
const price = z
  .object({
    meter,
    included: wholeNumber,
    unitPrice,
    priceModel: z.enum(['PER_UNIT', 'GRADUATED', 'VOLUME', 'PACKAGE']).default('PER_UNIT'),
    packageSize: wholeNumber.nullish(),
    tiers: z.array(z.object({ upTo: wholeNumber.nullish(), unitPrice })).default([]),
  })
  .superRefine(
    ({ priceModel, packageSize, tiers }, context) => {
      if ((priceModel === 'PACKAGE') !== Boolean(packageSize))
        context.addIssue(fault('INVALID', 'must be set for packages, and only for those', 'packageSize'));
      if (tiers.length > MAX_TIERS)
        context.addIssue(fault('TOO_LONG', `must have at most ${MAX_TIERS} items`, 'tiers'));
      const ends = tiers.map(({ upTo }) => upTo ?? Infinity);
      const ascends = ends.every((end, index) => end > (ends[index - 1] ?? 0)) && ends.at(-1) === Infinity;
      const hasTiers = priceModel === 'GRADUATED' || priceModel === 'VOLUME';
      if (hasTiers ? !ascends : tiers.length > 0)
        context.addIssue(
          fault('INVALID', 'must ascend to a last tier without an end, for models with tiers only', 'tiers'),
        );
    },
    concerning('priceModel', 'packageSize', 'tiers'),
  )
  .transform(({ packageSize, tiers, ...each }) => ({
    ...each,
    unitPrice: tiers.length > 0 ? '0' : each.unitPrice,
    packageSize: packageSize == null ? null : String(packageSize),
    tiers: tiers.map((tier) => ({
      upTo: tier.upTo == null ? null : String(tier.upTo),
      unitPrice: tier.unitPrice,
    })),
  }));

const MAX_TRIAL_DAYS = 365;

const terms = z.object({
  basePrice: wholeNumber,
  currency: z.string().superRefine((value, context) => {
    if (!/^[A-Z]{3}$/.test(value))
      context.addIssue(fault('INVALID', 'must be three capital letters, for example USD'));
  }),
  limits,
  features: list(z.object({ feature: featureKey, value: featureValue }), 'feature'),
  prices: list(price, 'meter'),
  trialDays: z
    .number()
    .superRefine((value, context) => {
      if (!Number.isInteger(value) || value < 1 || value > MAX_TRIAL_DAYS)
        context.addIssue(fault('INVALID', `must be a whole number from 1 to ${MAX_TRIAL_DAYS}`));
    })
    .nullish(),
  planAfterTrial: z.string().nullish(),
});
export const planTerms = terms
  .superRefine(
    ({ trialDays, planAfterTrial }, context) => {
      if (planAfterTrial != null && trialDays == null)
        context.addIssue(fault('INVALID', 'must only be set together with `trialDays`', 'planAfterTrial'));
    },
    concerning('trialDays', 'planAfterTrial'),
  )
  .transform(({ trialDays = null, planAfterTrial, ...each }) => ({
    ...each,
    trialDays,
    planAfterTrial: trialDays === null ? null : (planAfterTrial ?? FREE),
  }));
export type PlanTerms = z.output<typeof planTerms>;

export const createPlanInput = z.object({
  plan: planCode,
  name: planName,
  isPublic: z.boolean(),
  terms: planTerms,
});
export const publishPlanVersionInput = z.object({
  plan: z.string(),
  effectiveFrom: future.nullish(),
  terms: planTerms,
});
export const archivePlanInput = z.object({ plan: z.string() });

const FURTHEST_MS = 2 * 366 * 86_400_000;
const MAX_MOVED = 100;

export const movePlanVersionInput = z.object({
  organizationIds: items(id('organization'), MAX_MOVED).transform((ids) => [...new Set(ids)]),
  plan: z.string(),
  version: z.number().nullish(),
  at: future
    .superRefine((value, context) => {
      if (Date.parse(value) > Date.now() + FURTHEST_MS)
        context.addIssue(fault('INVALID', 'must be at most two years ahead'));
    })
    .nullish(),
  reason,
});

const featureKind = z.enum(['BOOLEAN', 'NUMBER', 'TEXT']);

export const declareFeatureInput = z
  .object({ key: featureKey, kind: featureKind, name: planName, meter: meter.nullish() })
  .superRefine(
    ({ kind, meter: metered }, context) => {
      if (metered && kind !== 'NUMBER')
        context.addIssue(fault('INVALID', 'must only be set for numbers', 'meter'));
    },
    concerning('kind', 'meter'),
  );

export const setFeatureOverrideInput = z.object({
  organizationId: id('organization'),
  feature: z.string(),
  value: featureValue,
  reason,
  expiresAt: future.nullish(),
});
export const clearFeatureOverrideInput = z.object({
  organizationId: id('organization'),
  feature: z.string(),
});
