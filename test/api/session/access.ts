import { decodeJwt } from 'jose';
import { write } from '../../support/contract.ts';
import { defineAccess } from '../../support/define-access.ts';
import { belongs, credentials, except, lookup, page, personal } from '../../support/isolation/classes.ts';

export const access = defineAccess({
  samples: {
    'Query.sessions': { operation: '{ sessions { nodes { id } } }' },
    'Mutation.revokeSession': write('revokeSession', async ({ fellow }, { client }) => ({
      id: (await client.send('{ sessions { nodes { id } } }')).data?.sessions?.nodes[0]?.id ?? fellow.userId,
    })),
    'Mutation.revokeOtherSessions': write('revokeOtherSessions'),
    'Mutation.refreshSession': write('refreshSession', ({ fellow }) => ({
      refreshToken: fellow.refreshToken,
    })),
    'Mutation.logout': write('logout'),
    'Mutation.switchOrganization': write('switchOrganization', ({ organizationId }) => ({ organizationId })),
  },
  personal: [
    'Query.sessions',
    'Mutation.refreshSession',
    'Mutation.logout',
    'Mutation.switchOrganization',
    'Mutation.revokeSession',
    'Mutation.revokeOtherSessions',
  ],
  fields: {
    'Query.sessions': personal,
    'Mutation.refreshSession': credentials,
    'Mutation.logout': personal,
    'Mutation.switchOrganization': except(personal, (cell) =>
      belongs(cell) ? undefined : 'userErrors NOT_FOUND',
    ),
    'Mutation.revokeSession': { ...personal, once: true },
    'Mutation.revokeOtherSessions': personal,
  },
  variants: {
    'Mutation.revokeSession of another': {
      ...except(personal, () => 'userErrors NOT_FOUND'),
      sample: write('revokeSession', ({ fellow }) => ({ id: String(decodeJwt(fellow.accessToken)['sid']) })),
    },
  },
  ids: {
    Session: ({ fellow }) => String(decodeJwt(fellow.accessToken)['sid']),
  },
  nodes: {
    // Nobody in the cast has it.
    Session: lookup('the person who signed in', () => false),
  },
  repeats: {
    'Mutation.revokeSession': 'ends an object',
    'Mutation.revokeOtherSessions': 'ends an object',
    'Mutation.refreshSession': 'creates a secret or session',
    'Mutation.logout': 'ends an object',
    'Mutation.switchOrganization': 'creates a secret or session',
  },
  otherTypes: [...page('Session')],
  filters: { SessionFilter: 'sessions' },
});
