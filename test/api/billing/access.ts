import { defineAccess } from '../../support/define-access.ts';
import { none, page, tenantRead, withParent } from '../../support/isolation/classes.ts';

export const access = defineAccess({
  samples: {
    'Query.billingStatement': {
      operation: `{ billingStatement(month: "${new Date().toISOString().slice(0, 7)}") { total } }`,
    },
    'Query.billingStatements': {
      operation: '{ billingStatements { nodes { month total lineItems { amount } } } }',
    },
  },
  fields: {
    'Query.billingStatement': { ...tenantRead('OWNER', 'billing.see'), tenant: false },
    'Query.billingStatements': { ...tenantRead('OWNER', 'billing.see'), tenant: false },
  },
  edges: {
    // The cast has no sealed statement: test/api/billing/billing-verify.test.ts has.
    'BillingStatementConnection.edges': none,
    'BillingStatementConnection.nodes': none,
    'BillingStatementEdge.node': none,
    'BillingStatement.organization': withParent,
    'BillingStatement.lineItems': withParent,
  },
  tenantTypes: [...page('BillingStatement'), 'BillingLineItem'],
});
