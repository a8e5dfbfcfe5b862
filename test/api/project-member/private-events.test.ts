import { expect, test } from 'vitest';
import { assignRole, createRole } from '../../fixtures/roles.ts';
import { createComment, createProject, createTask } from '../../fixtures/work.ts';
import { type Account, join, register } from '../../support/client.ts';
import { settled } from '../../support/jobs.ts';
import { notificationsOf } from '../../support/notifications.ts';
import { startTestServer } from '../../support/server.ts';
import { commentEvents, connect, listen, projectEvents, taskEvents } from '../../support/subscriber.ts';
import { startReceiver } from '../../support/receiver.ts';
import { createEndpoint, deliveries, newPath, startWebhookWorker } from '../../support/webhooks.ts';

const server = await startTestServer();
await startWebhookWorker(server);
const receiver = await startReceiver();

const give = `mutation ($input: AddProjectMemberInput!) { addProjectMember(input: $input) { userErrors { code } } }`;
const take = `mutation ($input: RemoveProjectMemberInput!) {
  removeProjectMember(input: $input) { userErrors { code } } }`;
const rename = `mutation ($id: ID!, $title: String!) {
  updateTask(input: { id: $id, title: $title }) { userErrors { code } } }`;
const move = `mutation ($id: ID!, $projectId: ID!) {
  moveTask(input: { id: $id, projectId: $projectId }) { userErrors { code } } }`;
const remove = `mutation ($id: ID!) { deleteProject(input: { id: $id }) { userErrors { code } } }`;

/** An organization with a project for all, and a private one of its owner's and a member's. */
async function createScene() {
  const owner = await register(server.anonymous, 'Olive Owner');
  await owner.client.ask('mutation { changePlan(input: { plan: PRO }) { userErrors { code } } }');
  const member = await join(owner, 'MEMBER', 'Mia Member');
  const stranger = await join(owner, 'MEMBER', 'Stan Stranger');
  const open = await createProject(owner.client, { name: 'Open' });
  const projectId = await createProject(owner.client, { name: 'Hidden', visibility: 'PRIVATE' });
  await owner.client.ask(give, { input: { projectId, userId: member.userId, level: 'EDIT' } });
  const openTask = await createTask(owner.client, open, { title: 'Open 1' });
  const taskId = await createTask(owner.client, projectId, { title: 'Hidden 1' });
  return { owner, member, stranger, open, projectId, openTask, taskId };
}

test('subscribers hear only of what they see, one response for several or not, and nothing more once they lose it', async () => {
  const scene = await createScene();
  const { owner, member, stranger, open, projectId, openTask, taskId } = scene;
  const subscribe = async (account: Account) => {
    const socket = connect(account.client);
    return {
      tasks: await listen(server, socket, taskEvents),
      projects: await listen(server, socket, projectEvents),
      comments: await listen(server, socket, commentEvents),
      named: await listen(server, socket, taskEvents, { projectId }),
    };
  };
  const [owners, members, strangers] = [
    await subscribe(owner),
    await subscribe(member),
    await subscribe(stranger),
  ];
  const titles = async (
    heard: { events: { task: { title: string } | null }[]; first(count: number): Promise<unknown> },
    count: number,
  ) => {
    await heard.first(count);
    return heard.events.map(({ task }) => task?.title);
  };
  await owner.client.ask(rename, { id: taskId, title: 'Hidden 2' });
  await createComment(owner.client, taskId);
  await owner.client.ask(rename, { id: openTask, title: 'Open 2' });
  expect(await titles(members.tasks, 2)).toEqual(['Hidden 2', 'Open 2']);
  expect(await titles(owners.tasks, 2)).toEqual(['Hidden 2', 'Open 2']);
  expect(await titles(strangers.tasks, 1)).toEqual(['Open 2']);
  await owner.client.ask(take, { input: { projectId, userId: member.userId } });
  await owner.client.ask(rename, { id: taskId, title: 'Hidden 3' });
  // A task that is moved to a project that one does not see is heard of no more.
  await owner.client.ask(move, { id: openTask, projectId });
  const last = await createTask(owner.client, open, { title: 'Open 3' });
  await createComment(owner.client, last);
  expect(await titles(owners.tasks, 5)).toEqual(['Hidden 2', 'Open 2', 'Hidden 3', 'Open 2', 'Open 3']);
  expect(await titles(members.tasks, 3)).toEqual(['Hidden 2', 'Open 2', 'Open 3']);
  expect(await titles(strangers.tasks, 2)).toEqual(['Open 2', 'Open 3']);
  await owners.comments.first(2);
  expect((await members.comments.first(2)).length).toBe(2);
  expect((await strangers.comments.first(1)).length).toBe(1);
  await owner.client.ask(remove, { id: projectId });
  await owner.client.ask(remove, { id: open });
  await owners.projects.first(2);
  expect(await members.projects.first(1)).toMatchObject([{ type: 'DELETED', projectId: open }]);
  expect(await strangers.projects.first(1)).toMatchObject([{ type: 'DELETED', projectId: open }]);
  expect(members.projects.events).toHaveLength(1);
  expect(strangers.projects.events).toHaveLength(1);
  expect(strangers.named.events).toEqual([]);
  expect(members.named.events).toHaveLength(1);
});

