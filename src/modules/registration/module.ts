import { defineModule } from '../define-module.ts';

export const registration = defineModule({
  name: 'registration',
  resolvers: () => import('./resolvers.ts'),
  rules: () => import('./rules.ts'),
  costs: {
    // Hashing a password takes a processor a third of a second.
    'Mutation.register': 50,
  },
});
