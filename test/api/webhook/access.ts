import { write } from '../../support/contract.ts';
import { defineAccess } from '../../support/define-access.ts';
import {
  entityForAdmins,
  forAdmins,
  page,
  pageOf,
  tenantRead,
  tenantWrite,
  withParent,
} from '../../support/isolation/classes.ts';

export const access = defineAccess({
  samples: {
    'Query.webhookEndpoints': { operation: '{ webhookEndpoints { nodes { id } } }' },
    'Query.webhookDeliveries': { operation: '{ webhookDeliveries { nodes { id } } }' },
    'Mutation.createWebhookEndpoint': write('createWebhookEndpoint', () => ({
      url: 'https://hooks.example.test/more',
      events: ['task.created'],
    })),
    'Mutation.updateWebhookEndpoint': write('updateWebhookEndpoint', ({ webhookEndpointId }) => ({
      id: webhookEndpointId,
      description: 'Rings the bell.',
    })),
    'Mutation.deleteWebhookEndpoint': write('deleteWebhookEndpoint', ({ webhookEndpointId }) => ({
      id: webhookEndpointId,
    })),
    'Mutation.rotateWebhookSecret': write('rotateWebhookSecret', ({ webhookEndpointId }) => ({
      id: webhookEndpointId,
    })),
    'Mutation.sendTestWebhook': write('sendTestWebhook', ({ webhookEndpointId }) => ({
      id: webhookEndpointId,
    })),
    'Mutation.replayWebhookDelivery': write('replayWebhookDelivery', ({ webhookDeliveryId }) => ({
      id: webhookDeliveryId,
    })),
    'Mutation.replayFailedWebhookDeliveries': write(
      'replayFailedWebhookDeliveries',
      ({ webhookEndpointId }) => ({ endpointId: webhookEndpointId, since: '2026-01-01T00:00:00Z' }),
    ),
  },
  fields: {
    'Query.webhookEndpoints': tenantRead('ADMIN'),
    'Query.webhookDeliveries': tenantRead('ADMIN'),
    'Mutation.createWebhookEndpoint': tenantWrite('ADMIN'),
    'Mutation.updateWebhookEndpoint': tenantWrite('ADMIN'),
    'Mutation.deleteWebhookEndpoint': tenantWrite('ADMIN'),
    'Mutation.rotateWebhookSecret': tenantWrite('ADMIN'),
    'Mutation.sendTestWebhook': tenantWrite('ADMIN'),
    'Mutation.replayWebhookDelivery': tenantWrite('ADMIN'),
    'Mutation.replayFailedWebhookDeliveries': tenantWrite('ADMIN'),
  },
  ids: {
    WebhookEndpoint: ({ webhookEndpointId }) => webhookEndpointId,
    WebhookDelivery: ({ webhookDeliveryId }) => webhookDeliveryId,
  },
  nodes: {
    WebhookEndpoint: forAdmins,
    WebhookDelivery: forAdmins,
  },
  entities: {
    WebhookEndpoint: entityForAdmins,
    WebhookDelivery: entityForAdmins,
  },
  edges: {
    ...pageOf('WebhookEndpoint'),
    ...pageOf('WebhookDelivery'),
    'WebhookDelivery.endpoint': withParent,
  },
  repeats: {
    'Mutation.createWebhookEndpoint': 'creates an object',
    'Mutation.deleteWebhookEndpoint': 'ends an object',
    'Mutation.rotateWebhookSecret': 'creates a secret or session',
    'Mutation.sendTestWebhook': 'sends a message',
    'Mutation.replayWebhookDelivery': 'sends a message',
    'Mutation.replayFailedWebhookDeliveries': 'sends a message',
  },
  tenantTypes: [...page('WebhookEndpoint'), ...page('WebhookDelivery')],
  otherTypes: [
    // Only within its delivery.
    'WebhookAttempt',
  ],
  filters: { WebhookDeliveryFilter: 'webhook_deliveries', WebhookEndpointFilter: 'webhook_endpoints' },
});
