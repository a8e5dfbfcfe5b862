import { randomUUID } from 'node:crypto';
import { afterAll } from 'vitest';
import { createMailer } from '../../src/mail.ts';
import { startWorker, type WorkerServices } from '../../src/modules/job/worker.ts';
import { verify } from './acquaintance.ts';
import { type Account, type Client, register } from './client.ts';
import { until } from './mail.ts';
import type { TestServer } from './server.ts';

export const endpointFields = `id url description events payload disabledAt disabledReason failingSince
  previousSecretExpiresAt createdAt updatedAt viewerCanManage`;
export const deliveryFields = `id messageId eventType sequence state nextAttemptAt payload
  attempts { number status error durationMs startedAt responseBody }`;

const CREATE = `mutation ($input: CreateWebhookEndpointInput!) { createWebhookEndpoint(input: $input) {
  webhookEndpoint { ${endpointFields} } secret userErrors { code message field } } }`;
const DELIVERIES = `query ($filter: WebhookDeliveryFilter) { webhookDeliveries(filter: $filter, first: 100) {
  totalCount nodes { ${deliveryFields} } } }`;

/** A worker whose retries come at once. */
export async function startWebhookWorker(
  server: TestServer,
  webhooks: Partial<WorkerServices['webhooks']> = {},
) {
  const { config, logger, scheduler, secrets, servingPool } = server.services;
  const mailer = createMailer(
    { smtpUrl: undefined, from: { name: 'Polity', address: 'polity@polity.test' } },
    logger,
  );
  const worker = await startWorker({
    systemPool: server.systemPool,
    systemDb: server.db,
    servingPool,
    scheduler,
    mailer,
    appUrl: 'https://app.test',
    secrets,
    webhooks: {
      ...config.webhooks,
      retryDelays: Array<number>(8).fill(0.02),
      timeout: 2_000,
      pollInterval: 50,
      ...webhooks,
    },
    logger,
  });
  afterAll(() => worker.stop());
  return { worker, mailer };
}

/** An owner of an organization on the PRO plan, with a project. */
export async function createOwner(anonymous: Client): Promise<Account & { projectId: string }> {
  const owner = await verify(await register(anonymous));
  const { createProject } = await owner.client.ask(`mutation {
    changePlan(input: { plan: PRO }) { userErrors { code } }
    createProject(input: { name: "Harbour" }) { project { id } userErrors { code } } }`);
  return { ...owner, projectId: createProject.project.id };
}

export async function createEndpoint({ client }: Pick<Account, 'client'>, url: string, input: object = {}) {
  const { createWebhookEndpoint } = await client.ask(CREATE, { input: { url, events: ['*'], ...input } });
  return { ...createWebhookEndpoint.webhookEndpoint, secret: createWebhookEndpoint.secret } as {
    id: string;
    url: string;
    secret: string;
  } & Record<string, any>;
}

export const newPath = () => `/${randomUUID()}`;

export async function deliveries({ client }: Pick<Account, 'client'>, filter: object = {}): Promise<any[]> {
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

export const update = async ({ client }: Pick<Account, 'client'>, id: string, input: object) => {
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
