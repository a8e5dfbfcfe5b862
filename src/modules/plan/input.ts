import { z } from 'zod';

export const changePlanInput = z.object({ plan: z.enum(['FREE', 'PRO']), dryRun: z.boolean() });
