import { describe, expect, test } from 'vitest';
import { type Account, type Client, join, register } from '../../support/client.ts';
import type { Root } from '../../support/operations.ts';
import { startTestServer } from '../../support/server.ts';

const server = await startTestServer();
const NOBODY = '01900000-0000-7000-8000-000000000000';
const FIELDS = 'id name description status version createdAt updatedAt';

const WRITES = {
  create: `mutation ($input: CreateProjectInput!) {
    createProject(input: $input) { project { ${FIELDS} } userErrors { code field message } } }`,
  update: `mutation ($input: UpdateProjectInput!) {
    updateProject(input: $input) { project { ${FIELDS} } userErrors { code field message } } }`,
  delete: `mutation ($input: DeleteProjectInput!) {
    deleteProject(input: $input) { deletedId userErrors { code field message } } }`,
} as const;
type Written = Root<(typeof WRITES)['create']> & Root<(typeof WRITES)['delete']>;

/** Returns the payload of a mutation on a project; without one, the whole response. */
async function write(client: Client, action: keyof typeof WRITES, input: object): Promise<Written> {
  const { data, body } = await client.send(WRITES[action], { input });
  return (Object.values(data ?? {})[0] ?? body) as Written;
}

const read = async (client: Client, id: string) =>
  (await client.ask(`query ($id: ID!) { project(id: $id) { ${FIELDS} } }`, { id })).project;

const auditOf = (organizationId: string) =>
  server.db
    .selectFrom('audit_events')
    .select(['action', 'target_id', 'actor_id', 'before', 'after'])
    .where('organization_id', '=', organizationId)
    .where('target_type', '=', 'Project')
    .orderBy('id')
    .execute();

async function ownerWithProject(): Promise<Account & Pick<Written, 'project'>> {
  const owner = await register(server.anonymous);
  const { project } = await write(owner.client, 'create', { name: 'Harbour', description: 'Quays' });
  return { ...owner, project };
}

describe('creating', () => {
  test('a new project is ACTIVE, has version 1, its creator and its organization', async () => {
    const owner = await register(server.anonymous);
    const { createProject } = await owner.client.ask(`mutation {
      createProject(input: { name: "Harbour" }) {
        project { ${FIELDS} createdBy { id } organization { id } } userErrors { code } } }`);
    expect(createProject.project).toEqual({
      id: expect.stringMatching(/^[0-9a-f-]{36}$/),
      name: 'Harbour',
      description: null,
      status: 'ACTIVE',
      version: 1,
      createdAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,6})?Z$/),
      updatedAt: expect.any(String),
      createdBy: { id: owner.userId },
      organization: { id: owner.organizationId },
    });
  });

  test('texts are trimmed, and a blank description is null', async () => {
    const owner = await register(server.anonymous);
    const { project } = await write(owner.client, 'create', { name: ' \n Harbour\t', description: ' \n ' });
    expect(project).toMatchObject({ name: 'Harbour', description: null });
  });

  test('all errors are reported at once, and nothing is written', async () => {
    const owner = await register(server.anonymous);
    const answer = await write(owner.client, 'create', { name: ' \n ', description: 'x'.repeat(2001) });
    expect(answer).toEqual({
      project: null,
      userErrors: [
        { code: 'REQUIRED', field: ['name'], message: expect.any(String) },
        { code: 'TOO_LONG', field: ['description'], message: expect.any(String) },
      ],
    });
    expect(await owner.client.ask('{ projects { totalCount } }')).toEqual({ projects: { totalCount: 0 } });
    expect(await auditOf(owner.organizationId)).toEqual([]);
  });

  test('lengths are counted in characters, not in bytes or UTF-16 units', async () => {
    const owner = await register(server.anonymous);
    const [name, description] = ['🚢'.repeat(200), '🚢'.repeat(2000)];
    const { project } = await write(owner.client, 'create', { name, description });
    expect(project).toMatchObject({ name, description });
    const tooLong = await write(owner.client, 'create', {
      name: `${name}🚢`,
      description: `${description}🚢`,
    });
    expect(tooLong.userErrors).toMatchObject([
      { code: 'TOO_LONG', field: ['name'] },
      { code: 'TOO_LONG', field: ['description'] },
    ]);
  });
});

