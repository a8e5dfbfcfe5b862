import { z } from 'zod';
import { slug, text, unlessNull } from '../../graphql/input.ts';
import { publicName } from '../../graphql/names.ts';

export const organizationName = publicName({ max: 100 });

export const createOrganizationInput = z.object({ name: organizationName, slug: slug.nullish() });
export const updateOrganizationInput = z.object({
  name: unlessNull(organizationName),
  slug: unlessNull(slug),
});

const reason = text({ min: 1, max: 500 });

export const suspendOrganizationInput = z.object({ reason, until: z.string().nullish() });
export const archiveOrganizationInput = z.object({ reason });
