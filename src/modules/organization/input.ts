import { z } from 'zod';
import { future, slug, text, unlessNull } from '../../graphql/input.ts';
import { publicName } from '../../graphql/names.ts';

export const organizationName = publicName({ max: 100 });

export const createOrganizationInput = z.object({ name: organizationName, slug: slug.nullish() });
export const updateOrganizationInput = z.object({
  name: unlessNull(organizationName),
  slug: unlessNull(slug),
});

const reason = text({ min: 1, max: 500 });

export const suspendOrganizationInput = z.object({ reason, until: future.nullish() });
export const archiveOrganizationInput = z.object({ reason });
