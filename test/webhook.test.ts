import { expect, test } from 'vitest';
import { createComment, createTask } from './support/contract.ts';
import { startReceiver, verify } from './support/receiver.ts';
import { startTestServer } from './support/server.ts';
import { createEndpoint, createOwner, newPath, settled, startWebhookWorker } from './support/webhooks.ts';

const server = await startTestServer();
await startWebhookWorker(server);
const receiver = await startReceiver();

test('what happens is sent, signed, to whoever listens', async () => {
  const owner = await createOwner(server.anonymous);
  const path = newPath();
  const { id, secret } = await createEndpoint(owner, receiver.origin + path);
  const taskId = await createTask(owner.client, owner.projectId);
  const [message] = await receiver.wait(path);
  const body = verify(secret, message!);
  expect(body).toEqual({
    type: 'task.created',
    timestamp: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/),
    version: 1,
    organizationId: owner.organizationId,
    sequence: expect.any(Number),
    actorId: owner.userId,
    data: {
      task: expect.objectContaining({ id: taskId, title: 'Sweep the quay', status: 'TODO', version: 1 }),
    },
  });
  const [delivery] = await settled(owner, id);
  expect(delivery).toMatchObject({
    messageId: message!.headers['webhook-id'],
    eventType: 'task.created',
    sequence: body.sequence,
    state: 'SUCCEEDED',
    nextAttemptAt: null,
    payload: body,
    attempts: [{ number: 1, status: 204, error: null, responseBody: '' }],
  });
  await createComment(owner.client, taskId);
  const [, second] = await receiver.wait(path, 2);
  expect(second!.body.type).toBe('comment.created');
  expect(second!.body.sequence).toBeGreaterThan(body.sequence);
});
