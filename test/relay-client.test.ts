import { afterAll, expect, test, vi } from 'vitest';
import { commitMutation, ConnectionHandler } from 'relay-runtime';
import { type Account, join, register } from './support/client.ts';
import { compileRelay, RelayApp } from './support/relay.ts';
import { startTestServer } from './support/server.ts';

const server = await startTestServer();
const artifacts = await compileRelay();
const { boardQuery, board_tasks, inboxQuery, inbox_tasks, task_details } = artifacts;

// Relay tells of responses that it cannot store by writing to the console.
const complaints = vi.spyOn(console, 'error');
afterAll(() => expect(complaints.mock.calls).toEqual([]));

/** Somebody with a project of so many tasks, the newest being `Task 1`. */
async function withTasks(count: number): Promise<{ account: Account; projectId: string; ids: string[] }> {
  const account = await register(server.anonymous);
  const { createProject } = await account.client.ask(
    `mutation { createProject(input: { name: "Quay" }) { project { id } userErrors { code } } }`,
  );
  const projectId = createProject.project.id;
  const ids: string[] = [];
  for (let number = count; number > 0; number--) {
    const { createTask } = await account.client.ask(
      `mutation ($input: CreateTaskInput!) { createTask(input: $input) { task { id } userErrors { code } } }`,
      { input: { projectId, title: `Task ${number}` } },
    );
    ids.unshift(createTask.task.id);
  }
  return { account, projectId, ids };
}

/** The tasks of a connection in the store, each as its own fragment has them. */
const tasksOf = (app: RelayApp, { tasks }: any) =>
  tasks.edges.map(({ node }: any) => app.read(task_details, node));
const titlesOf = (app: RelayApp, data: unknown) => tasksOf(app, data).map(({ title }: any) => title);
const numbered = (...numbers: number[]) => numbers.map((number) => `Task ${number}`);

const commit = (app: RelayApp, name: string, variables: Record<string, unknown>): Promise<any> =>
  new Promise((resolve, reject) => {
    const mutation = artifacts[name];
    commitMutation(app.environment, { mutation, variables, onCompleted: resolve, onError: reject });
  });

async function openBoard(client: Account['client'], projectId: string, count: number) {
  const app = new RelayApp(client);
  const { project } = await app.open(boardQuery, { projectId, count });
  return { app, project, tasks: () => app.read(board_tasks, project).tasks };
}

test('Relay loads the next pages of a connection through the generated query, without a gap or a duplicate', async () => {
  const { account, projectId, ids } = await withTasks(5);
  const { app, project, tasks } = await openBoard(account.client, projectId, 2);
  expect(titlesOf(app, { tasks: tasks() })).toEqual(numbered(1, 2));
  expect(tasks().pageInfo.hasNextPage).toBe(true);
  await app.loadMore(board_tasks, project, 'forward', 2);
  expect(titlesOf(app, { tasks: tasks() })).toEqual(numbered(1, 2, 3, 4));
  await app.loadMore(board_tasks, project, 'forward', 2);
  expect(titlesOf(app, { tasks: tasks() })).toEqual(numbered(1, 2, 3, 4, 5));
  expect(tasks().pageInfo.hasNextPage).toBe(false);
  expect(tasks().edges.map(({ node }: any) => node.__id)).toEqual(ids);
  expect(app.sent).toEqual(['boardQuery', 'boardTasksPaginationQuery', 'boardTasksPaginationQuery']);
});

test('a task made meanwhile moves no page', async () => {
  const { account, projectId } = await withTasks(3);
  const { app, project, tasks } = await openBoard(account.client, projectId, 2);
  await account.client.ask(
    `mutation ($id: ID!) { createTask(input: { projectId: $id, title: "Late" }) { userErrors { code } } }`,
    { id: projectId },
  );
  await app.loadMore(board_tasks, project, 'forward', 2);
  expect(titlesOf(app, { tasks: tasks() })).toEqual(numbered(1, 2, 3));
});

