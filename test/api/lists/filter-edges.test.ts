import { describe, expect, test } from 'vitest';
import { createProject, createTask } from '../../fixtures/work.ts';
import { type Account, type Client, join, register } from '../../support/client.ts';
import { startTestServer } from '../../support/server.ts';

// The cost of conditions has its own tests.
const server = await startTestServer({ COST_LIMIT: '1000000' });
const NOBODY = '01900000-0000-7000-8000-000000000000';
const LIST =
  'query ($filter: TaskFilter) { tasks(filter: $filter, first: 100) { nodes { title } totalCount } }';

const find = async (client: Client, filter: object | null): Promise<string[]> =>
  (await client.ask(LIST, { filter })).tasks.nodes.map((node) => node.title).toSorted();

async function refused(client: Client, filter: object): Promise<void> {
  const { status, data, errors } = await client.send(LIST, { filter });
  expect({ status, data }).toEqual({ status: 200, data: { tasks: null } });
  expect(errors).toMatchObject([{ path: ['tasks'], extensions: { code: 'BAD_USER_INPUT' } }]);
}

async function ownerWithTasks(...titles: string[]): Promise<Account & { projectId: string }> {
  const owner = await register(server.anonymous);
  const projectId = await createProject(owner.client, { name: 'Harbour' });
  for (const title of titles) await createTask(owner.client, projectId, { title });
  return { ...owner, projectId };
}

describe('and, or and empty filters', () => {
  test('an empty filter matches everything, an empty or nothing', async () => {
    const { client } = await ownerWithTasks('a', 'b');
    const all = [null, {}, { and: [] }, { or: [{}] }, { and: [{}, {}] }, { or: [{ and: [] }, { or: [] }] }];
    const empty = { title: null, and: null, or: null };
    for (const filter of [...all, empty, { title: {} }, { id: { notIn: [] } }, { or: [{ or: [] }, {}] }])
      expect(await find(client, filter)).toEqual(['a', 'b']);
    for (const filter of [{ or: [] }, { and: [{ or: [] }, {}] }, { id: { in: [] } }, { or: [{ or: [] }] }])
      expect(await find(client, filter)).toEqual([]);
  });

  test('conditions beside or must hold as well', async () => {
    const { client } = await ownerWithTasks('a', 'ab', 'b', 'c');
    const or = [{ title: { contains: 'a' } }, { title: { contains: 'b' } }];
    expect(await find(client, { or, title: { ne: 'ab' } })).toEqual(['a', 'b']);
    expect(await find(client, { or, and: or })).toEqual(['ab']);
    expect(
      await find(client, { or: [{ title: { contains: 'a', ne: 'a' } }, { title: { eq: 'c' } }] }),
    ).toEqual(['ab', 'c']);
  });
});

describe('null', () => {
  test('is a value only for eq and ne', async () => {
    const owner = await ownerWithTasks('nobody’s');
    await createTask(owner.client, owner.projectId, { title: 'mine', assigneeId: owner.userId });
    for (const none of [{ eq: null }, { isNull: true }, { ne: owner.userId }, { notIn: [owner.userId] }])
      expect(await find(owner.client, { assigneeId: none })).toEqual(['nobody’s']);
    for (const one of [{ ne: null }, { isNull: false }, { eq: owner.userId }])
      expect(await find(owner.client, { assigneeId: one })).toEqual(['mine']);
    for (const filter of [
      { assigneeId: { in: null } },
      { assigneeId: { notIn: null } },
      { assigneeId: { isNull: null } },
      { dueAt: { lt: null } },
      { dueAt: { gte: null } },
      { title: { contains: null } },
      { priority: { gt: null } },
    ])
      await refused(owner.client, filter);
  });
});

