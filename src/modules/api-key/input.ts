import { z } from 'zod';
import { future, id, items, unlessNull } from '../../graphql/input.ts';
import { name } from '../../graphql/names.ts';
import { role } from '../membership/input.ts';

const MAX_OVERLAP = 7 * 86_400;

const keyName = name({ max: 100 });
const scope = z.enum(['READ', 'WRITE', 'USAGE_WRITE', 'CREDITS_WRITE', 'MEMBERS_WRITE']);

export const createApiKeyInput = z.object({
  name: keyName,
  role: role.refine((value) => value !== 'OWNER', 'must be at most ADMIN'),
  scopes: items(scope, 5).transform((scopes) => [...new Set(scopes)]),
  expiresAt: future.nullish(),
});
export const rollApiKeyInput = z.object({
  id: id('API key'),
  overlapSeconds: z
    .number()
    .refine(
      (seconds) => seconds >= 0 && seconds <= MAX_OVERLAP,
      `must be at least 0 and at most ${MAX_OVERLAP}`,
    ),
});
export const updateApiKeyInput = z.object({ id: id('API key'), name: unlessNull(keyName) });
export const revokeApiKeyInput = z.object({ id: id('API key') });