describe('changing', () => {
  test('omitted fields stay unchanged, null removes the description, and the version increases', async () => {
    const { client, project } = await ownerWithProject();
    const renamed = await write(client, 'update', { id: project.id, name: ' Dock ' });
    expect(renamed.project).toMatchObject({ name: 'Dock', description: 'Quays', version: 2 });
    expect(renamed.project.updatedAt).not.toBe(project.updatedAt);
    expect(renamed.project.createdAt).toBe(project.createdAt);
    const cleared = await write(client, 'update', { id: project.id, description: null });
    expect(cleared.project).toMatchObject({ name: 'Dock', description: null, version: 3 });
  });

  test('a blank description removes it like null', async () => {
    const { client, project } = await ownerWithProject();
    const { project: cleared } = await write(client, 'update', { id: project.id, description: '  ' });
    expect(cleared.description).toBeNull();
    expect((await read(client, project.id)).description).toBeNull();
  });

  test('the name can be omitted, but not be null or blank', async () => {
    const { client, project } = await ownerWithProject();
    for (const name of [null, '', ' \t ']) {
      const answer = await write(client, 'update', { id: project.id, name, description: 'other' });
      expect(answer).toMatchObject({ project: null, userErrors: [{ code: 'REQUIRED', field: ['name'] }] });
    }
    expect(await read(client, project.id)).toEqual(project);
  });

  test('another version than expected changes and deletes nothing', async () => {
    const { client, project } = await ownerWithProject();
    const stale = {
      userErrors: [{ code: 'STALE_VERSION', field: ['expectedVersion'], message: expect.any(String) }],
    };
    for (const expectedVersion of [0, 2, -1, 2 ** 31 - 1]) {
      const update = { id: project.id, name: 'Dock', expectedVersion };
      expect(await write(client, 'update', update)).toEqual({ ...stale, project: null });
      const removal = { id: project.id, expectedVersion };
      expect(await write(client, 'delete', removal)).toEqual({ ...stale, deletedId: null });
    }
    expect(await read(client, project.id)).toEqual(project);
    expect(await write(client, 'delete', { id: project.id, expectedVersion: 1 })).toEqual({
      deletedId: project.id,
      userErrors: [],
    });
  });

  test('of many concurrent updates that expect the same version, one succeeds', async () => {
    const { client, project } = await ownerWithProject();
    const names = Array.from({ length: 8 }, (_, index) => `Name ${index}`);
    const answers = await Promise.all(
      names.map((name) => write(client, 'update', { id: project.id, name, expectedVersion: 1 })),
    );
    const winners = answers.filter((answer) => answer.userErrors.length === 0);
    expect(winners).toHaveLength(1);
    const losers = answers.filter((answer) => answer !== winners[0]);
    expect(losers.map(({ userErrors }) => userErrors[0]!.code)).toEqual(losers.map(() => 'STALE_VERSION'));
    expect(await read(client, project.id)).toEqual(winners[0]!.project);
    expect(winners[0]!.project.version).toBe(2);
  });

  test('each change is in the audit log with only the changed fields', async () => {
    const { client, organizationId, userId, project } = await ownerWithProject();
    await write(client, 'update', { id: project.id, name: 'Dock', description: 'Quays' });
    await write(client, 'update', { id: project.id, name: 'Pier', expectedVersion: 1 });
    await write(client, 'delete', { id: project.id });
    const event = { actor_id: userId, target_id: project.id };
    expect(await auditOf(organizationId)).toEqual([
      { ...event, action: 'project.created', before: null, after: { name: 'Harbour' } },
      { ...event, action: 'project.updated', before: { name: 'Harbour' }, after: { name: 'Dock' } },
      { ...event, action: 'project.deleted', before: { name: 'Dock' }, after: null },
    ]);
  });
});