describe('texts', () => {
  test('contain and start with the text literally', async () => {
    const { client } = await ownerWithTasks('100%', '1000', 'a_b', 'axb', 'a\\b', 'a\\%b', 'Ärger');
    const contains = (text: string) => find(client, { title: { contains: text } });
    expect(await contains('%')).toEqual(['100%', 'a\\%b']);
    expect(await contains('_')).toEqual(['a_b']);
    expect(await contains('\\')).toEqual(['a\\%b', 'a\\b']);
    expect(await contains('\\%')).toEqual(['a\\%b']);
    expect(await contains('%b')).toEqual(['a\\%b']);
    expect(await contains('ä')).toEqual(['Ärger']);
    expect(await contains("'; drop table tasks; --")).toEqual([]);
    expect(await contains('')).toHaveLength(7);
    expect(await find(client, { title: { startsWith: 'A_' } })).toEqual(['a_b']);
    expect(await find(client, { title: { startsWith: '%' } })).toEqual([]);
    expect(await find(client, { title: { eq: 'ärger' } })).toEqual([]);
  });

  test('of 1000 characters are compared, longer and malformed ones are rejected', async () => {
    const { client } = await ownerWithTasks('a');
    for (const comparator of ['eq', 'contains', 'startsWith']) {
      expect(await find(client, { title: { [comparator]: 'x'.repeat(1000) } })).toEqual([]);
      for (const text of ['x'.repeat(1001), 'a\0', '\ud800', 'a\udfff'])
        await refused(client, { title: { [comparator]: text } });
    }
    await refused(client, { description: { in: ['a', '\0'] } });
  });
});

describe('ids', () => {
  test('that are malformed or unknown match nothing, and all rows differ from them', async () => {
    const { client, projectId } = await ownerWithTasks('a', 'b');
    for (const id of ['', 'x', '\0', '\ud800', 'x'.repeat(5000), `${projectId} `, NOBODY])
      for (const name of ['id', 'projectId', 'createdById']) {
        expect(await find(client, { [name]: { eq: id } })).toEqual([]);
        expect(await find(client, { [name]: { in: [id] } })).toEqual([]);
        expect(await find(client, { [name]: { ne: id } })).toEqual(['a', 'b']);
        expect(await find(client, { [name]: { notIn: [id] } })).toEqual(['a', 'b']);
      }
    const upper = projectId.toUpperCase();
    expect(await find(client, { projectId: { in: ['x', upper] } })).toEqual(['a', 'b']);
  });
});

describe('the size of a filter', () => {
  const title = { ne: 'x' };
  const many = <T>(count: number, item: T) => Array.from({ length: count }, () => item);

  test('is at most 100 items in a list', async () => {
    const { client } = await ownerWithTasks('a');
    expect(await find(client, { title: { in: many(100, 'a') } })).toEqual(['a']);
    await refused(client, { title: { in: many(101, 'a') } });
    await refused(client, { id: { notIn: many(101, NOBODY) } });
    await refused(client, { priority: { in: many(101, 'LOW') } });
  });

  test('is at most 100 conditions, in any nesting', async () => {
    const { client } = await ownerWithTasks('a');
    expect(await find(client, { and: many(100, { title }) })).toEqual(['a']);
    expect(await find(client, { and: many(10, { or: many(10, { title }) }) })).toEqual(['a']);
    await refused(client, { and: many(101, { title }) });
    await refused(client, { and: many(100, { title }), title });
    await refused(client, { and: many(10, { or: many(10, { title: { ne: 'x', contains: 'a' } }) }) });
  });

  test('includes empty parts', async () => {
    const { client } = await ownerWithTasks('a');
    expect(await find(client, { or: many(100, {}) })).toEqual(['a']);
    for (const empty of [{}, { and: [] }, { or: [] }, { title: {} }, { title: null }])
      await refused(client, { or: many(101, empty) });
  });
});

