import { refuseInvalidCredentials } from '../../authorization/access.ts';
import { COUNT_WEIGHT } from '../../graphql/cost-weights.ts';
import { defineModule } from '../define-module.ts';
import { plannedChangeJobs } from './due-changes.ts';
import { planJobs } from './jobs.ts';
import { publicPlan } from './loaders.ts';

export const plan = defineModule({
  name: 'plan',
  resolvers: () => import('./resolvers.ts'),
  rules: () => import('./rules.ts'),
  jobs: [...planJobs, ...plannedChangeJobs],
  objects: {
    Plan: { loader: publicPlan, key: 'code', refuse: refuseInvalidCredentials },
  },
  textLengths: {
    'FeatureValue.value': 500,
    'FeatureOverride.value': 500,
    'Entitlement.value': 500,
  },
  costs: {
    'Organization.usage': COUNT_WEIGHT,
  },
  impersonated: {
    Query: ['plans'],
    Organization: ['plan', 'usage'],
    Plan: ['archivedAt', 'code', 'features', 'isPublic', 'limits', 'name', 'version'],
    PlanLimits: [
      'apiKeys',
      'apiRequestsPerMinute',
      'apiRequestsPerMonth',
      'members',
      'projects',
      'subscriptions',
      'subscriptionsPerCaller',
      'webhookEndpoints',
    ],
    OrganizationUsage: ['apiKeys', 'apiRequests', 'members', 'projects', 'webhookEndpoints'],
    UsageCount: ['limit', 'used'],
    PeriodUsage: ['limit', 'resetsAt', 'used'],
  },
});
