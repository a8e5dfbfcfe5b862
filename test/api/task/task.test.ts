import { describe, expect, test } from 'vitest';
import { createProject } from '../../fixtures/work.ts';
import { type Account, type Client, join, register } from '../../support/client.ts';
import type { Root } from '../../support/operations.ts';
import { startTestServer } from '../../support/server.ts';

const server = await startTestServer();
const NOBODY = '01900000-0000-7000-8000-000000000000';
const FIELDS = `id title description status priority dueAt version updatedAt
  assignee { id } createdBy { id } project { id }`;

const WRITES = {
  create: `mutation ($input: CreateTaskInput!) {
    createTask(input: $input) { task { ${FIELDS} } userErrors { code message field } } }`,
  update: `mutation ($input: UpdateTaskInput!) {
    updateTask(input: $input) { task { ${FIELDS} } userErrors { code message field } } }`,
  delete: `mutation ($input: DeleteTaskInput!) {
    deleteTask(input: $input) { deletedId userErrors { code message field } } }`,
} as const;
type Written = Root<(typeof WRITES)['create']> & Root<(typeof WRITES)['delete']>;

/** Returns the payload of a mutation on a task; without one, the whole response. */
async function write(client: Client, action: keyof typeof WRITES, input: object): Promise<Written> {
  const { data, body } = await client.send(WRITES[action], { input });
  return (Object.values(data ?? {})[0] ?? body) as Written;
}

const read = async (client: Client, id: string) =>
  (await client.ask(`query ($id: ID!) { task(id: $id) { ${FIELDS} } }`, { id })).task;

const removeMember = (owner: Account, userId: string) =>
  owner.client.ask(
    `mutation ($userId: ID!) { removeMember(input: { userId: $userId }) { deletedId userErrors { code } } }`,
    { userId },
  );

async function ownerWithProject(): Promise<Account & { projectId: string }> {
  const owner = await register(server.anonymous);
  return { ...owner, projectId: await createProject(owner.client) };
}

/** Creates a task with all fields set. */
async function ownerWithTask(): Promise<Account & { projectId: string } & Pick<Written, 'task'>> {
  const owner = await ownerWithProject();
  const { task } = await write(owner.client, 'create', {
    projectId: owner.projectId,
    title: 'Sweep',
    description: 'The quay',
    status: 'IN_PROGRESS',
    priority: 'URGENT',
    assigneeId: owner.userId,
    dueAt: '2026-02-28T12:00:00.123456+02:00',
  });
  return { ...owner, task };
}

