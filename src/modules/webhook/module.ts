import { defineModule } from '../define-module.ts';
import { startDeliverer } from './deliverer.ts';
import { sendToWebhooks } from './fan-out.ts';
import { webhookJobs } from './jobs.ts';
import { webhookDeliveryById, webhookEndpointById } from './loaders.ts';

export const webhook = defineModule({
  name: 'webhook',
  resolvers: () => import('./resolvers.ts'),
  rules: () => import('./rules.ts'),
  jobs: webhookJobs,
  listeners: [sendToWebhooks],
  background: { webhookDeliverer: startDeliverer },
  objects: {
    WebhookEndpoint: { loader: webhookEndpointById, permission: 'webhook.see' },
    WebhookDelivery: { loader: webhookDeliveryById, permission: 'webhook.see' },
  },
  textLengths: {
    'WebhookEndpoint.url': 2000,
    'WebhookAttempt.responseBody': 8192,
    // The task or comment of the event, before and after.
    'WebhookDelivery.payload': 24_000,
  },
});
