import { z } from 'zod';
import { fault, ids, text } from '../../graphql/input.ts';

const MAX_NAMED = 1000;

const key = z.string().superRefine((value, context) => {
  if (!/^[A-Za-z][A-Za-z0-9_.-]{0,99}$/.test(value))
    context.addIssue(fault('INVALID', 'must have only letters, digits, "_", "-" and dots, at most 100'));
});

export const setFlagInput = z.object({
  key,
  description: text({ min: 1, max: 500, trim: true }),
  percentage: z.number().superRefine((value, context) => {
    if (value < 0 || value > 100) context.addIssue(fault('INVALID', 'must be from 0 to 100'));
  }),
  organizationIds: ids('organization', MAX_NAMED).nullish(),
});
export const clearFlagInput = z.object({ key: z.string() });
