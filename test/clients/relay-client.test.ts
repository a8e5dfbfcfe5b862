import { afterAll, expect, test, vi } from 'vitest';
import { commitMutation, ConnectionHandler, type Variables } from 'relay-runtime';
import { createProject, createTask } from '../fixtures/work.ts';
import { type Account, join, register } from '../support/client.ts';
import { compileRelay, type Fragment, type Operation, RelayApp } from '../support/relay.ts';
import { startTestServer } from '../support/server.ts';

const server = await startTestServer();

interface TaskDetails {
  title: string;
  status: string;
  version: number;
  assignee: { fullName: string } | null;
}

interface HasTasks {
  tasks: {
    edges: { node: { __id: string } }[];
    pageInfo: { hasNextPage: boolean; hasPreviousPage: boolean };
  };
}

interface UserErrors {
  userErrors: { code: string; field: string[] | null }[];
}

const artifacts = await compileRelay<{
  boardQuery: Operation<{ project: object }>;
  board_tasks: Fragment<HasTasks>;
  inboxQuery: Operation<object>;
  inbox_tasks: Fragment<HasTasks>;
  task_details: Fragment<TaskDetails>;
  taskCreateMutation: Operation<{ createTask: UserErrors }>;
  taskUpdateMutation: Operation<{ updateTask: UserErrors }>;
  taskDeleteMutation: Operation<{ deleteTask: UserErrors }>;
}>();
const { boardQuery, board_tasks, inboxQuery, inbox_tasks, task_details } = artifacts;
const { taskCreateMutation, taskUpdateMutation, taskDeleteMutation } = artifacts;

// Relay writes to the console when it cannot store a response.
const complaints = vi.spyOn(console, 'error');
afterAll(() => expect(complaints.mock.calls).toEqual([]));

/** Creates a person with a project of this many tasks; the newest is `Task 1`. */
async function withTasks(count: number): Promise<{ account: Account; projectId: string; ids: string[] }> {
  const account = await register(server.anonymous);
  const projectId = await createProject(account.client, { name: 'Quay' });
  const ids: string[] = [];
  for (let number = count; number > 0; number--) {
    ids.unshift(await createTask(account.client, projectId, { title: `Task ${number}` }));
  }
  return { account, projectId, ids };
}

/** Returns the tasks of a connection in the store, each read by its own fragment. */
const tasksOf = (app: RelayApp, { tasks }: HasTasks) =>
  tasks.edges.map(({ node }) => app.read(task_details, node));
const titlesOf = (app: RelayApp, data: HasTasks) => tasksOf(app, data).map(({ title }) => title);
const numbered = (...numbers: number[]) => numbers.map((number) => `Task ${number}`);

const commit = <Data extends Record<string, unknown>>(
  app: RelayApp,
  mutation: Operation<Data>,
  variables: Variables,
): Promise<Data> =>
  new Promise((resolve, reject) => {
    commitMutation<{ variables: Variables; response: Data }>(app.environment, {
      mutation,
      variables,
      onCompleted: resolve,
      onError: reject,
    });
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
  expect(tasks().edges.map(({ node }) => node.__id)).toEqual(ids);
  expect(app.sent).toEqual(['boardQuery', 'boardTasksPaginationQuery', 'boardTasksPaginationQuery']);
});

test('a task that is created meanwhile does not shift a page', async () => {
  const { account, projectId } = await withTasks(3);
  const { app, project, tasks } = await openBoard(account.client, projectId, 2);
  await createTask(account.client, projectId, { title: 'Late' });
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

test('Relay refetches a fragment through node, and every view of it changes', async () => {
  const { account, projectId, ids } = await withTasks(2);
  const { app, tasks } = await openBoard(account.client, projectId, 2);
  await account.client.ask(
    `mutation ($input: UpdateTaskInput!) { updateTask(input: $input) { userErrors { code } } }`,
    { input: { id: ids[0]!, title: 'Renamed', assigneeId: account.userId } },
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

test('a mutation changes the record in the store for every view of it', async () => {
  const { account, projectId, ids } = await withTasks(2);
  const { app, tasks } = await openBoard(account.client, projectId, 2);
  const inbox = await app.open(inboxQuery, { count: 2 });
  const { updateTask } = await commit(app, taskUpdateMutation, {
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

test('a refused mutation names the invalid field and does not change the store', async () => {
  const { account, projectId, ids } = await withTasks(1);
  const { app, tasks } = await openBoard(account.client, projectId, 1);
  const { updateTask } = await commit(app, taskUpdateMutation, { input: { id: ids[0]!, title: ' ' } });
  expect(updateTask).toEqual({ task: null, userErrors: [{ code: 'REQUIRED', field: ['title'] }] });
  expect(titlesOf(app, { tasks: tasks() })).toEqual(numbered(1));
});

test("Relay's directives add a new task to a connection and remove a deleted one", async () => {
  const { account, projectId, ids } = await withTasks(2);
  const { app, tasks } = await openBoard(account.client, projectId, 2);
  const connections = [ConnectionHandler.getConnectionID(projectId, 'board_tasks')];
  await commit(app, taskCreateMutation, { input: { projectId, title: 'New' }, connections });
  expect(titlesOf(app, { tasks: tasks() })).toEqual(['New', ...numbered(1, 2)]);
  await commit(app, taskDeleteMutation, { input: { id: ids[0] }, connections });
  expect(titlesOf(app, { tasks: tasks() })).toEqual(['New', 'Task 2']);
});

test('node finds neither a task of another organization nor a task for a removed member', async () => {
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
