import { isEnumType } from 'graphql';
import { expect, test } from 'vitest';
import { eventTypes } from '../src/modules/event/catalogue.ts';
import { createTenant, schema } from './support/contract.ts';
import { startTestServer } from './support/server.ts';

const server = await startTestServer();
const { owner } = await createTenant(server.anonymous);
const url = 'https://hooks.example.test/polity';
const nameOf = (type: string) => type.toUpperCase().replace('.', '_');

async function write(field: 'createWebhookEndpoint' | 'updateWebhookEndpoint', input: object) {
  const type = `${field[0]!.toUpperCase()}${field.slice(1)}Input`;
  const data = await owner.client.send(
    `mutation ($input: ${type}!) { ${field}(input: $input) {
      webhookEndpoint { id events eventTypes } userErrors { code field } } }`,
    { input },
  );
  return data.body.data[field];
}

test('the enum has a value for each type of events', () => {
  const type = schema.getType('WebhookEventType');
  const values = isEnumType(type) ? type.getValues().map(({ name }) => name) : [];
  expect(values.toSorted()).toEqual(eventTypes.map(nameOf).toSorted());
});

test('types of events are written and read as values of the enum, beside the texts', async () => {
  const made = await write('createWebhookEndpoint', {
    url,
    eventTypes: ['TASK_CREATED', 'MEMBER_ROLE_UPDATED', 'TASK_CREATED'],
  });
  expect(made).toMatchObject({
    webhookEndpoint: {
      events: ['task.created', 'member.role_updated'],
      eventTypes: ['TASK_CREATED', 'MEMBER_ROLE_UPDATED'],
    },
    userErrors: [],
  });
  const { id } = made.webhookEndpoint;
  const changed = await write('updateWebhookEndpoint', { id, eventTypes: ['PROJECT_DELETED'] });
  expect(changed.webhookEndpoint.events).toEqual(['project.deleted']);
  const unchanged = await write('updateWebhookEndpoint', { id });
  expect(unchanged.webhookEndpoint.events).toEqual(['project.deleted']);
  const all = await write('updateWebhookEndpoint', { id, events: ['*'] });
  expect(all.webhookEndpoint).toEqual({ id, events: ['*'], eventTypes: eventTypes.map(nameOf) });
});

test.each<[object, string, string]>([
  [{}, 'REQUIRED', 'events'],
  [{ eventTypes: [] }, 'REQUIRED', 'eventTypes'],
  [{ events: null }, 'REQUIRED', 'events'],
  [{ eventTypes: ['TASK_CREATED'], events: ['*'] }, 'INVALID', 'eventTypes'],
])('an endpoint is told of something, named in one way: not %j', async (input, code, field) => {
  expect(await write('createWebhookEndpoint', { url, ...input })).toEqual({
    webhookEndpoint: null,
    userErrors: [{ code, field: [field] }],
  });
});
