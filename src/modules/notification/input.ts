import { z } from 'zod';
import { id, items } from '../../graphql/input.ts';
import { kinds } from './preferences.ts';

export const notificationInput = z.object({ id: id('notification') });

export const updatePreferencesInput = z.object({
  preferences: items(
    z.object({
      kind: z.enum(kinds),
      inApp: z.boolean().nullish(),
      email: z.boolean().nullish(),
    }),
    kinds.length,
  ),
});
