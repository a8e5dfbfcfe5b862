import { describe, expect, test } from 'vitest';
import { createTask } from '../../fixtures/work.ts';
import { requestStatements } from '../../support/count-statements.ts';
import { type Client, join } from '../../support/client.ts';
import { createTenant } from '../../support/contract.ts';
import { startTestServer } from '../../support/server.ts';

const server = await startTestServer();

const CREATE = `mutation ($tasks: [CreateTaskInput!]!) { createTasks(input: { tasks: $tasks }) {
  tasks { id title version } userErrors { code field } } }`;
const UPDATE = `mutation ($tasks: [UpdateTaskInput!]!) { updateTasks(input: { tasks: $tasks }) {
  tasks { id title version } userErrors { code field } } }`;
const DELETE = `mutation ($ids: [ID!]!) { deleteTasks(input: { ids: $ids }) { deletedIds userErrors { code field } } }`;

const count = async (client: Client) => (await client.ask('{ tasks { totalCount } }')).tasks.totalCount;
const titled = (projectId: string, length: number) =>
  Array.from({ length }, (_, index) => ({ projectId, title: `T${index}` }));

describe('many tasks at once', () => {
  test('are created, changed and deleted in order', async () => {
    const { owner, projectId } = await createTenant(server.anonymous);
    const { createTasks } = await owner.client.ask(CREATE, { tasks: titled(projectId, 100) });
    expect(createTasks.tasks.map(({ title }) => title)).toEqual(
      Array.from({ length: 100 }, (_, index) => `T${index}`),
    );
    const ids: string[] = createTasks.tasks.map(({ id }) => id).toReversed();
    const { updateTasks } = await owner.client.ask(UPDATE, {
      tasks: ids.map((id, index) => ({ id, title: `U${index}`, expectedVersion: 1 })),
    });
    expect(updateTasks.tasks).toEqual(ids.map((id, index) => ({ id, title: `U${index}`, version: 2 })));
    const { deleteTasks } = await owner.client.ask(DELETE, { ids });
    expect(deleteTasks.deletedIds).toEqual(ids);
    expect(await count(owner.client)).toBe(1);
  });

  test('are written all or none, and each error has its index', async () => {
    const { owner, projectId, taskId, fellow } = await createTenant(server.anonymous);
    const foreign = await createTenant(server.anonymous);
    const errorsOf = async (query: string, variables: Record<string, unknown>) => {
      const { data } = await owner.client.send(query, variables);
      return (Object.values(data ?? {})[0] as { userErrors: unknown[] }).userErrors;
    };
    const before = await count(owner.client);
    const tasks = [
      { projectId, title: 'Good' },
      { projectId, title: ' ' },
      { projectId, title: 'x'.repeat(201) },
    ];
    expect(await errorsOf(CREATE, { tasks })).toEqual([
      { code: 'REQUIRED', field: ['tasks', '1', 'title'] },
      { code: 'TOO_LONG', field: ['tasks', '2', 'title'] },
    ]);
    const references = [
      { projectId, title: 'Good' },
      { projectId: foreign.projectId, title: 'Smuggled' },
      { projectId, title: 'Both', assigneeId: foreign.fellow.userId, labelIds: [foreign.labelId] },
    ];
    expect(await errorsOf(CREATE, { tasks: references })).toEqual([
      { code: 'NOT_FOUND', field: ['tasks', '1', 'projectId'] },
      { code: 'NOT_FOUND', field: ['tasks', '2', 'assigneeId'] },
      { code: 'NOT_FOUND', field: ['tasks', '2', 'labelIds', '0'] },
    ]);
    const updates = [
      { id: taskId, title: 'Changed', assigneeId: fellow.userId },
      { id: taskId, title: 'Twice' },
      { id: foreign.taskId, title: 'Theirs' },
    ];
    expect(await errorsOf(UPDATE, { tasks: updates })).toEqual([
      { code: 'INVALID', field: ['tasks', '1', 'id'] },
      { code: 'NOT_FOUND', field: ['tasks', '2', 'id'] },
    ]);
    expect(await errorsOf(DELETE, { ids: [taskId, foreign.taskId] })).toEqual([
      { code: 'NOT_FOUND', field: ['ids', '1'] },
    ]);
    expect(await count(owner.client)).toBe(before);
    const { task } = await owner.client.ask('query ($id: ID!) { task(id: $id) { title version } }', {
      id: taskId,
    });
    expect(task).toEqual({ title: 'Sweep the quay', version: 1 });
  });

  test('are limited to one to a hundred', async () => {
    const { owner, projectId } = await createTenant(server.anonymous);
    expect(await owner.client.codes(CREATE, { tasks: [] })).toEqual(['REQUIRED']);
    expect(await owner.client.codes(CREATE, { tasks: titled(projectId, 101) })).toEqual(['TOO_LONG']);
    expect(await owner.client.codes(DELETE, { ids: [] })).toEqual(['REQUIRED']);
  });

  test("are not deleted by a MEMBER if one of them is somebody else's", async () => {
    const tenant = await createTenant(server.anonymous);
    const member = await join(tenant.owner, 'MEMBER');
    const own = await createTask(member.client, tenant.projectId);
    expect(await member.client.codes(DELETE, { ids: [own, tenant.taskId] })).toEqual(['FORBIDDEN']);
    expect(await count(member.client)).toBe(2);
    expect(await member.client.codes(DELETE, { ids: [own] })).toEqual([]);
  });

  test('are locked in one order, so calls in opposite orders cause no deadlock', async () => {
    const { owner, projectId } = await createTenant(server.anonymous);
    const { createTasks } = await owner.client.ask(CREATE, { tasks: titled(projectId, 20) });
    const ids: string[] = createTasks.tasks.map(({ id }) => id);
    const rounds = Array.from({ length: 10 }, (_, round) =>
      owner.client.codes(UPDATE, {
        tasks: (round % 2 === 0 ? ids : ids.toReversed()).map((id) => ({ id, title: `R${round}` })),
      }),
    );
    expect((await Promise.all(rounds)).flat()).toEqual([]);
  });

  test('take as many statements as one', async () => {
    const { owner, projectId, labelId, fellow } = await createTenant(server.anonymous);
    const counted = async (query: string, variables: Record<string, unknown>) => {
      const { result, statements } = await requestStatements(() => owner.client.ask(query, variables));
      return { data: result, statements: statements.length };
    };
    const more = { labelIds: [labelId], assigneeId: fellow.userId };
    const tasks = titled(projectId, 100).map((task) => ({ ...task, ...more }));
    const [one, many] = [
      await counted(CREATE, { tasks: tasks.slice(0, 1) }),
      await counted(CREATE, { tasks }),
    ];
    expect(many.statements).toBe(one.statements);
    const { createTasks } = many.data as { createTasks: { tasks: { id: string }[] } };
    const ids = createTasks.tasks.map(({ id }) => id);
    const updates = ids.map((id) => ({ id, status: 'DONE', labelIds: [] }));
    const [update, updatesOfAll] = [
      await counted(UPDATE, { tasks: updates.slice(0, 1) }),
      await counted(UPDATE, { tasks: updates }),
    ];
    expect(updatesOfAll.statements).toBe(update.statements);
  });
});
