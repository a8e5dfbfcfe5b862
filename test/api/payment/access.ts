import { write } from '../../support/contract.ts';
import { defineAccess } from '../../support/define-access.ts';
import {
  except,
  platform,
  tenantRead,
  tenantWrite,
  tenantWriteAlways,
} from '../../support/isolation/classes.ts';

/** The cast's server has no payment provider: test/api/payment/payment.test.ts has one. */
const noProvider = () => 'userErrors PAYMENTS_DISABLED';

export const access = defineAccess({
  samples: {
    'Query.payment': { operation: '{ payment { status seats plan { code } } }' },
    'Mutation.startCheckout': write('startCheckout', () => ({ plan: 'PRO' })),
    'Mutation.openBillingPortal': write('openBillingPortal', () => ({})),
    'Mutation.releasePlan': write('releasePlan', ({ organizationId }) => ({
      organizationId,
      reason: 'A pilot is over',
    })),
  },
  fields: {
    'Query.payment': { ...tenantRead('OWNER', 'billing.see'), tenant: false },
    'Mutation.startCheckout': except(tenantWrite('OWNER', 'plan.change'), noProvider, {
      label: 'write, OWNER; no provider',
      tenant: false,
    }),
    'Mutation.openBillingPortal': except(tenantWriteAlways('OWNER', 'billing.manage'), noProvider, {
      label: 'write always, OWNER; no provider',
      tenant: false,
    }),
    'Mutation.releasePlan': { ...platform, shows: 'target', touches: 'target' },
  },
  repeats: {
    'Mutation.startCheckout': 'creates a secret or session',
    'Mutation.openBillingPortal': 'creates a secret or session',
  },
  personal: ['Mutation.releasePlan'],
  tenantTypes: ['Payment'],
});
