import { z } from 'zod';
import { id } from '../../graphql/input.ts';

export const startImpersonationInput = z.object({
  userId: id('user'),
  organizationId: id('organization'),
  reason: z.string().trim().min(10).max(500),
  allowsWrites: z.boolean(),
});
export const endImpersonationInput = z.object({ sessionId: id('session') });
