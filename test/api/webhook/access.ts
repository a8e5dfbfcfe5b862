import { write } from '../../support/contract.ts';
import { defineAccess } from '../../support/define-access.ts';
import {
  entityWith,
  selectedWith,
  page,
  pageOf,
  tenantRead,
  tenantWrite,
  withParent,
} from '../../support/isolation/classes.ts';
import { reference } from '../../support/isolation/foreign-ids.ts';

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
    'Query.webhookEndpoints': tenantRead('ADMIN', 'webhook.see'),
    'Query.webhookDeliveries': tenantRead('ADMIN', 'webhook.see'),
    'Mutation.createWebhookEndpoint': { ...tenantWrite('ADMIN', 'webhook.manage'), once: true },
    'Mutation.updateWebhookEndpoint': tenantWrite('ADMIN', 'webhook.manage'),
    'Mutation.deleteWebhookEndpoint': tenantWrite('ADMIN', 'webhook.manage'),
    'Mutation.rotateWebhookSecret': tenantWrite('ADMIN', 'webhook.manage'),
    'Mutation.sendTestWebhook': tenantWrite('ADMIN', 'webhook.manage'),
    'Mutation.replayWebhookDelivery': tenantWrite('ADMIN', 'webhook.manage'),
    'Mutation.replayFailedWebhookDeliveries': tenantWrite('ADMIN', 'webhook.manage'),
  },
  ids: {
    WebhookEndpoint: ({ webhookEndpointId }) => webhookEndpointId,
    WebhookDelivery: ({ webhookDeliveryId }) => webhookDeliveryId,
  },
  nodes: {
    WebhookEndpoint: selectedWith('webhook.see'),
    WebhookDelivery: selectedWith('webhook.see'),
  },
  entities: {
    WebhookEndpoint: entityWith('webhook.see'),
    WebhookDelivery: entityWith('webhook.see'),
  },
  edges: {
    ...pageOf('WebhookEndpoint'),
    ...pageOf('WebhookDelivery'),
    'WebhookDelivery.endpoint': withParent,
  },
  foreignIds: {
    'Mutation.createWebhookEndpoint(input.projectIds)': reference(
      'createWebhookEndpoint',
      'projectIds.0',
      'url: "https://hooks.example.test/other", events: ["task.created"], projectIds: [$id]',
      ({ projectId }) => projectId,
    ),
    'Mutation.updateWebhookEndpoint(input.projectIds)': reference(
      'updateWebhookEndpoint',
      'projectIds.0',
      ({ webhookEndpointId }) => `id: "${webhookEndpointId}", projectIds: [$id]`,
      ({ projectId }) => projectId,
    ),
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
