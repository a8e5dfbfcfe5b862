import { write } from '../../support/contract.ts';
import { defineAccess } from '../../support/define-access.ts';
import {
  entityWith,
  except,
  none,
  selectedWith,
  page,
  pageOf,
  personWrite,
  tenantRead,
  tenantWrite,
  withParent,
} from '../../support/isolation/classes.ts';
import { filterById, reference } from '../../support/isolation/foreign-ids.ts';

export const access = defineAccess({
  samples: {
    'Query.apiKeys': { operation: '{ apiKeys { nodes { id } } }' },
    'Mutation.createApiKey': write('createApiKey', () => ({ name: 'Robot' })),
    'Mutation.rollApiKey': write('rollApiKey', ({ apiKeyId }) => ({ id: apiKeyId })),
    'Mutation.updateApiKey': write('updateApiKey', ({ apiKeyId }) => ({ id: apiKeyId, name: 'Machine' })),
    'Mutation.revokeApiKey': write('revokeApiKey', ({ apiKeyId }) => ({ id: apiKeyId })),
    'Mutation.verifyKey': write('verifyKey', () => ({ key: 'pk_test_unknown' })),
  },
  fields: {
    'Query.apiKeys': tenantRead('ADMIN', 'apiKey.see'),
    'Mutation.createApiKey': { ...personWrite('ADMIN', 'apiKey.manage'), once: true },
    'Mutation.rollApiKey': personWrite('ADMIN', 'apiKey.manage'),
    'Mutation.updateApiKey': personWrite('ADMIN', 'apiKey.manage'),
    'Mutation.revokeApiKey': personWrite('ADMIN', 'apiKey.manage'),
    'Mutation.verifyKey': except(tenantWrite('ADMIN', 'apiKey.verify'), ({ caller }) =>
      caller.robot ? 'FORBIDDEN' : undefined,
    ),
  },
  ids: {
    ApiKey: ({ apiKeyId }) => apiKeyId,
  },
  nodes: {
    ApiKey: selectedWith('apiKey.see'),
  },
  entities: {
    ApiKey: entityWith('apiKey.see'),
  },
  edges: {
    ...pageOf('ApiKey'),
    'ApiKey.createdBy': withParent,
    'ApiKey.owner': withParent,
    // The keys of the tests are not limited to projects.
    'ApiKey.projects': none,
  },
  variants: {
    'Mutation.createApiKey of a service account': {
      ...personWrite('ADMIN', 'apiKey.manage'),
      sample: write('createApiKey', ({ serviceAccountId }) => ({ name: 'Robot', ownerId: serviceAccountId })),
    },
  },
  foreignIds: {
    'Mutation.createApiKey(input.ownerId)': reference(
      'createApiKey',
      'ownerId',
      'name: "Robot", ownerId: $id',
      ({ serviceAccountId }) => serviceAccountId,
    ),
    'Mutation.createApiKey(input.projectIds)': reference(
      'createApiKey',
      'projectIds.0',
      'name: "Robot", projectIds: [$id]',
      ({ projectId }) => projectId,
    ),
    'Mutation.updateApiKey(input.projectIds)': reference(
      'updateApiKey',
      'projectIds.0',
      ({ apiKeyId }) => `id: "${apiKeyId}", projectIds: [$id]`,
      ({ projectId }) => projectId,
    ),
    'Query.apiKeys(filter.ownerId)': filterById('apiKeys', 'ownerId', ({ owner }) => owner.userId),
  },
  repeats: {
    'Mutation.createApiKey': 'creates an object',
    'Mutation.rollApiKey': 'creates a secret or session',
    'Mutation.revokeApiKey': 'ends an object',
    // A valid key is counted.
    'Mutation.verifyKey': () => [{ key: 'pk_test_unknown' }],
  },
  shortTexts: ['ApiKey.networks'],
  integers: [
    'departureOverlapSeconds',
    'remaining',
    'requestsPerMinute',
    'requestsPerMonth',
    'usedThisMonth',
  ],
  otherTypes: ['KeyVerification'],
  tenantTypes: [...page('ApiKey')],
  filters: { ApiKeyFilter: 'api_keys' },
});