describe('projects', () => {
  test('that are archived are excluded unless the filter has a condition on status', async () => {
    const owner = await register(server.anonymous);
    const archived = await createProject(owner.client, { name: 'Archived' });
    await createProject(owner.client, { name: 'Active' });
    await server.db.updateTable('projects').set({ status: 'ARCHIVED' }).where('id', '=', archived).execute();
    const names = async (filter: object | null) => {
      const { projects, organization } = await owner.client.ask(
        `query ($filter: ProjectFilter) {
          projects(filter: $filter) { nodes { name } totalCount }
          organization { projects(filter: $filter) { nodes { name } totalCount } } }`,
        { filter },
      );
      expect(organization.projects).toEqual(projects);
      expect(projects.totalCount).toBe(projects.nodes.length);
      return projects.nodes.map((node) => node.name).toSorted();
    };
    for (const filter of [
      null,
      {},
      { status: null },
      { id: { in: [archived] }, and: [] },
      { name: { ne: 'x' } },
    ])
      expect(await names(filter)).not.toContain('Archived');
    expect(await names({ status: { eq: 'ARCHIVED' } })).toEqual(['Archived']);
    expect(await names({ status: { ne: 'ACTIVE' } })).toEqual(['Archived']);
    const both = ['Active', 'Archived'];
    expect(await names({ status: { in: ['ACTIVE', 'ARCHIVED'] } })).toEqual(both);
    expect(await names({ or: [{ and: [{ status: { notIn: [] } }] }] })).toEqual(both);
    expect(
      (await owner.client.ask('query ($id: ID!) { project(id: $id) { status } }', { id: archived })).project,
    ).toEqual({ status: 'ARCHIVED' });
  });

  test('can be filtered by every field', async () => {
    const owner = await register(server.anonymous);
    const admin = await join(owner, 'ADMIN');
    await createProject(owner.client, { name: 'First' });
    await createProject(admin.client, { name: 'Second' });
    const read = `query ($filter: ProjectFilter) {
      projects(filter: $filter) { nodes { id name description createdAt updatedAt } } }`;
    const { nodes } = (await owner.client.ask(read)).projects;
    const [second, first] = nodes;
    for (const [filter, expected] of [
      [{ id: { eq: first!.id } }, [first]],
      [{ name: { startsWith: 'sec' } }, [second]],
      [{ description: { isNull: true } }, [second, first]],
      [{ createdById: { eq: admin.userId } }, [second]],
      [{ createdAt: { lt: second!.createdAt } }, [first]],
      [{ updatedAt: { gte: second!.updatedAt } }, [second]],
    ] as const)
      expect((await owner.client.ask(read, { filter })).projects.nodes).toEqual(expected);
  });
});

test('members can be filtered by role, user and time of joining', async () => {
  const owner = await register(server.anonymous);
  const [admin, member] = [await join(owner, 'ADMIN'), await join(owner, 'MEMBER')];
  const read = `query ($filter: MembershipFilter) {
    organization { members(filter: $filter) { nodes { user { id } role createdAt } totalCount } } }`;
  const find = async (filter: object) => (await owner.client.ask(read, { filter })).organization.members;
  const { nodes } = await find({});
  const users = async (filter: object) => (await find(filter)).nodes.map((node) => node.user.id);
  const newestFirst = [member, admin, owner].map((account) => account.userId);
  expect(nodes.map((node) => node.user.id)).toEqual(newestFirst);
  expect(await users({ role: { in: ['OWNER', 'ADMIN'] } })).toEqual(newestFirst.slice(1));
  expect(await users({ role: { ne: 'ADMIN' } })).toEqual([member.userId, owner.userId]);
  expect(await users({ role: { notIn: ['MEMBER'] }, userId: { ne: owner.userId } })).toEqual([admin.userId]);
  expect(await users({ userId: { in: [member.userId, NOBODY, 'x'] } })).toEqual([member.userId]);
  expect(await users({ createdAt: { gt: nodes[1]!.createdAt } })).toEqual([member.userId]);
  expect(
    await users({ or: [{ createdAt: { eq: nodes[1]!.createdAt } }, { role: { eq: 'OWNER' } }] }),
  ).toEqual(newestFirst.slice(1));
  expect((await find({ role: { eq: 'MEMBER' } })).totalCount).toBe(1);
});
