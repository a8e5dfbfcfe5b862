import { hasPermission } from '../../authorization/permission-checks.ts';
import type { Context } from '../../core/context.ts';
import type { Resolvers } from '../../generated/graphql.ts';
import { payload } from '../../graphql/payload.ts';
import { eventTypeNames, toThinPayload } from './message.ts';
import { changeEndpoint, createEndpoint, removeEndpoint, rotateSecret } from './actions.ts';
import { listDeliveries } from './delivery-queries.ts';
import { visibleProjects } from '../project/loaders.ts';
import { listEndpoints } from './queries.ts';
import {
  createWebhookEndpointInput,
  deleteWebhookEndpointInput,
  replayFailedWebhookDeliveriesInput,
  replayWebhookDeliveryInput,
  rotateWebhookSecretInput,
  sendTestWebhookInput,
  updateWebhookEndpointInput,
} from './input.ts';
import { replay, replayFailed, sendTest } from './replay.ts';
import {
  attemptsOfDelivery,
  heardProjectsOfEndpoint,
  payloadOfMessage,
  webhookEndpointById,
} from './loaders.ts';

const sequenceOf = async (
  { messageId }: { messageId: string },
  _args: object,
  context: Context,
): Promise<number> => (await context.load(payloadOfMessage, messageId))!.sequence;

/** Returns those of the projects that the caller sees. */
const visibleOf = async (context: Context, ids: string[]): Promise<string[]> =>
  (await visibleProjects(context, ids)).map(({ id }) => id);

export const resolvers: Resolvers = {
  Query: {
    webhookEndpoints: (_parent, args, { tenant }) => listEndpoints(tenant, args),
    webhookDeliveries: (_parent, args, { tenant }) => listDeliveries(tenant, args),
  },
  WebhookEndpoint: {
    eventTypes: ({ events }) => eventTypeNames(events),
    isLimitedToProjects: ({ projectIds }) => projectIds !== null,
    projectIds: ({ projectIds }, _args, context) => visibleOf(context, projectIds ?? []),
    unconfirmedProjectIds: async ({ id, projectIds }, _args, context) => {
      if (!projectIds) return [];
      const [visible, heard] = await Promise.all([
        visibleOf(context, projectIds),
        context.load(heardProjectsOfEndpoint, id),
      ]);
      return visible.filter((projectId) => !heard.has(projectId));
    },
    viewerCanManage: (_endpoint, _args, context) => hasPermission(context, 'webhook.manage'),
  },
  WebhookDelivery: {
    endpoint: async ({ endpointId }, _args, context) =>
      (await context.load(webhookEndpointById, endpointId))!,
    sequenceNumber: sequenceOf,
    sequence: sequenceOf,
    attempts: async ({ id }, _args, context) => (await context.load(attemptsOfDelivery, id)) ?? [],
    payload: async ({ messageId, endpointId }, _args, context) => {
      const [message, endpoint] = await Promise.all([
        context.load(payloadOfMessage, messageId),
        context.load(webhookEndpointById, endpointId),
      ]);
      return endpoint!.payload === 'THIN' ? toThinPayload(message!) : message!;
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
