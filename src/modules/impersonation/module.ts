import { defineModule } from '../define-module.ts';
import { impersonationJobs } from './jobs.ts';

export const impersonation = defineModule({
  name: 'impersonation',
  resolvers: () => import('./resolvers.ts'),
  rules: () => import('./rules.ts'),
  jobs: impersonationJobs,
});
