import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import { createComment, createProject } from '../../fixtures/work.ts';
import { join, register } from '../../support/client.ts';
import { receiveMails, until } from '../../support/mail.ts';
import { assignTasks, notificationsOf, notified, setPreferences } from '../../support/notifications.ts';
import { startTestServer } from '../../support/server.ts';

const server = await startTestServer();
await receiveMails(server);

/** Creates an owner with a project, and two members without notifications. */
async function team() {
  const owner = await register(server.anonymous, 'Olga Owner');
  const projectId = await createProject(owner.client);
  const max = await join(owner, 'MEMBER', 'Max Member');
  const mia = await join(owner, 'MEMBER', 'Mia Member');
  for (const { client } of [max, mia]) {
    await notified(client);
    await client.ask('mutation { markAllNotificationsRead { affectedCount userErrors { code } } }');
  }
  return { owner, projectId, max, mia };
}

const unread = { isRead: false };

/** Waits until all jobs of the organization are done. */
const settled = (organizationId: string) =>
  until(async () => {
    const { rows } = await sql`select from graphile_worker._private_jobs
      where payload ->> 'organizationId' = ${organizationId}`.execute(server.db);
    return rows.length === 0;
  });

describe('a member is notified that', () => {
  test('they were added, and have another role', async () => {
    const owner = await register(server.anonymous);
    const member = await join(owner, 'MEMBER');
    const [added] = await notified(member.client);
    expect(added).toMatchObject({
      kind: 'MEMBER_ADDED',
      isRead: false,
      details: { role: 'MEMBER' },
      actor: { id: owner.userId },
    });
    await owner.client.ask(
      `mutation ($id: ID!) { updateMemberRole(input: { userId: $id, role: ADMIN }) { userErrors { code } } }`,
      { id: member.userId },
    );
    const [updated] = await notified(member.client, 2);
    expect(updated).toMatchObject({ kind: 'ROLE_UPDATED', details: { role: 'ADMIN' } });
    expect(await notificationsOf(owner.client)).toEqual([]);
  });

  test('a task was assigned to them, but not by themselves', async () => {
    const { owner, projectId, max } = await team();
    const [taskId] = await assignTasks(owner, projectId, max.userId);
    const [told] = await notified(max.client, 2);
    expect(told).toMatchObject({ kind: 'TASK_ASSIGNED', actor: { id: owner.userId }, task: { id: taskId } });
    await assignTasks(max, projectId, max.userId);
    await settled(owner.organizationId);
    expect(await notificationsOf(max.client, unread)).toHaveLength(1);
  });

  test('a task of theirs has another status; a new assignee is notified only of the assignment', async () => {
    const { owner, projectId, max, mia } = await team();
    const [taskId] = await assignTasks(owner, projectId, max.userId);
    await settled(owner.organizationId);
    await mia.client.ask(
      `mutation ($input: UpdateTaskInput!) { updateTask(input: $input) { userErrors { code } } }`,
      { input: { id: taskId!, status: 'DONE' } },
    );
    const [changed] = await notified(owner.client);
    expect(changed).toMatchObject({
      kind: 'TASK_STATUS_CHANGED',
      details: { status: 'DONE' },
      actor: { id: mia.userId },
    });
    await owner.client.ask(
      `mutation ($input: UpdateTaskInput!) { updateTask(input: $input) { userErrors { code } } }`,
      { input: { id: taskId!, status: 'TODO', assigneeId: mia.userId } },
    );
    await settled(owner.organizationId);
    expect((await notificationsOf(mia.client, unread)).map(({ kind }) => kind)).toEqual(['TASK_ASSIGNED']);
    expect((await notificationsOf(max.client, unread)).map(({ kind }) => kind)).toEqual([
      'TASK_STATUS_CHANGED',
      'TASK_ASSIGNED',
    ]);
  });

  test('a task was commented on, if they created it, are assigned or commented before; a mention takes precedence', async () => {
    const { owner, projectId, max, mia } = await team();
    const [taskId] = await assignTasks(owner, projectId, max.userId);
    await createComment(mia.client, taskId!);
    await settled(owner.organizationId);
    expect((await notificationsOf(owner.client)).map(({ kind }) => kind)).toEqual(['TASK_COMMENTED']);
    const id = await createComment(owner.client, taskId!, { body: 'Max?', mentionedUserIds: [max.userId] });
    await settled(owner.organizationId);
    expect(await notificationsOf(mia.client, unread)).toMatchObject([
      { kind: 'TASK_COMMENTED', comment: { id, body: 'Max?' }, actor: { id: owner.userId } },
    ]);
    expect((await notificationsOf(max.client, unread)).map(({ kind }) => kind)).toEqual([
      'MENTIONED',
      'TASK_COMMENTED',
      'TASK_ASSIGNED',
    ]);
  });

  test('an edited comment mentions them, only once', async () => {
    const { owner, projectId, mia } = await team();
    const [taskId] = await assignTasks(owner, projectId, owner.userId);
    const id = await createComment(owner.client, taskId!);
    const edit = (body: string) =>
      owner.client.ask(
        `mutation ($input: UpdateCommentInput!) { updateComment(input: $input) { userErrors { code } } }`,
        { input: { id, body, mentionedUserIds: [mia.userId] } },
      );
    await edit('Mia?');
    await edit('Mia!');
    await settled(owner.organizationId);
    expect((await notificationsOf(mia.client, unread)).map(({ kind }) => kind)).toEqual(['MENTIONED']);
  });
});

