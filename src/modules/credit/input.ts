import { z } from 'zod';
import { fault, future, id, reason, text } from '../../graphql/input.ts';

/** The maximum of a balance, a grant and a spend, so that all of them are exact numbers in JSON. */
export const MAX_CREDITS = Number.MAX_SAFE_INTEGER;

const MAX_PRIORITY = 100;

/** A number that the scalar returns as a bigint is too large. */
const credits = z.union([z.number(), z.bigint()]).transform((value, context) => {
  if (typeof value === 'number' && Number.isSafeInteger(value) && value >= 1) return value;
  context.addIssue(fault('INVALID', `must be from 1 to ${MAX_CREDITS}`));
  return z.NEVER;
});

export const grantCreditsInput = z.object({
  organizationId: id('organization'),
  amount: credits,
  priority: z
    .number()
    .refine((value) => value >= 0 && value <= MAX_PRIORITY, `must be from 0 to ${MAX_PRIORITY}`),
  expiresAt: future.nullish(),
  reason,
});

export const voidCreditGrantInput = z.object({
  organizationId: id('organization'),
  id: id('credit grant'),
  reason,
});

export const spendCreditsInput = z.object({
  spendId: text({ min: 1, max: 200, trim: true }),
  amount: credits,
  description: text({ max: 500, trim: true }).nullish(),
});

export const setCreditAlertInput = z.object({ threshold: credits.nullish() });
