import { defineModule } from '../define-module.ts';
import { serviceAccountJobs } from './jobs.ts';

export const serviceAccount = defineModule({
  name: 'service-account',
  resolvers: () => import('./resolvers.ts'),
  rules: () => import('./rules.ts'),
  jobs: serviceAccountJobs,
  shareable: {
    Membership: ['responsible'],
  },
  validated: {
    Organization: ['viewerCanManageServiceAccounts'],
  },
  impersonated: {
    Membership: ['responsible'],
    Organization: ['viewerCanManageServiceAccounts'],
  },
});
