import { z } from 'zod';
import { id } from '../../graphql/input.ts';

export const refreshSessionInput = z.object({ refreshToken: z.string() });
export const revokeSessionInput = z.object({ id: id('session') });
export const switchOrganizationInput = z.object({ organizationId: id('organization') });
