import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { changePlan } from '../fixtures/owner.ts';
import { createTask } from '../fixtures/work.ts';
import { statements } from '../../src/database/statements.ts';
import { add, join, password } from '../support/client.ts';
import { createTenant, type Tenant } from '../support/contract.ts';
import { startTestServer } from '../support/server.ts';
import { connect, type Heard, listen, projectEvents, taskEvents } from '../support/subscriber.ts';

const server = await startTestServer();

const updateTask = `mutation ($input: UpdateTaskInput!) {
  updateTask(input: $input) { task { id } userErrors { code } } }`;
const createProject = `mutation ($name: String!) {
  createProject(input: { name: $name }) { project { id } userErrors { code } } }`;

test('a subscription with projectId delivers only events of this project, and none for an unknown or foreign id', async () => {
  const ours = await createTenant(server.anonymous);
  const theirs = await createTenant(server.anonymous);
  const { project: other } = (await ours.owner.client.ask(createProject, { name: 'Pier' })).createProject;
  const client = connect(ours.owner.client);
  const subscribe = <Text extends string>(query: Text, projectId: string) =>
    listen(server, client, query, { projectId });
  const all = await listen(server, client, taskEvents);
  const one = await subscribe(taskEvents, ours.projectId.toUpperCase());
  const project = await subscribe(projectEvents, other.id);
  const nothing: Heard[] = [];
  for (const id of [theirs.projectId, ours.taskId, randomUUID(), 'not-an-id', ''])
    for (const query of [taskEvents, projectEvents]) nothing.push(await subscribe(query, id));

  const there = await createTask(ours.owner.client, other.id);
  const here = await createTask(ours.owner.client, ours.projectId);
  await createTask(theirs.owner.client, theirs.projectId);
  await ours.owner.client.ask(
    `mutation ($id: ID!) { updateProject(input: { id: $id, name: "Jetty" }) { userErrors { code } } }`,
    other,
  );
  expect((await all.first(2)).map(({ taskId }) => taskId)).toEqual([there, here]);
  expect((await one.first(1)).map(({ taskId }) => taskId)).toEqual([here]);
  expect((await project.first(1)).map((event) => event.project.name)).toEqual(['Jetty']);
  for (const heard of [all, one, project]) expect(heard.events.length).toBeLessThanOrEqual(2);
  for (const { events } of nothing) expect(events).toEqual([]);
});

test('deleting an account delivers the change of its tasks in each organization', async () => {
  const ours = await createTenant(server.anonymous);
  const theirs = await createTenant(server.anonymous);
  const { fellow } = ours;
  await add(theirs.owner, fellow);
  const heard = [];
  for (const { owner, taskId } of [ours, theirs]) {
    const input = { id: taskId, assigneeId: fellow.userId };
    await owner.client.ask(updateTask, { input });
    heard.push(await listen(server, connect(owner.client), taskEvents));
  }
  await fellow.client.ask(
    'mutation ($password: String!) { deleteAccount(input: { password: $password }) { userErrors { code } } }',
    { password },
  );
  for (const [index, { taskId }] of [ours, theirs].entries())
    expect(await heard[index]!.first(1)).toEqual([
      expect.objectContaining({ type: 'UPDATED', taskId, changedFields: ['assignee'] }),
    ]);
});

test('no event is delivered to another tenant', async () => {
  const ours = await createTenant(server.anonymous);
  const theirs = await createTenant(server.anonymous);
  const heard = await listen(server, connect(theirs.owner.client), taskEvents);
  const own = await listen(server, connect(ours.owner.client), taskEvents);
  await createTask(ours.owner.client, ours.projectId);
  await own.first(1);
  const last = await createTask(theirs.owner.client, theirs.projectId);
  expect((await heard.first(1)).map(({ taskId }) => taskId)).toEqual([last]);
});

