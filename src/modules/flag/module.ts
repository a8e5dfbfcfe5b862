import { defineModule } from '../define-module.ts';

export const flag = defineModule({
  name: 'flag',
  resolvers: () => import('./resolvers.ts'),
  rules: () => import('./rules.ts'),
  textLengths: {
    'Flag.description': 500,
  },
});
