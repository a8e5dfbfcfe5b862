import { randomUUID } from 'node:crypto';
import { afterAll } from 'vitest';
import { createMailer } from '../../src/mail/mailer.ts';
import { startWorker } from '../../src/jobs/worker.ts';
import type { Config } from '../../src/config.ts';
import type {
  CreateWebhookEndpointInput,
  UpdateWebhookEndpointInput,
  WebhookDeliveryFilter,
} from '../../src/generated/graphql.ts';
import { workload } from '../../src/modules/workload.ts';
import type { Account } from './client.ts';
import { until } from './mail.ts';
import type { TestServer } from './server.ts';

export const endpointFields = `id url description events payload disabledAt disabledReason failingSince
  previousSecretExpiresAt createdAt updatedAt viewerCanManage`;
const deliveryFields = `id messageId eventType sequence state nextAttemptAt payload
  attempts { number status error durationMs startedAt responseBody }`;

const CREATE = `mutation ($input: CreateWebhookEndpointInput!) { createWebhookEndpoint(input: $input) {
  webhookEndpoint { ${endpointFields} } secret userErrors { code message field } } }` as const;
const DELIVERIES = `query ($filter: WebhookDeliveryFilter) { webhookDeliveries(filter: $filter, first: 100) {
  totalCount nodes { ${deliveryFields} } } }` as const;

/** A worker whose retries come at once. */
export async function startWebhookWorker(server: TestServer, changed: Partial<Config['webhooks']> = {}) {
  const { services } = server;
  const webhooks = {
    ...services.config.webhooks,
    retryDelays: Array<number>(8).fill(0.02),
    timeout: 2_000,
    pollInterval: 50,
    ...changed,
  };
  const mailer = createMailer(
    { smtpUrl: undefined, from: { name: 'Polity', address: 'polity@polity.test' } },
    services.logger,
  );
  const addresses = { appUrl: 'https://app.test', pagesUrl: 'https://app.test', apiUrl: 'https://app.test' };
  const worker = await startWorker(
    { ...services, config: { ...services.config, ...addresses, webhooks }, mailer },
    workload,
  );
  afterAll(() => worker.stop());
  return { worker, mailer };
}

export async function createEndpoint(
  { client }: Pick<Account, 'client'>,
  url: string,
  input: Partial<CreateWebhookEndpointInput> = {},
) {
  const { createWebhookEndpoint } = await client.ask(CREATE, { input: { url, events: ['*'], ...input } });
  return { ...createWebhookEndpoint.webhookEndpoint, secret: createWebhookEndpoint.secret };
}

export const newPath = () => `/${randomUUID()}`;

export async function deliveries({ client }: Pick<Account, 'client'>, filter: WebhookDeliveryFilter = {}) {
  return (await client.ask(DELIVERIES, { filter })).webhookDeliveries.nodes;
}

/** The deliveries to an endpoint, once there are `count` and all of them are done. */
export const settled = (owner: Pick<Account, 'client'>, endpointId: string, count = 1) =>
  until(async () => {
    const found = await deliveries(owner, { endpointId: { eq: endpointId } });
    return found.length >= count && found.every(({ state }) => state !== 'PENDING') ? found : undefined;
  });

export const sendTest = async ({ client }: Pick<Account, 'client'>, id: string) => {
  const { sendTestWebhook } = await client.ask(
    `mutation ($id: ID!) { sendTestWebhook(input: { id: $id }) {
      webhookDelivery { ${deliveryFields} } userErrors { code } } }`,
    { id },
  );
  return sendTestWebhook.webhookDelivery;
};

export const update = async (
  { client }: Pick<Account, 'client'>,
  id: string,
  input: Partial<UpdateWebhookEndpointInput>,
) => {
  const { updateWebhookEndpoint } = await client.ask(
    `mutation ($input: UpdateWebhookEndpointInput!) { updateWebhookEndpoint(input: $input) {
      webhookEndpoint { ${endpointFields} } userErrors { code } } }`,
    { input: { id, ...input } },
  );
  return updateWebhookEndpoint.webhookEndpoint;
};

export const endpointOf = async ({ client }: Pick<Account, 'client'>, id: string) =>
  (
    await client.ask(`query ($id: ID!) { node(id: $id) { ... on WebhookEndpoint { ${endpointFields} } } }`, {
      id,
    })
  ).node;
