import { z } from 'zod';
import { text } from '../../graphql/input.ts';

/** What can stand in a header. */
const label = text({ min: 1, max: 100 }).refine((value) => /^[\x20-\x7e]*$/.test(value), {
  params: { code: 'INVALID' },
  message: 'must have only ASCII characters',
});

export const clientVersionInput = z.object({ clientName: label, clientVersion: label });
export const registerOperationsInput = clientVersionInput.extend({ manifest: z.unknown() });
