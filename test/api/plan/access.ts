import { randomUUID } from 'node:crypto';
import { write } from '../../support/contract.ts';
import { defineAccess } from '../../support/define-access.ts';
import {
  except,
  isFound,
  notForGuests,
  ofSelected,
  page,
  pageOf,
  platform,
  tenantRead,
  tenantWrite,
  visitor,
  withParent,
} from '../../support/isolation/classes.ts';

const noPlan = except(platform, ({ caller }) => (caller.platformAdmin ? 'userErrors NOT_FOUND' : undefined));

const noneOfSelected = notForGuests({
  ...ofSelected,
  label: 'if selected; none',
  expect: (cell) => (isFound(cell) ? 'null' : 'BAD_USER_INPUT'),
});

export const access = defineAccess({
  samples: {
    'Query.plans': { operation: '{ plans { code } }' },
    'Query.allPlans': { operation: '{ allPlans { code versions { version } } }' },
    'Query.planHistory': { operation: '{ planHistory { nodes { from plan { code } } } }' },
    'Mutation.changePlan': write('changePlan', () => ({ plan: 'PRO' })),
    'Mutation.createPlan': write('createPlan', () => ({
      plan: `P_${randomUUID().replaceAll('-', '').toUpperCase()}`,
      name: 'A plan',
      isPublic: false,
      terms: {},
    })),
    'Mutation.publishPlanVersion': write('publishPlanVersion', () => ({ plan: 'NONE', terms: {} })),
    'Mutation.archivePlan': write('archivePlan', () => ({ plan: 'NONE' })),
    'Mutation.movePlanVersion': write('movePlanVersion', ({ organizationId }) => ({
      organizationIds: [organizationId],
      plan: 'PRO',
      reason: 'A pilot',
    })),
    'Mutation.declareFeature': write('declareFeature', () => ({
      key: 'seats',
      kind: 'NUMBER',
      name: 'Seats',
    })),
    'Mutation.setFeatureOverride': write('setFeatureOverride', ({ organizationId }) => ({
      organizationId,
      feature: 'WEBHOOKS',
      value: true,
      reason: 'A pilot',
    })),
    'Mutation.clearFeatureOverride': write('clearFeatureOverride', ({ organizationId }) => ({
      organizationId,
      feature: 'WEBHOOKS',
    })),
    'Query.plannedPlanChange': { operation: '{ plannedPlanChange { kind at plan { code } } }' },
    'Mutation.cancelPlan': { operation: 'mutation { cancelPlan { userErrors { code } } }' },
    'Mutation.withdrawPlanChange': {
      operation: 'mutation { withdrawPlanChange { userErrors { code } } }',
    },
    'Mutation.startPlanTrial': write('startPlanTrial', () => ({ plan: 'PRO' })),
    'Mutation.setOrganizationOverrides': write('setOrganizationOverrides', ({ organizationId }) => ({
      organizationId,
      members: 60,
      reason: 'A pilot',
    })),
    'Mutation.clearOrganizationOverrides': write('clearOrganizationOverrides', ({ organizationId }) => ({
      organizationId,
    })),
  },
  repeats: {
    'Mutation.createPlan': 'creates an object',
    'Mutation.publishPlanVersion': 'creates an object',
    'Mutation.startPlanTrial': 'creates an object',
    'Mutation.withdrawPlanChange': 'ends an object',
  },
  personal: [
    'Query.plans',
    'Query.allPlans',
    'Mutation.createPlan',
    'Mutation.publishPlanVersion',
    'Mutation.archivePlan',
    'Mutation.movePlanVersion',
    'Mutation.declareFeature',
    'Mutation.setFeatureOverride',
    'Mutation.clearFeatureOverride',
    'Mutation.setOrganizationOverrides',
    'Mutation.clearOrganizationOverrides',
  ],
  fields: {
    'Query.plans': visitor,
    'Query.allPlans': platform,
    'Mutation.createPlan': platform,
    'Mutation.publishPlanVersion': noPlan,
    'Mutation.archivePlan': noPlan,
    'Mutation.movePlanVersion': { ...platform, shows: 'target', touches: 'target' },
    'Mutation.declareFeature': platform,
    'Mutation.setFeatureOverride': { ...platform, shows: 'target', touches: 'target' },
    'Mutation.clearFeatureOverride': { ...platform, shows: 'target', touches: 'target' },
    // A segment names no organization: test/api/plan/plan-history.test.ts compares those of two.
    'Query.planHistory': { ...tenantRead('ADMIN', 'plan.seeHistory'), tenant: false },
    'Mutation.setOrganizationOverrides': { ...platform, shows: 'target', touches: 'target' },
    'Mutation.clearOrganizationOverrides': { ...platform, shows: 'target', touches: 'target' },
    'Mutation.changePlan': tenantWrite('OWNER', 'plan.change'),
    // It names no organization: test/api/plan/plan-changes.test.ts compares those of two.
    'Query.plannedPlanChange': except(tenantRead('ADMIN', 'plan.seeHistory'), () => 'null', {
      tenant: false,
    }),
    // The organizations use more than FREE allows, the first one of two things.
    'Mutation.cancelPlan': except(tenantWrite('OWNER', 'plan.change'), ({ caller }) =>
      caller.name === 'OWNER elsewhere, at home'
        ? 'userErrors PLAN_LIMIT_REACHED'
        : 'userErrors PLAN_LIMIT_REACHED + PLAN_LIMIT_REACHED',
    ),
    'Mutation.withdrawPlanChange': except(tenantWrite('OWNER', 'plan.change'), () => 'userErrors NOT_FOUND'),
    'Mutation.startPlanTrial': except(tenantWrite('OWNER', 'plan.change'), () => 'userErrors INVALID'),
  },
  entities: {
    Plan: visitor,
  },
  edges: {
    'Organization.plan': notForGuests(withParent),
    'Organization.hasFeature': notForGuests(ofSelected),
    'Organization.overrides': noneOfSelected,
    ...pageOf('PlanSegment'),
    'Organization.usage': notForGuests(ofSelected),
    'Organization.entitlements': notForGuests(ofSelected),
    'Organization.entitlement': notForGuests(ofSelected),
    'Organization.featureOverrides': noneOfSelected,
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
    'Entitlement',
    'FeatureOverride',
    'PlanMove',
    'OrganizationOverrides',
    'PeriodUsage',
    'PlannedPlanChange',
  ],
  otherTypes: ['Plan', 'PlanLimits', 'PlanVersion', 'FeatureValue', 'PlanPrice', 'PriceTier', 'Feature'],
});
