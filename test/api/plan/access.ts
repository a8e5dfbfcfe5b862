import { write } from '../../support/contract.ts';
import { defineAccess } from '../../support/define-access.ts';
import {
  isFound,
  ofSelected,
  page,
  pageOf,
  platform,
  tenantRead,
  tenantWrite,
  visitor,
  withParent,
} from '../../support/isolation/classes.ts';

export const access = defineAccess({
  samples: {
    'Query.plans': { operation: '{ plans { code } }' },
    'Query.planHistory': { operation: '{ planHistory { nodes { from plan { code } } } }' },
    'Mutation.changePlan': write('changePlan', () => ({ plan: 'PRO' })),
    'Mutation.setOrganizationOverrides': write('setOrganizationOverrides', ({ organizationId }) => ({
      organizationId,
      members: 60,
      reason: 'A pilot',
    })),
    'Mutation.clearOrganizationOverrides': write('clearOrganizationOverrides', ({ organizationId }) => ({
      organizationId,
    })),
  },
  personal: ['Query.plans', 'Mutation.setOrganizationOverrides', 'Mutation.clearOrganizationOverrides'],
  fields: {
    'Query.plans': visitor,
    // A segment names no organization: test/api/plan/plan-history.test.ts compares those of two.
    'Query.planHistory': { ...tenantRead('ADMIN'), tenant: false },
    'Mutation.setOrganizationOverrides': { ...platform, shows: 'target', touches: 'target' },
    'Mutation.clearOrganizationOverrides': { ...platform, shows: 'target', touches: 'target' },
    'Mutation.changePlan': tenantWrite('OWNER'),
  },
  entities: {
    Plan: visitor,
  },
  edges: {
    'Organization.overrides': {
      label: 'if selected; none',
      expect: (cell) => (isFound(cell) ? 'null' : 'BAD_USER_INPUT'),
    },
    ...pageOf('PlanSegment'),
    'Organization.usage': ofSelected,
    'OrganizationUsage.members': withParent,
    'OrganizationUsage.projects': withParent,
    'OrganizationUsage.apiKeys': withParent,
    'OrganizationUsage.webhookEndpoints': withParent,
    'OrganizationUsage.apiRequests': withParent,
  },
  tenantTypes: [
    ...page('PlanSegment'),
    'OrganizationUsage',
    'UsageCount',
    'OrganizationOverrides',
    'PeriodUsage',
  ],
  otherTypes: ['Plan', 'PlanLimits', 'PlanVersion', 'FeatureValue', 'PlanPrice', 'PriceTier'],
});
