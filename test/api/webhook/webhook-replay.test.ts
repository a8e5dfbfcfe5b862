import { describe, expect, test } from 'vitest';
import { createProjectOwner } from '../../fixtures/owner.ts';
import { createTask } from '../../fixtures/work.ts';
import { unheldStatements, watchStatements } from '../../support/isolation/predicates.ts';
import { startReceiver } from '../../support/receiver.ts';
import { startTestServer } from '../../support/server.ts';
import {
  createEndpoint,
  deliveries,
  newPath,
  sendTest,
  settled,
  startWebhookWorker,
  update,
} from '../../support/webhooks.ts';

const server = await startTestServer();
const sent = watchStatements();
await startWebhookWorker(server);
const receiver = await startReceiver();

describe('a replay', () => {
  const failing = async () => {
    const owner = await createProjectOwner(server.anonymous);
    const path = newPath();
    receiver.answer(path, (response) => response.writeHead(500).end('down'));
    const endpoint = await createEndpoint(owner, receiver.origin + path);
    return { owner, path, endpoint };
  };
  const REPLAY = `mutation ($id: ID!) { replayWebhookDelivery(input: { id: $id }) {
    webhookDelivery { state } userErrors { code field } } }`;
  const REPLAY_FAILED = `mutation ($input: ReplayFailedWebhookDeliveriesInput!) {
    replayFailedWebhookDeliveries(input: $input) { affectedCount webhookEndpoint { id } userErrors { code } } }`;

  test('sends a message again with the same id and body, and a new series of attempts', async () => {
    const { owner, path, endpoint } = await failing();
    await sendTest(owner, endpoint.id);
    const [dead] = await settled(owner, endpoint.id);
    expect(dead).toMatchObject({ state: 'FAILED', nextAttemptAt: null });
    expect(dead!.attempts.map(({ number }) => number)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9]);
    receiver.answer(path, (response) => response.writeHead(200).end('up'));
    const { replayWebhookDelivery } = await owner.client.ask(REPLAY, { id: dead!.id });
    expect(replayWebhookDelivery.webhookDelivery.state).toBe('PENDING');
    const received = await receiver.wait(path, 10);
    expect(new Set(received.map(({ headers }) => headers['webhook-id'])).size).toBe(1);
    expect(new Set(received.map(({ text }) => text)).size).toBe(1);
    const [alive] = await settled(owner, endpoint.id);
    expect(alive!.state).toBe('SUCCEEDED');
    expect(alive!.attempts.at(-1)).toMatchObject({ number: 10, status: 200, responseBody: 'up' });
  });

  test('stores the last 20 attempts', async () => {
    const { owner, endpoint } = await failing();
    const { id } = await sendTest(owner, endpoint.id);
    for (const _again of [1, 2]) {
      await settled(owner, endpoint.id);
      await owner.client.ask(REPLAY, { id });
    }
    const [delivery] = await settled(owner, endpoint.id);
    expect(delivery!.attempts.map(({ number }) => number)).toEqual(
      Array.from({ length: 20 }, (_, index) => index + 8),
    );
  });

  test('of all failed deliveries since a time excludes older, successful and other endpoints’ ones', async () => {
    const { owner, path, endpoint } = await failing();
    const other = await createEndpoint(owner, receiver.origin + path);
    const first = await sendTest(owner, endpoint.id);
    await sendTest(owner, other.id);
    await settled(owner, endpoint.id);
    await settled(owner, other.id);
    await server.systemPool.query(
      `update webhook_deliveries set created_at = now() - interval '2 days' where id = $1`,
      [first.id],
    );
    for (const _each of [1, 2, 3]) await sendTest(owner, endpoint.id);
    await settled(owner, endpoint.id, 4);
    receiver.answer(path, (response) => response.writeHead(204).end());
    const since = new Date(Date.now() - 86_400_000).toISOString();
    const replay = () => owner.client.ask(REPLAY_FAILED, { input: { endpointId: endpoint.id, since } });
    expect((await replay()).replayFailedWebhookDeliveries.affectedCount).toBe(3);
    const states = (await settled(owner, endpoint.id, 4)).map(({ id, state }) => [id === first.id, state]);
    expect(states.toSorted()).toEqual([
      [false, 'SUCCEEDED'],
      [false, 'SUCCEEDED'],
      [false, 'SUCCEEDED'],
      [true, 'FAILED'],
    ]);
    expect((await settled(owner, other.id))[0]!.state).toBe('FAILED');
    expect((await replay()).replayFailedWebhookDeliveries.affectedCount).toBe(0);
  });

  test('and a test are refused for a disabled endpoint', async () => {
    const { owner, endpoint } = await failing();
    const { id } = await sendTest(owner, endpoint.id);
    await settled(owner, endpoint.id);
    await update(owner, endpoint.id, { disabled: true });
    const input = { endpointId: endpoint.id, since: '2026-01-01T00:00:00Z' };
    expect([
      await owner.client.codes(REPLAY, { id }),
      await owner.client.codes(REPLAY_FAILED, { input }),
      await owner.client.codes(
        `mutation ($id: ID!) { sendTestWebhook(input: { id: $id }) { userErrors { code } } }`,
        { id: endpoint.id },
      ),
    ]).toEqual([['INVALID'], ['INVALID'], ['INVALID']]);
  });
});

test('the log can be filtered by endpoint, message, event, state and time', async () => {
  const owner = await createProjectOwner(server.anonymous);
  const [good, bad] = [newPath(), newPath()];
  receiver.answer(bad, (response) => response.writeHead(410).end());
  const up = await createEndpoint(owner, receiver.origin + good);
  const down = await createEndpoint(owner, receiver.origin + bad, { events: ['task.created'] });
  await createTask(owner.client, owner.projectId);
  const [failed] = await settled(owner, down.id);
  await sendTest(owner, up.id);
  await settled(owner, up.id, 2);
  const count = async (filter: object) => (await deliveries(owner, filter)).length;
  expect([
    await count({}),
    await count({ endpointId: { eq: up.id } }),
    await count({ messageId: { eq: failed!.messageId } }),
    await count({ eventType: { eq: 'webhook.test' } }),
    await count({ state: { in: ['FAILED'] } }),
    await count({ state: { ne: 'SUCCEEDED' }, endpointId: { eq: up.id } }),
    await count({ createdAt: { lt: '2026-01-01T00:00:00Z' } }),
    await count({ or: [{ state: { eq: 'FAILED' } }, { eventType: { startsWith: 'webhook' } }] }),
  ]).toEqual([3, 2, 2, 1, 1, 0, 0, 2]);
});

test('every statement of the requests and of the worker has a condition on the tenant', async () => {
  expect([...sent].filter((text) => text.includes('webhook_')).length).toBeGreaterThan(10);
  expect(await unheldStatements(sent)).toEqual([]);
});
