import type { QueryOrganizationArgs } from '../../generated/graphql.ts';
import { columns, object, type PlannedTypes } from '../../graphql/plan/declaration.ts';
import { NotPlanned } from '../../graphql/plan/not-planned.ts';
import { selectedOrganizations } from './queries.ts';
import type { OrganizationRow } from './rows.ts';

export const plan: PlannedTypes = {
  Query: {
    organization: object((tenant, { id, slug }: QueryOrganizationArgs) => {
      if (id != null || slug != null) throw new NotPlanned('another organization');
      return selectedOrganizations(tenant);
    }),
  },
  Organization: columns<OrganizationRow>(
    'id',
    'name',
    'slug',
    'status',
    'archiveReason',
    'deletesAt',
    'createdAt',
    'updatedAt',
  ),
};
