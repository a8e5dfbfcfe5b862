import { defineModule } from '../define-module.ts';
import { sessionJobs } from './jobs.ts';
import { sessionById } from './loaders.ts';

export const session = defineModule({
  name: 'session',
  resolvers: () => import('./resolvers.ts'),
  rules: () => import('./rules.ts'),
  jobs: sessionJobs,
  objects: {
    Session: { loader: sessionById, anywhere: true, last: true, isEntity: false },
  },
});