describe('deleting', () => {
  test('deleting a project deletes its tasks and no others', async () => {
    const { client, project } = await ownerWithProject();
    const { project: other } = await write(client, 'create', { name: 'Other' });
    const { a, b } = await client.ask(
      `mutation ($a: ID!, $b: ID!) {
        a: createTask(input: { projectId: $a, title: "gone" }) { task { id } userErrors { code } }
        b: createTask(input: { projectId: $b, title: "stays" }) { task { id } userErrors { code } } }`,
      { a: project.id, b: other.id },
    );
    expect(await write(client, 'delete', { id: project.id })).toEqual({
      deletedId: project.id,
      userErrors: [],
    });
    const left = await client.ask(
      `query ($a: ID!, $b: ID!) { a: task(id: $a) { id } b: task(id: $b) { id } tasks { totalCount } }`,
      { a: a.task.id, b: b.task.id },
    );
    expect(left).toEqual({ a: null, b: { id: b.task.id }, tasks: { totalCount: 1 } });
    expect(await write(client, 'delete', { id: project.id })).toMatchObject({
      deletedId: null,
      userErrors: [{ code: 'NOT_FOUND', field: ['id'] }],
    });
  });

  test('tasks that are created while their project is deleted are refused with NOT_FOUND', async () => {
    const { client, project } = await ownerWithProject();
    const create = () =>
      client.send(
        `mutation ($id: ID!) {
          createTask(input: { projectId: $id, title: "late" }) { task { id } userErrors { code field } } }`,
        { id: project.id },
      );
    const [removal, ...answers] = await Promise.all([
      write(client, 'delete', { id: project.id }),
      ...Array.from({ length: 8 }, create),
    ]);
    expect(removal.deletedId).toBe(project.id);
    for (const { data } of [...answers, await create()]) {
      const { task, userErrors } = data!.createTask!;
      if (!task) expect(userErrors).toEqual([{ code: 'NOT_FOUND', field: ['projectId'] }]);
    }
    expect(await client.ask('{ tasks { totalCount } }')).toEqual({ tasks: { totalCount: 0 } });
  });

  test('an id is the same in upper case', async () => {
    const { client, project } = await ownerWithProject();
    const id = project.id.toUpperCase();
    expect(await read(client, id)).toEqual(project);
    expect(await write(client, 'delete', { id })).toEqual({ deletedId: project.id, userErrors: [] });
  });
});

test('an unknown or malformed id is null in a query and NOT_FOUND in a mutation', async () => {
  const { client, project } = await ownerWithProject();
  for (const id of [
    NOBODY,
    '',
    '1',
    `${project.id}0`,
    project.id.replaceAll('-', ''),
    "'; drop",
    '\0',
    '🚢',
  ]) {
    expect(await read(client, id)).toBeNull();
    for (const action of ['update', 'delete'] as const)
      expect((await write(client, action, { id })).userErrors).toEqual([
        { code: 'NOT_FOUND', field: ['id'], message: 'No such project.' },
      ]);
  }
});

test('a member can read projects, and an administrator can change them', async () => {
  const owner = await ownerWithProject();
  const { id } = owner.project;
  const [admin, member] = [await join(owner, 'ADMIN'), await join(owner, 'MEMBER')];
  expect(await read(member.client, id)).toEqual(owner.project);
  const inputs = { create: { name: 'Dock' }, update: { id, name: 'Dock' }, delete: { id } };
  for (const action of ['create', 'update', 'delete'] as const) {
    const refused = await write(member.client, action, inputs[action]);
    expect(refused).toMatchObject({ errors: [{ extensions: { code: 'FORBIDDEN' } }] });
    expect((await write(admin.client, action, inputs[action])).userErrors).toEqual([]);
  }
});

test('createdBy is null once the creator has left, and the project remains', async () => {
  const owner = await register(server.anonymous);
  const admin = await join(owner, 'ADMIN');
  const { project } = await write(admin.client, 'create', { name: 'Harbour' });
  const maker = () =>
    owner.client.ask(`query ($id: ID!) { project(id: $id) { createdBy { id } } }`, { id: project.id });
  expect(await maker()).toEqual({ project: { createdBy: { id: admin.userId } } });
  await owner.client.ask(
    `mutation ($id: ID!) { removeMember(input: { userId: $id }) { userErrors { code } } }`,
    { id: admin.userId },
  );
  expect(await maker()).toEqual({ project: { createdBy: null } });
});
