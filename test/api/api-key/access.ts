import { write } from '../../support/contract.ts';
import { defineAccess } from '../../support/define-access.ts';
import {
  entityForAdmins,
  forAdmins,
  page,
  pageOf,
  personWrite,
  tenantRead,
  withParent,
} from '../../support/isolation/classes.ts';

export const access = defineAccess({
  samples: {
    'Query.apiKeys': { operation: '{ apiKeys { nodes { id } } }' },
    'Mutation.createApiKey': write('createApiKey', () => ({ name: 'Robot' })),
    'Mutation.rollApiKey': write('rollApiKey', ({ apiKeyId }) => ({ id: apiKeyId })),
    'Mutation.updateApiKey': write('updateApiKey', ({ apiKeyId }) => ({ id: apiKeyId, name: 'Machine' })),
    'Mutation.revokeApiKey': write('revokeApiKey', ({ apiKeyId }) => ({ id: apiKeyId })),
  },
  fields: {
    'Query.apiKeys': tenantRead('ADMIN'),
    'Mutation.createApiKey': personWrite('ADMIN'),
    'Mutation.rollApiKey': personWrite('ADMIN'),
    'Mutation.updateApiKey': personWrite('ADMIN'),
    'Mutation.revokeApiKey': personWrite('ADMIN'),
  },
  ids: {
    ApiKey: ({ apiKeyId }) => apiKeyId,
  },
  nodes: {
    ApiKey: forAdmins,
  },
  entities: {
    ApiKey: entityForAdmins,
  },
  edges: {
    ...pageOf('ApiKey'),
    'ApiKey.createdBy': withParent,
  },
  repeats: {
    'Mutation.createApiKey': 'creates an object',
    'Mutation.rollApiKey': 'creates a secret or session',
    'Mutation.revokeApiKey': 'ends an object',
  },
  tenantTypes: [...page('ApiKey')],
  filters: { ApiKeyFilter: 'api_keys' },
});
