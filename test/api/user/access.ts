import { write } from '../../support/contract.ts';
import { defineAccess } from '../../support/define-access.ts';
import {
  except,
  isFound,
  lookup,
  ownId,
  page,
  pageOf,
  personal,
  platform,
  visitor,
} from '../../support/isolation/classes.ts';

const fellows = lookup('fellow members', isFound);

export const access = defineAccess({
  samples: {
    'Query.me': { operation: '{ me { id } }' },
    'Query.user': {
      operation: 'query ($id: ID!) { user(id: $id) { id } }',
      variables: ({ owner }) => ({ id: owner.userId }),
    },
    'Query.users': { operation: '{ users { nodes { id } } }' },
    'Mutation.updateProfile': write('updateProfile', () => ({ bio: 'Keeps the light.' })),
  },
  personal: ['Query.me', 'Query.user', 'Query.users', 'Mutation.updateProfile'],
  fields: {
    'Query.me': except(visitor, ({ caller }) => (caller.signedIn && !caller.robot ? undefined : 'null')),
    'Query.user': {
      ...lookup('fellow members', (cell) => cell.caller.platformAdmin || isFound(cell)),
      shows: 'people',
    },
    'Query.users': platform,
    'Mutation.updateProfile': personal,
  },
  variants: {
    'Query.user oneself': {
      ...lookup('oneself', () => true),
      once: true,
      sample: {
        operation: 'query ($id: ID!) { user(id: $id) { id } }',
        variables: (...who) => ({ id: ownId(...who) }),
      },
    },
  },
  ids: {
    User: ({ fellow }) => fellow.userId,
  },
  nodes: {
    User: fellows,
  },
  entities: {
    User: fellows,
  },
  edges: {
    ...pageOf('User'),
  },
  tenantTypes: [...page('User')],
  filters: { UserFilter: 'users' },
});
