import { defineModule } from '../define-module.ts';
import { billingJobs } from './jobs.ts';

export const billing = defineModule({
  name: 'billing',
  resolvers: () => import('./resolvers.ts'),
  rules: () => import('./rules.ts'),
  jobs: billingJobs,
  costs: {
    // Sums the usage of a month.
    'Query.billingStatement': 50,
  },
});
