import { write } from '../../support/contract.ts';
import { defineAccess } from '../../support/define-access.ts';
import { except, platform } from '../../support/isolation/classes.ts';

const startNobody = except(platform, ({ caller }) =>
  caller.platformAdmin ? 'userErrors NOT_FOUND' : undefined,
);

export const access = defineAccess({
  samples: {
    'Mutation.startImpersonation': write('startImpersonation', () => ({
      userId: '00000000-0000-4000-8000-000000000000',
      organizationId: '00000000-0000-4000-8000-000000000000',
      reason: 'A question about a missing task',
    })),
    'Mutation.endImpersonation': write('endImpersonation', () => ({
      sessionId: '00000000-0000-4000-8000-000000000000',
    })),
  },
  personal: ['Mutation.startImpersonation', 'Mutation.endImpersonation'],
  fields: {
    'Mutation.startImpersonation': startNobody,
    'Mutation.endImpersonation': startNobody,
  },
  repeats: {
    'Mutation.startImpersonation': 'creates a secret or session',
    'Mutation.endImpersonation': 'ends an object',
  },
});
