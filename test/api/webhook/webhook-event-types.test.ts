import { isEnumType } from 'graphql';
import { expect, test } from 'vitest';
import type {
  CreateWebhookEndpointInput,
  UpdateWebhookEndpointInput,
} from '../../../src/generated/graphql.ts';
import { eventTypes } from '../../../src/events/catalogue.ts';
import { createTenant, schema } from '../../support/contract.ts';
import { startTestServer } from '../../support/server.ts';

const server = await startTestServer();
const { owner } = await createTenant(server.anonymous);
const url = 'https://hooks.example.test/polity';
const nameOf = (type: string) => type.toUpperCase().replace('.', '_');

const CREATE = `mutation ($input: CreateWebhookEndpointInput!) { createWebhookEndpoint(input: $input) {
  webhookEndpoint { id events eventTypes } userErrors { code field } } }`;
const UPDATE = `mutation ($input: UpdateWebhookEndpointInput!) { updateWebhookEndpoint(input: $input) {
  webhookEndpoint { id events eventTypes } userErrors { code field } } }`;
const update = (input: UpdateWebhookEndpointInput) => owner.client.payload(UPDATE, { input });

test('the enum has a value for each event type', () => {
  const type = schema.getType('WebhookEventType');
  const values = isEnumType(type) ? type.getValues().map(({ name }) => name) : [];
  expect(values.toSorted()).toEqual(eventTypes.map(nameOf).toSorted());
});

test('event types can be written and read as enum values and as texts', async () => {
  const made = await owner.client.payload(CREATE, {
    input: { url, eventTypes: ['TASK_CREATED', 'MEMBER_ROLE_UPDATED', 'TASK_CREATED'] },
  });
  expect(made).toMatchObject({
    webhookEndpoint: {
      events: ['task.created', 'member.role_updated'],
      eventTypes: ['TASK_CREATED', 'MEMBER_ROLE_UPDATED'],
    },
    userErrors: [],
  });
  const { id } = made.webhookEndpoint;
  const changed = await update({ id, eventTypes: ['PROJECT_DELETED'] });
  expect(changed.webhookEndpoint.events).toEqual(['project.deleted']);
  const unchanged = await update({ id });
  expect(unchanged.webhookEndpoint.events).toEqual(['project.deleted']);
  const all = await update({ id, events: ['*'] });
  expect(all.webhookEndpoint).toEqual({ id, events: ['*'], eventTypes: eventTypes.map(nameOf) });
});

test.each<[Partial<CreateWebhookEndpointInput>, string, string]>([
  [{}, 'REQUIRED', 'events'],
  [{ eventTypes: [] }, 'REQUIRED', 'eventTypes'],
  [{ events: null }, 'REQUIRED', 'events'],
  [{ eventTypes: ['TASK_CREATED'], events: ['*'] }, 'INVALID', 'eventTypes'],
])('an endpoint requires event types in one of the two forms: not %j', async (input, code, field) => {
  expect(await owner.client.payload(CREATE, { input: { url, ...input } })).toEqual({
    webhookEndpoint: null,
    userErrors: [{ code, field: [field] }],
  });
});
