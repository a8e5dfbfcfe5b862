import type { Context } from '../../context.ts';
import type { Resolvers } from '../../generated/graphql.ts';
import { payload } from '../../graphql/payload.ts';
import { namesOf } from './message.ts';
import { changeEndpoint, createEndpoint, removeEndpoint, rotateSecret } from './actions.ts';
import { listDeliveries } from './deliveries.ts';
import { listEndpoints } from './endpoints.ts';
import {
  createWebhookEndpointInput,
  deleteWebhookEndpointInput,
  replayFailedWebhookDeliveriesInput,
  replayWebhookDeliveryInput,
  rotateWebhookSecretInput,
  sendTestWebhookInput,
  updateWebhookEndpointInput,
} from './input.ts';
import { thin } from './message.ts';
import { replay, replayFailed, sendTest } from './replay.ts';

const sequenceOf = async (
  { messageId }: { messageId: string },
  _args: object,
  { loaders }: Context,
): Promise<number> => (await loaders.payloadOfMessage.load(messageId))!.sequence;

export const resolvers: Resolvers = {
  Query: {
    webhookEndpoints: (_parent, args, { db, scope }) => listEndpoints(db, scope, args),
    webhookDeliveries: (_parent, args, { db, scope }) => listDeliveries(db, scope, args),
  },
  WebhookEndpoint: {
    eventTypes: ({ events }) => namesOf(events),
    viewerCanManage: (_endpoint, _args, context) => context.can('webhook.manage'),
  },
  WebhookDelivery: {
    endpoint: async ({ endpointId }, _args, { loaders }) =>
      (await loaders.webhookEndpointById.load(endpointId))!,
    sequenceNumber: sequenceOf,
    sequence: sequenceOf,
    attempts: async ({ id }, _args, { loaders }) => (await loaders.attemptsOfDelivery.load(id)) ?? [],
    payload: async ({ messageId, endpointId }, _args, { loaders }) => {
      const [message, endpoint] = await Promise.all([
        loaders.payloadOfMessage.load(messageId),
        loaders.webhookEndpointById.load(endpointId),
      ]);
      return endpoint!.payload === 'THIN' ? thin(message!) : message!;
    },
  },
  Mutation: {
    createWebhookEndpoint: payload(createWebhookEndpointInput, createEndpoint),
    updateWebhookEndpoint: payload(updateWebhookEndpointInput, changeEndpoint),
    deleteWebhookEndpoint: payload(deleteWebhookEndpointInput, removeEndpoint),
    rotateWebhookSecret: payload(rotateWebhookSecretInput, rotateSecret),
    sendTestWebhook: payload(sendTestWebhookInput, sendTest),
    replayWebhookDelivery: payload(replayWebhookDeliveryInput, replay),
    replayFailedWebhookDeliveries: payload(replayFailedWebhookDeliveriesInput, replayFailed),
  },
};
