import { expect, test } from 'vitest';
import { createProject } from '../../fixtures/work.ts';
import { join, register } from '../../support/client.ts';
import { settled } from '../../support/jobs.ts';
import { receiveMails } from '../../support/mail.ts';
import { assignTasks, notified, setPreferences } from '../../support/notifications.ts';
import { startTestServer } from '../../support/server.ts';
import { connect, hear, listen } from '../../support/subscriber.ts';

const server = await startTestServer();
await receiveMails(server);

const query = 'subscription { notificationAdded { id kind isRead actor { fullName } task { id title } } }';

async function team() {
  const owner = await register(server.anonymous, 'Olga Owner');
  const max = await join(owner, 'MEMBER', 'Max Member');
  const mia = await join(owner, 'MEMBER', 'Mia Member');
  await settled(server.db, owner.organizationId);
  return { owner, max, mia, projectId: await createProject(owner.client) };
}

test('notificationAdded delivers to every connection of the recipient and to nobody else', async () => {
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
  expect(heard.events[0]!.id).toBe(listed!.id);
  // The later notification is the first that they receive.
  const [later] = await assignTasks(max, projectId, owner.userId);
  const [theirs] = await assignTasks(max, projectId, mia.userId);
  const first = await Promise.all(silent.map((each) => each.first(1)));
  expect(first.map(([event]) => event!.task.id)).toEqual([later, theirs]);
});

test('a hundred notifications at once are each delivered once', async () => {
  const { owner, max, projectId } = await team();
  const heard = await listen(server, connect(max.client), query);
  const taskIds = await assignTasks(owner, projectId, max.userId, 100);
  const events = await heard.first(100);
  expect(events.map(({ task }) => task.id).toSorted()).toEqual(taskIds.toSorted());
});

test('a notification that is not listed is not delivered', async () => {
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

test('an outsider cannot subscribe', async () => {
  const { owner } = await team();
  const outsider = await register(server.anonymous);
  const heard = hear(connect(outsider.client.in(owner.organizationId)), query);
  expect(await heard.ended).toEqual(['NOT_FOUND']);
});
