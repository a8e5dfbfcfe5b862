import type { QueryOrganizationArgs } from '../../generated/graphql.ts';
import { columns, object, type PlannedTypes, volatile } from '../../graphql/plan/declaration.ts';
import { NotPlanned } from '../../graphql/plan/not-planned.ts';
import { selectedOrganizations } from './queries.ts';
import type { OrganizationRow } from './rows.ts';

export const plan: PlannedTypes = {
  Query: volatile(
    {
      organization: object((tenant, { id, slug }: QueryOrganizationArgs) => {
        if (id != null || slug != null) throw new NotPlanned('another organization');
        return selectedOrganizations(tenant);
      }),
    },
    'id',
    'slug',
  ),
  // A suspension ends by the clock, but the status of the selected organization is a part of the caller's access.
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
