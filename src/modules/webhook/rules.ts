import { can } from '../../authorization/guards.ts';
import type { RuleTree } from '../../authorization/shield.ts';

export const rules: RuleTree = {
  Query: { webhookEndpoints: can('webhook.see'), webhookDeliveries: can('webhook.see') },
  Mutation: {
    createWebhookEndpoint: can('webhook.manage'),
    updateWebhookEndpoint: can('webhook.manage'),
    deleteWebhookEndpoint: can('webhook.manage'),
    rotateWebhookSecret: can('webhook.manage'),
    sendTestWebhook: can('webhook.manage'),
    replayWebhookDelivery: can('webhook.manage'),
    replayFailedWebhookDeliveries: can('webhook.manage'),
  },
};
