import { defineModule } from '../define-module.ts';

export const client = defineModule({
  name: 'client',
  resolvers: () => import('./resolvers.ts'),
  rules: () => import('./rules.ts'),
  textLengths: {
    // As long as the parser's token limit allows.
    'RegisteredOperation.body': 20_000,
  },
});