test('a subscription to a project that one does not see hears of no task that leaves it', async () => {
  const { owner, member, stranger, open, projectId, taskId } = await createScene();
  const [members, strangers, all] = [
    await listen(server, connect(member.client), taskEvents, { projectId }),
    await listen(server, connect(stranger.client), taskEvents, { projectId: projectId.toUpperCase() }),
    await listen(server, connect(stranger.client), taskEvents),
  ];
  await owner.client.ask(move, { id: taskId, projectId: open });
  expect(await members.first(1)).toMatchObject([
    { type: 'UPDATED', taskId, changedFields: ['project', 'position'] },
  ]);
  expect(await all.first(1)).toMatchObject([{ type: 'UPDATED', taskId }]);
  await owner.client.ask(rename, { id: taskId, title: 'Open 3' });
  await all.first(2);
  expect(strangers.events).toEqual([]);
});

test('nobody is notified of what they do not see, or do not see any more', async () => {
  const { owner, member, stranger, open, projectId, taskId } = await createScene();
  const watch = `mutation ($project: ID!, $task: ID!) {
    watchProject(input: { id: $project }) { userErrors { code } }
    watchTask(input: { id: $task }) { userErrors { code } } }`;
  // Whoever watches when the creation of the first task is announced is told of it, too.
  await settled(server.db, owner.organizationId);
  await member.client.ask(watch, { project: projectId, task: taskId });
  await createTask(owner.client, projectId);
  await createComment(owner.client, taskId, { mentionedUserIds: [member.userId, stranger.userId] });
  const kinds = async (account: Account) => {
    await settled(server.db, owner.organizationId);
    const found = (await notificationsOf(account.client)).map(({ kind }) => kind);
    return found.filter((kind) => kind !== 'MEMBER_ADDED').toSorted();
  };
  expect(await kinds(member)).toEqual(['MENTIONED', 'TASK_CREATED']);
  expect(await kinds(stranger)).toEqual([]);
  await owner.client.ask(take, { input: { projectId, userId: member.userId } });
  // What was sent is not shown any more.
  expect(await kinds(member)).toEqual([]);
  await createTask(owner.client, projectId);
  await createComment(owner.client, taskId, { mentionedUserIds: [member.userId] });
  await createTask(owner.client, open, { assigneeId: member.userId });
  expect(await kinds(member)).toEqual(['TASK_ASSIGNED']);
  await owner.client.ask(give, { input: { projectId, userId: member.userId, level: 'VIEW' } });
  expect(await kinds(member)).toEqual(['MENTIONED', 'TASK_ASSIGNED', 'TASK_CREATED']);
});

test('webhooks hear nothing of private projects', async () => {
  const { owner, open, projectId, openTask, taskId } = await createScene();
  await settled(server.db, owner.organizationId);
  const { id } = await createEndpoint(owner, receiver.origin + newPath(), { events: ['*'] });
  await owner.client.ask(rename, { id: taskId, title: 'Hidden 2' });
  await createComment(owner.client, taskId);
  await createTask(owner.client, projectId);
  await owner.client.ask(rename, { id: openTask, title: 'Open 2' });
  await createComment(owner.client, openTask);
  await owner.client.ask(remove, { id: projectId });
  await settled(server.db, owner.organizationId, 'announce');
  await owner.client.ask(remove, { id: open });
  await settled(server.db, owner.organizationId, 'announce');
  const told = await deliveries(owner, { endpointId: { eq: id } });
  expect(told.map(({ eventType }) => eventType).toSorted()).toEqual([
    'comment.created',
    'project.deleted',
    'task.updated',
  ]);
  expect(JSON.stringify(told)).not.toContain('Hidden');
});

test('whoever leaves is unassigned from tasks that nobody involved sees, with a version, a history and an event', async () => {
  const { owner, member, stranger, projectId } = await createScene();
  // May remove members, but does not see the private project.
  const { roles } = await owner.client.ask('{ roles { nodes { id permissions } } }');
  const asMember = roles!.nodes.find(({ id }) => id === 'MEMBER')!.permissions;
  const role = await createRole(owner, [...asMember, 'MEMBER_REMOVE'], { name: 'People', basedOn: 'ADMIN' });
  await assignRole(owner, stranger.userId, role);
  const [removed, left] = [member, await join(owner, 'MEMBER')];
  await owner.client.ask(give, { input: { projectId, userId: left.userId, level: 'EDIT' } });
  const tasks = [];
  for (const { userId } of [removed, left])
    tasks.push(await createTask(owner.client, projectId, { assigneeId: userId }));
  await owner.client.ask(take, { input: { projectId, userId: left.userId } });
  const owners = await listen(server, connect(owner.client), taskEvents);
  const strangers = await listen(server, connect(stranger.client), taskEvents);
  await stranger.client.ask(
    'mutation ($id: ID!) { removeMember(input: { userId: $id }) { userErrors { code } } }',
    { id: removed.userId },
  );
  await left.client.ask('mutation { leaveOrganization { userErrors { code } } }');
  expect(await owners.first(2)).toMatchObject(
    tasks.map((taskId) => ({ type: 'UPDATED', taskId, changedFields: ['assignee'] })),
  );
  for (const [index, { userId }] of [removed, left].entries()) {
    const { task } = await owner.client.ask(
      `query ($id: ID!) { task(id: $id) {
        version assignee { id } history { nodes { actor { id } fields { field from to } } } } }`,
      { id: tasks[index]! },
    );
    expect(task).toMatchObject({
      version: 2,
      assignee: null,
      history: { nodes: [{ fields: [{ field: 'assignee', from: userId, to: null }] }] },
    });
  }
  expect(strangers.events).toEqual([]);
});
