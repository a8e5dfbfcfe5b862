import { refuseInvalidCredentials } from '../../authorization/access.ts';
import { COUNT_WEIGHT } from '../../graphql/cost-weights.ts';
import { defineModule } from '../define-module.ts';
import { planByCode } from './loaders.ts';

export const plan = defineModule({
  name: 'plan',
  resolvers: () => import('./resolvers.ts'),
  rules: () => import('./rules.ts'),
  objects: {
    Plan: { loader: planByCode, key: 'code', refuse: refuseInvalidCredentials },
  },
  costs: {
    'Organization.usage': COUNT_WEIGHT,
  },
});
