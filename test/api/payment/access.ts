import { write } from '../../support/contract.ts';
import { defineAccess } from '../../support/define-access.ts';
import { except, tenantRead, tenantWrite } from '../../support/isolation/classes.ts';

/** The cast's server has no payment provider: test/api/payment/payment.test.ts has one. */
const disabled = except(tenantWrite('OWNER'), () => 'userErrors PAYMENTS_DISABLED', { tenant: false });

export const access = defineAccess({
  samples: {
    'Query.payment': { operation: '{ payment { status seats plan { code } } }' },
    'Mutation.startCheckout': write('startCheckout', () => ({ plan: 'PRO' })),
    'Mutation.openBillingPortal': write('openBillingPortal', () => ({})),
  },
  fields: {
    'Query.payment': { ...tenantRead('OWNER'), tenant: false },
    'Mutation.startCheckout': { ...disabled, label: 'write, OWNER; no provider' },
    'Mutation.openBillingPortal': { ...disabled, label: 'write, OWNER; no provider' },
  },
  repeats: {
    'Mutation.startCheckout': 'creates a secret or session',
    'Mutation.openBillingPortal': 'creates a secret or session',
  },
  tenantTypes: ['Payment'],
});
