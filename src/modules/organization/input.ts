import { z } from 'zod';
import { future, reason, slug, unlessNull } from '../../graphql/input.ts';
import { publicName } from '../../graphql/names.ts';

export const organizationName = publicName({ max: 100 });

export const createOrganizationInput = z.object({ name: organizationName, slug: slug.nullish() });
export const updateOrganizationInput = z.object({
  name: unlessNull(organizationName),
  slug: unlessNull(slug),
});
export const updateOrganizationSettingsInput = z.object({
  adminsGrantAdmin: unlessNull(z.boolean()),
  membersSeeAllProjects: unlessNull(z.boolean()),
  membersInvite: unlessNull(z.boolean()),
});

export const suspendOrganizationInput = z.object({ reason, until: future.nullish() });
export const archiveOrganizationInput = z.object({ reason });
