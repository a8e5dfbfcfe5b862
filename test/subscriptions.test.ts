import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { createTask, createTenant } from './support/contract.ts';
import { startTestServer } from './support/server.ts';
import { connect, type Heard, listen, projectEvents, taskEvents } from './support/subscriber.ts';

const server = await startTestServer();

const updateTask = `mutation ($input: UpdateTaskInput!) {
  updateTask(input: $input) { task { id } userErrors { code } } }`;
const deleteTask = `mutation ($id: ID!) { deleteTask(input: { id: $id }) { userErrors { code } } }`;
const createProject = `mutation ($name: String!) {
  createProject(input: { name: $name }) { project { id } userErrors { code } } }`;

test('a task is heard of when it is made, changed and deleted', async () => {
  const { fellow, owner, projectId } = await createTenant(server.anonymous);
  const heard = await listen(server, connect(fellow.client), taskEvents);
  const id = await createTask(owner.client, projectId);
  await owner.client.ask(updateTask, {
    input: { id, title: 'Paint the quay', assigneeId: fellow.userId, dueAt: '2030-01-01T00:00:00Z' },
  });
  await owner.client.ask(updateTask, { input: { id, status: 'DONE', title: 'Paint the quay' } });
  await heard.first(3);
  await owner.client.ask(deleteTask, { id });
  expect(await heard.first(4)).toEqual([
    expect.objectContaining({ type: 'CREATED', taskId: id, changedFields: [] }),
    expect.objectContaining({
      type: 'UPDATED',
      taskId: id,
      changedFields: ['title', 'assignee', 'dueAt'],
    }),
    {
      type: 'UPDATED',
      taskId: id,
      task: { id, title: 'Paint the quay', status: 'DONE' },
      changedFields: ['status'],
    },
    { type: 'DELETED', taskId: id, task: null, changedFields: [] },
  ]);
});

test('a project is heard of when it is made, changed and deleted', async () => {
  const { fellow, owner } = await createTenant(server.anonymous);
  const heard = await listen(server, connect(fellow.client), projectEvents);
  const { project } = (await owner.client.ask(createProject, { name: 'Pier' })).createProject;
  expect(await heard.first(1)).toEqual([
    { type: 'CREATED', projectId: project.id, project: { name: 'Pier' }, changedFields: [] },
  ]);
  await owner.client.ask(
    `mutation ($id: ID!) { updateProject(input: { id: $id, description: "Of oak." }) { userErrors { code } } }`,
    project,
  );
  await heard.first(2);
  await owner.client.ask(
    `mutation ($id: ID!) { deleteProject(input: { id: $id }) { userErrors { code } } }`,
    project,
  );
  expect((await heard.first(3)).slice(1)).toEqual([
    { type: 'UPDATED', projectId: project.id, project: { name: 'Pier' }, changedFields: ['description'] },
    { type: 'DELETED', projectId: project.id, project: null, changedFields: [] },
  ]);
});

test('a subscription to a project hears of nothing else, whatever id it asks for', async () => {
  const ours = await createTenant(server.anonymous);
  const theirs = await createTenant(server.anonymous);
  const { project: other } = (await ours.owner.client.ask(createProject, { name: 'Pier' })).createProject;
  const client = connect(ours.owner.client);
  const subscribe = (query: string, projectId: string) => listen(server, client, query, { projectId });
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

test('another tenant hears nothing', async () => {
  const ours = await createTenant(server.anonymous);
  const theirs = await createTenant(server.anonymous);
  const heard = await listen(server, connect(theirs.owner.client), taskEvents);
  const own = await listen(server, connect(ours.owner.client), taskEvents);
  await createTask(ours.owner.client, ours.projectId);
  await own.first(1);
  const last = await createTask(theirs.owner.client, theirs.projectId);
  expect((await heard.first(1)).map(({ taskId }) => taskId)).toEqual([last]);
});