test('a rolled-back field delivers no event, and its committed sibling does', async () => {
  const { owner, fellow, projectId, taskId } = await createTenant(server.anonymous);
  const heard = await listen(server, connect(fellow.client), taskEvents);
  const { data } = await fellow.client.send(
    `mutation ($projectId: ID!, $taskId: ID!) {
      foreign: deleteTask(input: { id: $taskId }) { deletedId userErrors { code } }
      stale: updateTask(input: { id: $taskId, title: "No", expectedVersion: 7 }) { userErrors { code } }
      good: createTask(input: { projectId: $projectId, title: "Yes" }) { task { id } userErrors { code } }
      blank: updateTask(input: { id: $taskId, title: " " }) { userErrors { code } } }`,
    { projectId, taskId },
  );
  const id = data!.good!.task!.id;
  // Written in a savepoint and then rejected by the database, because the last owner cannot be removed.
  await owner.client.ask(updateTask, { input: { id: taskId, assigneeId: owner.userId } });
  const codes = await owner.client.codes(
    `mutation ($userId: ID!) { removeMember(input: { userId: $userId }) { userErrors { code } } }`,
    { userId: owner.userId },
  );
  expect(codes).toEqual(['LAST_OWNER']);
  const last = await createTask(owner.client, projectId);
  expect((await heard.first(3)).map((event) => [event.type, event.taskId])).toEqual([
    ['CREATED', id],
    ['UPDATED', taskId],
    ['CREATED', last],
  ]);
});

test('removing a member delivers the change of their tasks', async () => {
  const { owner, fellow, projectId } = await createTenant(server.anonymous);
  const mine = await Promise.all(
    Array.from({ length: 60 }, () => createTask(owner.client, projectId, { assigneeId: fellow.userId })),
  );
  const heard = await listen(
    server,
    connect(owner.client),
    'subscription { taskEvents { type taskId changedFields task { assignee { id } } } }',
  );
  await owner.client.ask(
    `mutation ($userId: ID!) { removeMember(input: { userId: $userId }) { userErrors { code } } }`,
    { userId: fellow.userId },
  );
  const events = await heard.first(60);
  expect(events.map(({ taskId }) => taskId).toSorted()).toEqual(mine.toSorted());
  for (const event of events)
    expect(event).toMatchObject({ type: 'UPDATED', changedFields: ['assignee'], task: { assignee: null } });
});

test('events arrive in the order of the commits, each with the current task', async () => {
  const { owner, projectId, taskId } = await createTenant(server.anonymous);
  const client = connect(owner.client);
  const heard = [];
  while (heard.length < 3) heard.push(await listen(server, client, taskEvents));
  const made: string[] = [];
  for (let turn = 0; turn < 20; turn++) {
    made.push(await createTask(owner.client, projectId));
    await owner.client.ask(updateTask, { input: { id: taskId, title: `Turn ${turn}` } });
  }
  for (const each of heard) {
    const events = await each.first(40);
    expect(events.map((event) => event.taskId)).toEqual(made.flatMap((id) => [id, taskId]));
    expect(events.at(-1)!.task.title).toBe('Turn 19');
  }
});

/** Returns the number of statements that a new task causes for the subscriptions, once all have received it. */
async function statementsForEvent({ owner, projectId }: Tenant, heard: Heard[]): Promise<number> {
  const sent: string[] = [];
  const listener = (message: unknown) => sent.push((message as { sql: string }).sql);
  const before = heard.map(({ events }) => events.length);
  statements.subscribe(listener);
  await createTask(owner.client, projectId);
  await Promise.all(heard.map((each, index) => each.first(before[index]! + 1)));
  statements.unsubscribe(listener);
  // One statement belongs to the mutation.
  return sent.filter((text) => /begin_request|^select .*from "tasks"/.test(text)).length - 1;
}

test('an event takes two statements for all equal subscriptions of one caller', async () => {
  const tenant = await createTenant(server.anonymous);
  const client = connect(tenant.owner.client);
  const again = connect(tenant.owner.client);
  const heard: Heard[] = [];
  for (const subscriptions of [1, 10]) {
    while (heard.length < subscriptions)
      heard.push(await listen(server, heard.length % 2 ? again : client, taskEvents));
    expect(await statementsForEvent(tenant, heard)).toBe(2);
  }
});

test('an event takes three statements for all callers with the same rights', async () => {
  const tenant = await createTenant(server.anonymous);
  await changePlan(tenant.owner.client, 'PRO');
  const heard: Heard[] = [];
  for (const members of [2, 8]) {
    while (heard.length < members) {
      const { client } = await join(tenant.owner, 'MEMBER');
      heard.push(await listen(server, connect(client), taskEvents));
    }
    expect(await statementsForEvent(tenant, heard)).toBe(3);
  }
  // An administrator has other rights, so the event is executed separately.
  const admin = await join(tenant.owner, 'ADMIN');
  heard.push(await listen(server, connect(admin.client), taskEvents));
  expect(await statementsForEvent(tenant, heard)).toBe(5);
});
