import { COUNT_WEIGHT } from '../../graphql/cost-weights.ts';
import { defineModule } from '../define-module.ts';

export const platform = defineModule({
  name: 'platform',
  resolvers: () => import('./resolvers.ts'),
  rules: () => import('./rules.ts'),
  costs: {
    'OrganizationOverview.use': COUNT_WEIGHT,
  },
});
