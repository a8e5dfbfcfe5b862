import { defineModule } from '../define-module.ts';
import { creditJobs } from './jobs.ts';
import { creditGrantById } from './loaders.ts';

export const credit = defineModule({
  name: 'credit',
  resolvers: () => import('./resolvers.ts'),
  rules: () => import('./rules.ts'),
  jobs: creditJobs,
  objects: {
    CreditGrant: { loader: creditGrantById, permission: 'credit.see' },
  },
});