describe('creating', () => {
  test('a task is by default TODO, MEDIUM and unassigned', async () => {
    const { client, projectId, userId } = await ownerWithProject();
    const { task, userErrors } = await write(client, 'create', { projectId, title: ' Sweep\n' });
    expect(userErrors).toEqual([]);
    expect(task).toEqual({
      id: expect.any(String),
      title: 'Sweep',
      description: null,
      status: 'TODO',
      priority: 'MEDIUM',
      dueAt: null,
      version: 1,
      updatedAt: expect.any(String),
      assignee: null,
      createdBy: { id: userId },
      project: { id: projectId },
    });
    expect(await read(client, task.id)).toEqual(task);
  });

  test('every field is stored, and instants are in UTC', async () => {
    const { client, task, userId } = await ownerWithTask();
    expect(task).toMatchObject({
      title: 'Sweep',
      description: 'The quay',
      status: 'IN_PROGRESS',
      priority: 'URGENT',
      assignee: { id: userId },
      dueAt: '2026-02-28T10:00:00.123456Z',
    });
    expect(await read(client, task.id)).toEqual(task);
  });

  test('all errors of an input are reported at once, and nothing is written', async () => {
    const { client } = await ownerWithProject();
    const input = { projectId: 'x', title: ' ', description: 'x'.repeat(10_001), assigneeId: 'y' };
    const { task, userErrors } = await write(client, 'create', input);
    expect(task).toBeNull();
    expect(userErrors).toEqual([
      { code: 'NOT_FOUND', field: ['projectId'], message: expect.any(String) },
      { code: 'REQUIRED', field: ['title'], message: expect.any(String) },
      { code: 'TOO_LONG', field: ['description'], message: expect.any(String) },
      { code: 'NOT_FOUND', field: ['assigneeId'], message: expect.any(String) },
    ]);
    expect(await client.ask('{ tasks { totalCount } }')).toEqual({ tasks: { totalCount: 0 } });
  });

  test('a foreign project and a foreign assignee are reported together', async () => {
    const [ours, theirs] = [await ownerWithProject(), await ownerWithProject()];
    const project = { code: 'NOT_FOUND', field: ['projectId'] };
    const assignee = { code: 'NOT_FOUND', field: ['assigneeId'] };
    const create = async (projectId: string, assigneeId: string) =>
      (await write(ours.client, 'create', { projectId, assigneeId, title: 'Sweep' })).userErrors;
    expect(await create(theirs.projectId, theirs.userId)).toMatchObject([project, assignee]);
    expect(await create(NOBODY, NOBODY)).toMatchObject([project, assignee]);
    expect(await create(theirs.projectId, ours.userId)).toMatchObject([project]);
    expect(await create(ours.projectId, theirs.userId)).toMatchObject([assignee]);
    for (const { client } of [ours, theirs])
      expect(await client.ask('{ tasks { totalCount } }')).toEqual({ tasks: { totalCount: 0 } });
  });

  test('lengths are counted in characters', async () => {
    const { client, projectId } = await ownerWithProject();
    const [title, description] = ['🧹'.repeat(200), '🧹'.repeat(10_000)];
    const { task } = await write(client, 'create', { projectId, title, description });
    expect(task).toMatchObject({ title, description });
    const input = { projectId, title: `${title}!`, description: `${description}!` };
    expect((await write(client, 'create', input)).userErrors).toMatchObject([
      { code: 'TOO_LONG', field: ['title'] },
      { code: 'TOO_LONG', field: ['description'] },
    ]);
  });

  test('a field with a default cannot be null or have the wrong type', async () => {
    const { client, projectId } = await ownerWithProject();
    const wrong = [{ status: null }, { priority: null }, { status: 'LATER' }, { title: 5 }, { title: null }];
    for (const more of [...wrong, { dueAt: 'soon' }, { projectId: null }, { position: 1 }]) {
      const answer = await write(client, 'create', { projectId, title: 'Sweep', ...more });
      expect(answer).toMatchObject({ errors: [{ extensions: { code: 'BAD_USER_INPUT' } }] });
    }
  });
});

