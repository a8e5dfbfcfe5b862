import { z } from 'zod';
import { slug, text, unlessNull } from '../../graphql/input.ts';

export const organizationName = text({ min: 1, max: 100 });

export const createOrganizationInput = z.object({ name: organizationName, slug: slug.nullish() });
export const updateOrganizationInput = z.object({
  name: unlessNull(organizationName),
  slug: unlessNull(slug),
});