test('Relay pages a filtered root connection backwards', async () => {
  const { account, projectId } = await withTasks(5);
  const app = new RelayApp(account.client);
  const inbox = await app.open(inboxQuery, {
    count: 2,
    filter: { projectId: { eq: projectId }, status: { in: ['TODO'] } },
  });
  const read = () => app.read(inbox_tasks, inbox);
  expect(titlesOf(app, read())).toEqual(numbered(4, 5));
  await app.loadMore(inbox_tasks, inbox, 'backward', 2);
  expect(titlesOf(app, read())).toEqual(numbered(2, 3, 4, 5));
  await app.loadMore(inbox_tasks, inbox, 'backward', 2);
  expect(titlesOf(app, read())).toEqual(numbered(1, 2, 3, 4, 5));
  expect(read().tasks.pageInfo.hasPreviousPage).toBe(false);
});

test('Relay fetches a fragment again by the node of its id, and every view of it changes', async () => {
  const { account, projectId, ids } = await withTasks(2);
  const { app, tasks } = await openBoard(account.client, projectId, 2);
  await account.client.ask(
    `mutation ($input: UpdateTaskInput!) { updateTask(input: $input) { userErrors { code } } }`,
    { input: { id: ids[0], title: 'Renamed', assigneeId: account.userId } },
  );
  expect(titlesOf(app, { tasks: tasks() })).toEqual(numbered(1, 2));
  await app.refetch(task_details, ids[0]!);
  expect(tasksOf(app, { tasks: tasks() })[0]).toMatchObject({
    title: 'Renamed',
    version: 2,
    assignee: { fullName: 'Ada Lovelace' },
  });
  expect(app.sent).toEqual(['boardQuery', 'taskDetailsRefetchQuery']);
});

test('a mutation changes what the store has under its id, once for all who show it', async () => {
  const { account, projectId, ids } = await withTasks(2);
  const { app, tasks } = await openBoard(account.client, projectId, 2);
  const inbox = await app.open(inboxQuery, { count: 2 });
  const { updateTask } = await commit(app, 'taskUpdateMutation', {
    input: { id: ids[1], status: 'DONE', title: 'Finished' },
  });
  expect(updateTask.userErrors).toEqual([]);
  for (const connection of [{ tasks: tasks() }, app.read(inbox_tasks, inbox)])
    expect(tasksOf(app, connection)[1]).toMatchObject({ title: 'Finished', status: 'DONE', version: 2 });
  expect(app.environment.getStore().getSource().get(ids[1]!)).toMatchObject({
    __id: ids[1],
    __typename: 'Task',
    title: 'Finished',
  });
});

test('a refused mutation names the field at fault and leaves the store as it was', async () => {
  const { account, projectId, ids } = await withTasks(1);
  const { app, tasks } = await openBoard(account.client, projectId, 1);
  const { updateTask } = await commit(app, 'taskUpdateMutation', { input: { id: ids[0], title: ' ' } });
  expect(updateTask).toEqual({ task: null, userErrors: [{ code: 'REQUIRED', field: ['title'] }] });
  expect(titlesOf(app, { tasks: tasks() })).toEqual(numbered(1));
});

test("Relay's own directives put a new task into a connection and take a deleted one out", async () => {
  const { account, projectId, ids } = await withTasks(2);
  const { app, tasks } = await openBoard(account.client, projectId, 2);
  const connections = [ConnectionHandler.getConnectionID(projectId, 'board_tasks')];
  await commit(app, 'taskCreateMutation', { input: { projectId, title: 'New' }, connections });
  expect(titlesOf(app, { tasks: tasks() })).toEqual(['New', ...numbered(1, 2)]);
  await commit(app, 'taskDeleteMutation', { input: { id: ids[0] }, connections });
  expect(titlesOf(app, { tasks: tasks() })).toEqual(['New', 'Task 2']);
});

test("another organization's task cannot be fetched as a node, nor can a removed member's", async () => {
  const { account, projectId, ids } = await withTasks(1);
  const stranger = await register(server.anonymous);
  expect(await new RelayApp(stranger.client).refetch(task_details, ids[0]!)).toEqual({ node: null });
  const member = await join(account, 'MEMBER');
  const { app } = await openBoard(member.client, projectId, 1);
  await account.client.ask(
    `mutation ($input: RemoveMemberInput!) { removeMember(input: $input) { userErrors { code } } }`,
    { input: { userId: member.userId } },
  );
  expect(await app.refetch(task_details, ids[0]!)).toEqual({ node: null });
});
