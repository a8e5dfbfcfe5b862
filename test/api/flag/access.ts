import { write } from '../../support/contract.ts';
import { defineAccess } from '../../support/define-access.ts';
import { notForGuests, ofSelected, platform } from '../../support/isolation/classes.ts';

export const access = defineAccess({
  samples: {
    'Query.flags': { operation: '{ flags { key } }' },
    'Mutation.setFlag': write('setFlag', ({ organizationId }) => ({
      key: 'wide',
      description: 'A wide page',
      percentage: 0,
      organizationIds: [organizationId],
    })),
    'Mutation.clearFlag': write('clearFlag', () => ({ key: 'narrow' })),
  },
  personal: ['Query.flags', 'Mutation.setFlag', 'Mutation.clearFlag'],
  fields: {
    'Query.flags': platform,
    'Mutation.setFlag': { ...platform, touches: 'target' },
    'Mutation.clearFlag': platform,
  },
  edges: { 'Organization.isFlagOn': notForGuests(ofSelected) },
  // Of no tenant: only the number of the named organizations is shown.
  otherTypes: ['Flag'],
});
