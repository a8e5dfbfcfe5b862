import { randomUUID } from 'node:crypto';
import { write } from '../../support/contract.ts';
import { defineAccess } from '../../support/define-access.ts';
import { except, page, platform } from '../../support/isolation/classes.ts';

const noClientVersion = except(platform, ({ caller }) =>
  caller.platformAdmin ? 'userErrors NOT_FOUND' : undefined,
);

export const access = defineAccess({
  samples: {
    'Query.clientVersions': { operation: '{ clientVersions { nodes { version } } }' },
    'Mutation.registerOperations': write('registerOperations', () => ({
      clientName: 'web',
      clientVersion: randomUUID(),
      manifest: {
        format: 'apollo-persisted-query-manifest',
        version: 1,
        operations: [{ id: 'a', name: 'A', type: 'query', body: 'query A { me { id } }' }],
      },
    })),
    'Mutation.activateClientVersion': write('activateClientVersion', () => ({
      clientName: 'web',
      clientVersion: '1',
    })),
    'Mutation.retireClientVersion': write('retireClientVersion', () => ({
      clientName: 'web',
      clientVersion: '1',
    })),
  },
  personal: [
    'Query.clientVersions',
    'Mutation.registerOperations',
    'Mutation.activateClientVersion',
    'Mutation.retireClientVersion',
  ],
  fields: {
    'Query.clientVersions': platform,
    'Mutation.registerOperations': platform,
    'Mutation.activateClientVersion': noClientVersion,
    'Mutation.retireClientVersion': noClientVersion,
  },
  otherTypes: [
    // For platform administrators, and of no tenant.
    ...page('ClientVersion'),
    ...page('RegisteredOperation'),
  ],
  filters: { ClientVersionFilter: 'client_versions' },
});
