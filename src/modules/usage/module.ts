import { defineModule } from '../define-module.ts';
import { usageJobs } from './jobs.ts';

export const usage = defineModule({
  name: 'usage',
  resolvers: () => import('./resolvers.ts'),
  rules: () => import('./rules.ts'),
  jobs: usageJobs,
  costs: {
    // Adds up the usage of up to 1000 buckets.
    'Query.usageSeries': 50,
    // Has up to 1000 buckets, or up to 51 groups of 200. The default assumes shorter lists.
    'UsageSeries.buckets': 10,
    'UsageSeries.groups': 20,
    'UsageGroup.buckets': 10,
  },
  textLengths: {
    'UsageEvent.properties': 2000,
    // Three values of 200 bytes, and their names.
    'UsageGroup.properties': 1000,
  },
});
