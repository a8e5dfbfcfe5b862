import { defineAccess } from '../../support/define-access.ts';
import { page, personal } from '../../support/isolation/classes.ts';

export const access = defineAccess({
  samples: {
    'Query.accountEvents': { operation: '{ accountEvents { nodes { id } } }' },
  },
  personal: ['Query.accountEvents'],
  fields: {
    'Query.accountEvents': personal,
  },
  otherTypes: [...page('AccountEvent')],
  filters: { AccountEventFilter: 'account_events' },
});
