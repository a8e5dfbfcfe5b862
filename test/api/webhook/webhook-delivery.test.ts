import { describe, expect, test } from 'vitest';
import { createProjectOwner } from '../../fixtures/owner.ts';
import { createTask } from '../../fixtures/work.ts';
import { unheldStatements, watchStatements } from '../../support/isolation/predicates.ts';
import { isSignedWith, startReceiver, verify } from '../../support/receiver.ts';
import { startTestServer } from '../../support/server.ts';
import { createEndpoint, newPath, sendTest, settled, startWebhookWorker } from '../../support/webhooks.ts';

const server = await startTestServer();
const sent = watchStatements();
await startWebhookWorker(server);
const receiver = await startReceiver();

describe('an event', () => {
  test('is sent, signed, and logged', async () => {
    const owner = await createProjectOwner(server.anonymous);
    const path = newPath();
    const { id, secret } = await createEndpoint(owner, receiver.origin + path);
    const taskId = await createTask(owner.client, owner.projectId);
    const [message] = await receiver.wait(path);
    const body = verify(secret, message!);
    expect(Object.keys(body)).toEqual([
      'type',
      'timestamp',
      'version',
      'organizationId',
      'sequence',
      'actorId',
      'data',
    ]);
    expect(body).toMatchObject({
      type: 'task.created',
      version: 1,
      organizationId: owner.organizationId,
      actorId: owner.userId,
      data: { task: { id: taskId, title: 'Sweep the quay', status: 'TODO', version: 1 } },
    });
    expect(message!.headers['content-type']).toBe('application/json');
    const [delivery] = await settled(owner, id);
    expect(delivery).toEqual({
      id: expect.any(String),
      messageId: message!.headers['webhook-id'],
      eventType: 'task.created',
      sequence: body.sequence,
      state: 'SUCCEEDED',
      nextAttemptAt: null,
      payload: body,
      attempts: [
        {
          number: 1,
          status: 204,
          error: null,
          durationMs: expect.any(Number),
          startedAt: expect.any(String),
          responseBody: '',
        },
      ],
    });
  });

  test('is sent to each endpoint that receives its type, with one id, and to no other', async () => {
    const owner = await createProjectOwner(server.anonymous);
    const [all, some, none] = [newPath(), newPath(), newPath()];
    await createEndpoint(owner, receiver.origin + all);
    await createEndpoint(owner, receiver.origin + some, { events: ['task.updated', 'task.created'] });
    await createEndpoint(owner, receiver.origin + none, { events: ['task.deleted'] });
    await createTask(owner.client, owner.projectId);
    const [[first], [second]] = await Promise.all([receiver.wait(all), receiver.wait(some)]);
    expect(second!.text).toBe(first!.text);
    expect(second!.headers['webhook-id']).toBe(first!.headers['webhook-id']);
    expect(second!.headers['webhook-signature']).not.toBe(first!.headers['webhook-signature']);
    expect(receiver.at(none)).toEqual([]);
  });

  test('has an increasing sequence for an object, and each object of a bulk write has one', async () => {
    const owner = await createProjectOwner(server.anonymous);
    const path = newPath();
    await createEndpoint(owner, receiver.origin + path);
    const id = await createTask(owner.client, owner.projectId);
    for (const title of ['One', 'Two', 'Three']) {
      await owner.client.ask(
        `mutation ($id: ID!, $title: String!) {
          updateTasks(input: { tasks: [{ id: $id, title: $title }] }) { userErrors { code } } }`,
        { id, title },
      );
    }
    await owner.client.ask(
      `mutation ($id: ID!) { createTasks(input: { tasks: [{ projectId: $id, title: "A" }, { projectId: $id, title: "B" }] }) { userErrors { code } } }`,
      { id: owner.projectId },
    );
    const received = await receiver.wait(path, 6);
    const told = received.map(({ body }) => body).toSorted((a, b) => a.sequence - b.sequence);
    expect(told.map(({ data }) => data.task.title)).toEqual([
      'Sweep the quay',
      'One',
      'Two',
      'Three',
      'A',
      'B',
    ]);
    expect(new Set(told.map(({ sequence }) => sequence)).size).toBe(6);
    expect(told.every(({ sequence }) => Number.isSafeInteger(sequence))).toBe(true);
  });

  test('is sent with only ids to an endpoint with payload THIN', async () => {
    const owner = await createProjectOwner(server.anonymous);
    const path = newPath();
    const { id, secret } = await createEndpoint(owner, receiver.origin + path, { payload: 'THIN' });
    const taskId = await createTask(owner.client, owner.projectId, { assigneeId: owner.userId });
    const received = await receiver.wait(path, 2);
    const data = Object.fromEntries(received.map((each) => [each.body.type, verify(secret, each).data]));
    expect(data).toEqual({
      'task.created': { task: { id: taskId } },
      'task.assigned': { task: { id: taskId }, assigneeId: owner.userId },
    });
    const logged = await settled(owner, id, 2);
    expect(logged.map(({ payload }) => (payload as { data: unknown }).data)).toEqual(
      expect.arrayContaining(Object.values(data)),
    );
  });

  test('is not sent again by an announcement that runs twice', async () => {
    const owner = await createProjectOwner(server.anonymous);
    const path = newPath();
    const { id } = await createEndpoint(owner, receiver.origin + path);
    const announced = {
      organizationId: owner.organizationId,
      id: crypto.randomUUID(),
      actorId: null,
      occurredAt: new Date().toISOString(),
      happenings: [{ type: 'member.removed', data: { userId: owner.userId }, sequence: 7 }],
    };
    for (let time = 0; time < 2; time++) {
      await server.systemPool.query(`select graphile_worker.add_job('announce', $1)`, [
        JSON.stringify(announced),
      ]);
    }
    await receiver.wait(path);
    await sendTest(owner, id);
    await receiver.wait(path, 2);
    expect((await settled(owner, id, 2)).map(({ eventType }) => eventType).toSorted()).toEqual([
      'member.removed',
      'webhook.test',
    ]);
  });
});

