import { defineAccess } from '../../support/define-access.ts';
import { page, platform } from '../../support/isolation/classes.ts';

export const access = defineAccess({
  samples: {
    'Query.allOrganizations': { operation: '{ allOrganizations { nodes { organizationId } } }' },
  },
  personal: ['Query.allOrganizations'],
  fields: {
    'Query.allOrganizations': { ...platform, label: 'platform; all organizations', shows: 'organizations' },
  },
  otherTypes: [
    // For platform administrators, and of no tenant.
    ...page('OrganizationOverview'),
    'OrganizationUse',
  ],
  filters: { OrganizationOverviewFilter: 'organizations' },
});