describe('changing', () => {
  test('each field can be changed separately', async () => {
    const { client, task, ...owner } = await ownerWithTask();
    const member = await join({ ...owner, client }, 'MEMBER');
    const expected = { ...task };
    for (const [input, output] of [
      [{ title: ' Mop ' }, { title: 'Mop' }],
      [{ description: 'The pier' }, { description: 'The pier' }],
      [{ status: 'DONE' }, { status: 'DONE' }],
      [{ priority: 'LOW' }, { priority: 'LOW' }],
      [{ assigneeId: member.userId }, { assignee: { id: member.userId } }],
      [{ dueAt: '2027-01-01T00:00:00Z' }, { dueAt: '2027-01-01T00:00:00Z' }],
    ]) {
      const { task: changed } = await write(member.client, 'update', { id: task.id, ...input });
      expect(changed.updatedAt).not.toBe(expected.updatedAt);
      Object.assign(expected, output, { version: expected.version + 1, updatedAt: changed.updatedAt });
      expect(changed).toEqual(expected);
    }
    expect(await read(client, task.id)).toEqual(expected);
  });

  test('null removes an optional value, and is REQUIRED for a required one', async () => {
    const { client, task } = await ownerWithTask();
    const input = { id: task.id, title: null, status: null, priority: null, description: null };
    expect((await write(client, 'update', input)).userErrors).toEqual(
      ['title', 'status', 'priority'].map((field) => ({
        code: 'REQUIRED',
        field: [field],
        message: expect.any(String),
      })),
    );
    expect(await read(client, task.id)).toEqual(task);
    const cleared = { id: task.id, description: null, assigneeId: null, dueAt: null, expectedVersion: null };
    expect((await write(client, 'update', cleared)).task).toMatchObject({
      title: 'Sweep',
      description: null,
      assignee: null,
      dueAt: null,
    });
  });

  test('another version than expected changes and deletes nothing', async () => {
    const { client, task } = await ownerWithTask();
    const stale = [{ code: 'STALE_VERSION', field: ['expectedVersion'] }];
    const input = { id: task.id, title: 'Mop', expectedVersion: 2 };
    expect(await write(client, 'update', input)).toMatchObject({ task: null, userErrors: stale });
    const removal = { id: task.id, expectedVersion: 2 };
    expect(await write(client, 'delete', removal)).toMatchObject({ deletedId: null, userErrors: stale });
    expect(await read(client, task.id)).toEqual(task);
    expect((await write(client, 'update', { ...input, expectedVersion: 1 })).task.version).toBe(2);
    expect((await write(client, 'delete', removal)).deletedId).toBe(task.id);
  });

  test('of many concurrent updates that expect the same version, one succeeds', async () => {
    const { client, task } = await ownerWithTask();
    const titles = Array.from({ length: 8 }, (_, index) => `Title ${index}`);
    const answers = await Promise.all(
      titles.map((title) => write(client, 'update', { id: task.id, title, expectedVersion: 1 })),
    );
    const codes = answers.flatMap(({ userErrors }) => userErrors.map((error) => error.code));
    expect(codes).toEqual(Array.from({ length: 7 }, () => 'STALE_VERSION'));
    expect(await read(client, task.id)).toEqual(answers.find((answer) => answer.task)!.task);
  });

  test('an assignee must be a member, and is unassigned when they leave', async () => {
    const { task, ...owner } = await ownerWithTask();
    const member = await join(owner, 'MEMBER');
    const assign = (assigneeId: string) => write(owner.client, 'update', { id: task.id, assigneeId });
    expect((await assign(member.userId)).task.assignee).toEqual({ id: member.userId });
    const { task: own } = await write(member.client, 'create', {
      projectId: owner.projectId,
      title: 'Made by a member',
    });
    await removeMember(owner, member.userId);
    expect(await read(owner.client, task.id)).toMatchObject({ assignee: null, version: 3, title: 'Sweep' });
    expect(await read(owner.client, own.id)).toMatchObject({ createdBy: null, version: 1 });
    const refused = { task: null, userErrors: [{ code: 'NOT_FOUND', field: ['assigneeId'] }] };
    expect(await assign(member.userId)).toMatchObject(refused);
    expect(await assign('nobody')).toMatchObject(refused);
  });
});

describe('deleting', () => {
  test('a member can delete only their own tasks, an administrator any', async () => {
    const { task, projectId, ...owner } = await ownerWithTask();
    const [admin, member] = [await join(owner, 'ADMIN'), await join(owner, 'MEMBER')];
    const { task: own } = await write(member.client, 'create', { projectId, title: 'Mine' });
    const { task: adminTask } = await write(admin.client, 'create', { projectId, title: 'Hers' });
    const refused = await write(member.client, 'delete', { id: task.id });
    expect(refused).toMatchObject({
      data: { deleteTask: null },
      errors: [{ path: ['deleteTask'], extensions: { code: 'FORBIDDEN' } }],
    });
    expect(await read(owner.client, task.id)).toEqual(task);
    const done = (id: string) => ({ deletedId: id, userErrors: [] });
    expect(await write(member.client, 'delete', { id: own.id })).toEqual(done(own.id));
    expect(await write(admin.client, 'delete', { id: task.id })).toEqual(done(task.id));
    expect(await write(owner.client, 'delete', { id: adminTask.id })).toEqual(done(adminTask.id));
    expect(await read(owner.client, own.id)).toBeNull();
  });
});

test('an unknown or malformed id is null in a query and NOT_FOUND in a mutation', async () => {
  const { client, task } = await ownerWithTask();
  for (const id of [NOBODY, '', 'x', `${task.id} `, task.id.slice(1), '\0', '\ud800', '__proto__']) {
    expect(await read(client, id)).toBeNull();
    for (const action of ['update', 'delete'] as const)
      expect((await write(client, action, { id })).userErrors).toMatchObject([
        { code: 'NOT_FOUND', field: ['id'] },
      ]);
  }
});
