import { z } from 'zod';
import { name } from '../../graphql/names.ts';

/** Text that can be sent in a header. */
const label = name({ max: 100 }).refine(
  (value) => /^[\x20-\x7e]*$/.test(value),
  'must have only ASCII characters',
);

export const clientVersionInput = z.object({ clientName: label, clientVersion: label });
export const registerOperationsInput = clientVersionInput.extend({ manifest: z.unknown() });
