import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { join, register } from './support/client.ts';
import { settled } from './support/jobs.ts';
import { receiveMails } from './support/mail.ts';
import { assignTasks, createProject, notified, setPreferences } from './support/notifications.ts';
import { startTestServer } from './support/server.ts';
import { connect, hear, listen } from './support/subscriber.ts';

const server = await startTestServer();
await receiveMails(server);

const query = 'subscription { notificationAdded { id kind isRead actor { fullName } task { id title } } }';

async function team() {
  const owner = await register(server.anonymous, 'Olga Owner');
  const max = await join(owner, 'MEMBER', 'Max Member');
  const mia = await join(owner, 'MEMBER', 'Mia Member');
  await settled(server.db, owner.organizationId);
  return { owner, max, mia, projectId: await createProject(owner) };
}

test('a notification is heard by its recipient, on every connection of theirs, and by nobody else', async () => {
  const { owner, max, mia, projectId } = await team();
  const heard = await listen(server, connect(max.client), query);
  const again = await listen(server, connect(max.client), query);
  const silent = [];
  for (const { client } of [owner, mia]) silent.push(await listen(server, connect(client), query));
  const [taskId] = await assignTasks(owner, projectId, max.userId);
  const told = {
    kind: 'TASK_ASSIGNED',
    isRead: false,
    actor: { fullName: 'Olga Owner' },
    task: { id: taskId, title: 'Task 1' },
  };
  expect(await heard.first(1)).toMatchObject([told]);
  expect(await again.first(1)).toMatchObject([told]);
  const [listed] = await notified(max.client, 2);
  expect(heard.events[0].id).toBe(listed!.id);
  await sleep(200);
  for (const each of silent) expect(each.events).toEqual([]);
});

test('a hundred at once are all heard, each once', async () => {
  const { owner, max, projectId } = await team();
  const heard = await listen(server, connect(max.client), query);
  const taskIds = await assignTasks(owner, projectId, max.userId, 100);
  const events = await heard.first(100);
  expect(events.map(({ task }) => task.id).toSorted()).toEqual(taskIds.toSorted());
});

test('what is kept out of the list is not heard', async () => {
  const { owner, max, projectId } = await team();
  await setPreferences(max.client, { kind: 'TASK_ASSIGNED', inApp: false });
  const heard = await listen(server, connect(max.client), query);
  await assignTasks(owner, projectId, max.userId);
  await settled(server.db, owner.organizationId);
  await owner.client.ask(
    `mutation ($id: ID!) { updateMemberRole(input: { userId: $id, role: ADMIN }) { userErrors { code } } }`,
    { id: max.userId },
  );
  expect(await heard.first(1)).toMatchObject([{ kind: 'ROLE_UPDATED' }]);
});

test('an outsider may not listen', async () => {
  const { owner } = await team();
  const outsider = await register(server.anonymous);
  const heard = hear(connect(outsider.client.in(owner.organizationId)), query);
  expect(await heard.ended).toEqual(['NOT_FOUND']);
});
