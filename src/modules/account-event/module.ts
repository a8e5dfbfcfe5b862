import { defineModule } from '../define-module.ts';
import { accountEventJobs } from './jobs.ts';

export const accountEvent = defineModule({
  name: 'account-event',
  resolvers: () => import('./resolvers.ts'),
  rules: () => import('./rules.ts'),
  jobs: accountEventJobs,
});