test('a test is sent only to the endpoint, whatever types it receives', async () => {
  const owner = await createProjectOwner(server.anonymous);
  const [path, other] = [newPath(), newPath()];
  const { id, secret } = await createEndpoint(owner, receiver.origin + path, { events: ['task.deleted'] });
  await createEndpoint(owner, receiver.origin + other);
  expect(await sendTest(owner, id)).toMatchObject({
    eventType: 'webhook.test',
    state: 'PENDING',
    attempts: [],
  });
  const [message] = await receiver.wait(path);
  expect(verify(secret, message!)).toMatchObject({ type: 'webhook.test', data: { endpointId: id } });
  expect(receiver.at(other)).toEqual([]);
});

test('a message is signed with both secrets during an overlap, and afterwards only with the new one', async () => {
  const owner = await createProjectOwner(server.anonymous);
  const path = newPath();
  const { id, secret: old } = await createEndpoint(owner, receiver.origin + path);
  const rotate = async (overlapHours?: number) =>
    (
      await owner.client.ask(
        `mutation ($input: RotateWebhookSecretInput!) { rotateWebhookSecret(input: $input) {
          secret webhookEndpoint { previousSecretExpiresAt } userErrors { code } } }`,
        { input: { id, overlapHours } },
      )
    ).rotateWebhookSecret;
  const { secret: present, webhookEndpoint } = await rotate();
  const hours = (new Date(webhookEndpoint.previousSecretExpiresAt).getTime() - Date.now()) / 3_600_000;
  expect(Math.round(hours)).toBe(24);
  await sendTest(owner, id);
  const [during] = await receiver.wait(path);
  expect([old, present].map((secret) => isSignedWith(secret, during!))).toEqual([true, true]);
  const { secret: next } = await rotate(0);
  await sendTest(owner, id);
  const [, after] = await receiver.wait(path, 2);
  expect([old, present, next].map((secret) => isSignedWith(secret, after!))).toEqual([false, false, true]);
});

test('each replaced secret signs until the end of its own overlap, and their number is limited', async () => {
  const owner = await createProjectOwner(server.anonymous);
  const path = newPath();
  const { id, secret: first } = await createEndpoint(owner, receiver.origin + path);
  const send = (overlapHours: number) =>
    owner.client.send(
      `mutation ($input: RotateWebhookSecretInput!) { rotateWebhookSecret(input: $input) {
        secret webhookEndpoint { previousSecretExpiresAt } userErrors { code field } } }`,
      { input: { id, overlapHours } },
    );
  const rotate = async (overlapHours: number) => {
    const { data } = await send(overlapHours);
    return data!.rotateWebhookSecret!;
  };
  const [second, third] = [await rotate(48), await rotate(1)];
  expect(third.webhookEndpoint!.previousSecretExpiresAt).toBe(
    second.webhookEndpoint!.previousSecretExpiresAt,
  );
  const secrets = [first, second.secret!, third.secret!];
  await sendTest(owner, id);
  const [message] = await receiver.wait(path);
  expect(secrets.map((secret) => isSignedWith(secret, message!))).toEqual([true, true, true]);
  await server.systemPool.query(
    `update webhook_retired_secrets set expires_at = now() where expires_at < now() + interval '2 hours' and endpoint_id = $1`,
    [id],
  );
  await sendTest(owner, id);
  const [, later] = await receiver.wait(path, 2);
  expect(secrets.map((secret) => isSignedWith(secret, later!))).toEqual([true, false, true]);
  const more = await Promise.all(Array.from({ length: 8 }, () => rotate(24)));
  const refused = more.filter(({ userErrors }) => userErrors.length > 0);
  expect(refused).toHaveLength(4);
  expect(refused.map(({ userErrors }) => userErrors)).toEqual(
    refused.map(() => [{ code: 'INVALID', field: ['overlapHours'] }]),
  );
  expect((await rotate(0)).webhookEndpoint!.previousSecretExpiresAt).toBeNull();
});

test('every statement of the requests and of the worker has a condition on the tenant', async () => {
  expect([...sent].filter((text) => text.includes('webhook_')).length).toBeGreaterThan(10);
  expect(await unheldStatements(sent)).toEqual([]);
});
