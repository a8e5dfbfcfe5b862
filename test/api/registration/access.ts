import { randomUUID } from 'node:crypto';
import { password } from '../../support/client.ts';
import { write } from '../../support/contract.ts';
import { defineAccess } from '../../support/define-access.ts';
import { open } from '../../support/isolation/classes.ts';

export const access = defineAccess({
  samples: {
    'Mutation.register': write('register', () => ({
      email: `${randomUUID()}@polity.test`,
      password,
      fullName: 'Nora Newcomer',
    })),
  },
  personal: ['Mutation.register'],
  fields: {
    'Mutation.register': open,
  },
  repeats: {
    'Mutation.register': 'creates an object',
  },
});
