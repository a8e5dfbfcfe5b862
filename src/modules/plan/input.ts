import { z } from 'zod';
import { future, id, reason } from '../../graphql/input.ts';

const limit = z
  .number()
  .refine((value) => value >= 0, 'must not be negative')
  .nullish();
const rate = z
  .number()
  .refine((value) => value > 0, 'must be at least 1')
  .nullish();
const organizationId = id('organization');

export const changePlanInput = z.object({
  plan: z.string(),
  dryRun: z.boolean(),
  at: z.enum(['NOW', 'PERIOD_END']),
});
export const startPlanTrialInput = z.object({ plan: z.string() });
export const setOverridesInput = z.object({
  organizationId,
  members: limit,
  projects: limit,
  apiKeys: limit,
  webhookEndpoints: limit,
  apiRequestsPerMinute: rate,
  apiRequestsPerMonth: rate,
  subscriptions: limit,
  subscriptionsPerCaller: limit,
  addedFeatures: z.array(z.string()),
  reason,
  expiresAt: future.nullish(),
});
export const clearOverridesInput = z.object({ organizationId });
