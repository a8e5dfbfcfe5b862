import { defineModule } from '../define-module.ts';

export const meter = defineModule({
  name: 'meter',
  resolvers: () => import('./resolvers.ts'),
  rules: () => import('./rules.ts'),
  costs: {
    // There are at most 200.
    'Query.meters': 20,
  },
});
