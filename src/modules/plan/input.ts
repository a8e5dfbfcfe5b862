import { z } from 'zod';
import { future, id, text } from '../../graphql/input.ts';

const limit = z
  .number()
  .refine((value) => value >= 0, { params: { code: 'INVALID' }, message: 'must not be negative' })
  .nullish();
const rate = z
  .number()
  .refine((value) => value > 0, { params: { code: 'INVALID' }, message: 'must be at least 1' })
  .nullish();
const organizationId = id('organization');

export const changePlanInput = z.object({ plan: z.enum(['FREE', 'PRO']), dryRun: z.boolean() });
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
  addedFeatures: z.array(z.enum(['WEBHOOKS', 'AUDIT_EXPORT', 'CUSTOM_LABELS'])),
  reason: text({ min: 1, max: 500 }),
  expiresAt: future.nullish(),
});
export const clearOverridesInput = z.object({ organizationId });