describe('the list', () => {
  test('can be filtered, paged and counted', async () => {
    const { owner, projectId, max } = await team();
    await assignTasks(owner, projectId, max.userId, 100);
    await notified(max.client, 100);
    const answer = await max.client.ask(
      `{ unreadNotificationCount
        unread: notifications(filter: { isRead: false, kind: { eq: TASK_ASSIGNED } }, first: 60) {
          totalCount nodes { id } pageInfo { endCursor hasNextPage } }
        read: notifications(filter: { isRead: true }) { totalCount nodes { kind isRead } }
        oldest: notifications(orderBy: { field: CREATED_AT, direction: ASC }, first: 1) { nodes { kind } } }`,
    );
    expect(answer).toMatchObject({
      unreadNotificationCount: 100,
      unread: { totalCount: 100, pageInfo: { hasNextPage: true } },
      read: { totalCount: 1, nodes: [{ kind: 'MEMBER_ADDED', isRead: true }] },
      oldest: { nodes: [{ kind: 'MEMBER_ADDED' }] },
    });
    const { notifications } = await max.client.ask(
      `query ($after: String) { notifications(filter: { isRead: false }, first: 60, after: $after) { nodes { id } } }`,
      { after: answer.unread.pageInfo.endCursor },
    );
    const ids = [...answer.unread.nodes, ...notifications.nodes].map(({ id }) => id);
    expect(new Set(ids).size).toBe(100);
  });

  test('is marked as read once by fifty concurrent calls, and as unread again', async () => {
    const owner = await register(server.anonymous);
    const { client } = await join(owner, 'MEMBER');
    const [told] = await notified(client);
    const { id } = told!;
    const mark = (how: string) =>
      client.ask(
        `mutation ($id: ID!) { mark: markNotification${how}(input: { id: $id }) {
          notification { isRead readAt } userErrors { code } } }`,
        { id },
      );
    const answers = await Promise.all(Array.from({ length: 50 }, () => mark('Read')));
    const times = new Set(
      (answers as { mark: { notification: { readAt: string } } }[]).map(
        ({ mark }) => mark.notification.readAt,
      ),
    );
    expect([...times]).toEqual([expect.stringMatching(/^20/)]);
    expect(await mark('Unread')).toMatchObject({ mark: { notification: { isRead: false, readAt: null } } });
    const all = 'mutation { markAllNotificationsRead { affectedCount userErrors { code } } }';
    const counts = await Promise.all(Array.from({ length: 5 }, () => client.ask(all)));
    const marked = counts.map((answer) => answer.markAllNotificationsRead.affectedCount);
    expect(marked.toSorted()).toEqual([0, 0, 0, 0, 1]);
    expect(await client.ask('{ unreadNotificationCount }')).toEqual({ unreadNotificationCount: 0 });
  });

  test('returns NOT_FOUND for an unknown notification', async () => {
    const { client } = await register(server.anonymous);
    for (const id of [randomUUID(), 'x'])
      expect(
        await client.codes(
          `mutation ($id: ID!) { markNotificationRead(input: { id: $id }) { userErrors { code } } }`,
          { id },
        ),
      ).toEqual(['NOT_FOUND']);
  });
});

describe('preferences', () => {
  test('have defaults, can be changed by kind and channel, and reject a kind that is given twice', async () => {
    const { client } = await register(server.anonymous);
    const { notificationPreferences } = await client.ask(
      '{ notificationPreferences { kinds { kind inApp email } } }',
    );
    expect(notificationPreferences.kinds).toHaveLength(12);
    expect(notificationPreferences.kinds).toContainEqual({
      kind: 'TASK_STATUS_CHANGED',
      inApp: true,
      email: false,
    });
    await setPreferences(client, { kind: 'MENTIONED', email: false });
    const { updateNotificationPreferences: changed } = await setPreferences(client, {
      kind: 'MENTIONED',
      inApp: false,
    });
    expect(changed.notificationPreferences.kinds).toContainEqual({
      kind: 'MENTIONED',
      inApp: false,
      email: false,
    });
    const twice = setPreferences(client, { kind: 'MENTIONED' }, { kind: 'MENTIONED', email: true });
    await expect(twice).rejects.toThrow('INVALID');
  });

  test('exclude only their kind from the list', async () => {
    const { owner, projectId, max } = await team();
    await setPreferences(max.client, { kind: 'TASK_ASSIGNED', inApp: false, email: false });
    const [taskId] = await assignTasks(owner, projectId, max.userId);
    await createComment(owner.client, taskId!);
    await settled(owner.organizationId);
    expect((await notificationsOf(max.client, unread)).map(({ kind }) => kind)).toEqual(['TASK_COMMENTED']);
  });
});
