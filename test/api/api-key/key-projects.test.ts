import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import { permissionsInProjects } from '../../../src/authorization/permissions.ts';
import type { Permission } from '../../../src/generated/enums.ts';
import { createProject, createTask } from '../../fixtures/work.ts';
import { type Client, join, register } from '../../support/client.ts';
import { bearer, createKey } from '../../support/departure.ts';
import { startTestServer } from '../../support/server.ts';
import { createServiceAccount, createServiceKey } from '../../support/service-accounts.ts';
import { connect, listen, projectEvents, taskEvents } from '../../support/subscriber.ts';

const server = await startTestServer();

const CREATE = `mutation ($input: CreateApiKeyInput!) { createApiKey(input: $input) {
  apiKey { id permissions isLimitedToProjects projects { id } } userErrors { code field } } }`;
const UPDATE = `mutation ($input: UpdateApiKeyInput!) { updateApiKey(input: $input) {
  apiKey { permissions isLimitedToProjects projects { id } } userErrors { code field } } }`;
const ADD = `mutation ($input: AddProjectMemberInput!) { addProjectMember(input: $input) { userErrors { code } } }`;
const rename = `mutation ($id: ID!, $title: String!) {
  updateTask(input: { id: $id, title: $title }) { task { title } userErrors { code } } }`;
const remove = `mutation ($id: ID!) { deleteProject(input: { id: $id }) { userErrors { code } } }`;
const newTask = `mutation ($projectId: ID!) {
  createTask(input: { projectId: $projectId, title: "By a key" }) { task { id } userErrors { code field } } }`;
const read = `query ($task: ID!, $project: ID!) {
  task(id: $task) { id } project(id: $project) { id viewerLevel } node(id: $task) { id } }`;

const ALL = [
  'COMMENT_DELETE_OTHERS',
  'COMMENT_WRITE',
  'PROJECT_MANAGE',
  'PROJECT_SEE',
  'PROJECT_SEE_ALL',
  'TASK_DELETE_OTHERS',
  'TASK_SEE',
  'TASK_WRITE',
];

/** An organization with two projects and a task in each. */
async function createScene() {
  const owner = await register(server.anonymous);
  await owner.client.ask('mutation { changePlan(input: { plan: PRO }) { userErrors { code } } }');
  const [mine, other] = [await createProject(owner.client), await createProject(owner.client)];
  const [myTask, otherTask] = [
    await createTask(owner.client, mine, { title: 'Mine' }),
    await createTask(owner.client, other, { title: 'Other' }),
  ];
  return { owner, mine, other, myTask, otherTask };
}

const limitedKey = async (client: Client, projectIds: string[], more: object = {}) => {
  const { id, secret } = await createKey(client, {
    role: 'ADMIN',
    scopes: ['READ', 'WRITE'],
    projectIds,
    ...more,
  });
  return { id, client: bearer(client, secret) };
};

const update = async (client: Client, id: string, input: object) =>
  client.payload(UPDATE, { input: { id, ...input } });

const titles = async (client: Client) =>
  (await client.ask('{ tasks { totalCount nodes { title } } }')).tasks.nodes.map(({ title }) => title);

describe('a key that is limited to projects', () => {
  test('sees and changes only these, and others are to it like none', async () => {
    const { owner, mine, other, myTask, otherTask } = await createScene();
    const { client } = await limitedKey(owner.client, [mine]);
    expect(await client.ask(read, { task: myTask, project: mine })).toEqual({
      task: { id: myTask },
      project: { id: mine, viewerLevel: 'MANAGE' },
      node: { id: myTask },
    });
    expect(await client.ask(read, { task: otherTask, project: other })).toEqual({
      task: null,
      project: null,
      node: null,
    });
    const lists =
      await client.ask(`{ tasks { totalCount nodes { title } } projects { totalCount nodes { id } }
      searchTasks(query: "other") { totalCount } }`);
    expect(lists).toEqual({
      tasks: { totalCount: 1, nodes: [{ title: 'Mine' }] },
      projects: { totalCount: 1, nodes: [{ id: mine }] },
      searchTasks: { totalCount: 0 },
    });
    expect((await client.payload(newTask, { projectId: mine })).userErrors).toEqual([]);
    expect((await client.payload(newTask, { projectId: other })).userErrors).toEqual([
      { code: 'NOT_FOUND', field: ['projectId'] },
    ]);
    expect((await client.payload(rename, { id: otherTask, title: 'Taken' })).userErrors).toEqual([
      { code: 'NOT_FOUND' },
    ]);
    const move = `mutation { moveTask(input: { id: "${myTask}", projectId: "${other}" }) { userErrors { code } } }`;
    expect(await client.codes(move)).toEqual(['NOT_FOUND']);
    expect(await client.codes(remove, { id: other })).toEqual(['NOT_FOUND']);
  });

  test('has no permission that reaches beyond them, and creates no project', async () => {
    const { owner, mine } = await createScene();
    const { id, client } = await limitedKey(owner.client, [mine]);
    for (const operation of [
      'mutation { createProject(input: { name: "P" }) { userErrors { code } } }',
      'mutation { createProject(input: { name: "P", visibility: PRIVATE }) { userErrors { code } } }',
      'mutation { createLabel(input: { name: "L", color: "#ff0000" }) { userErrors { code } } }',
      '{ auditEvents { nodes { id } } }',
      '{ webhookEndpoints { nodes { id } } }',
      '{ apiKeys { nodes { id } } }',
    ])
      expect([operation, await client.codes(operation)]).toEqual([operation, ['FORBIDDEN']]);
    const { apiKey } = await update(owner.client, id, { name: 'Renamed' });
    expect(apiKey).toEqual({ permissions: ALL, isLimitedToProjects: true, projects: [{ id: mine }] });
    const beyond: Permission[][] = [['PROJECT_SEE', 'TASK_SEE', 'AUDIT_SEE'], ['LABEL_MANAGE']];
    for (const permissions of beyond) {
      const refusal = [{ code: 'INVALID', field: ['permissions'] }];
      expect((await update(owner.client, id, { permissions })).userErrors).toEqual(refusal);
      const input = { name: 'K', projectIds: [mine], permissions };
      expect((await owner.client.payload(CREATE, { input })).userErrors).toEqual(refusal);
    }
    expect((await update(owner.client, id, { permissions: ['PROJECT_SEE', 'TASK_SEE'] })).userErrors).toEqual(
      [],
    );
    expect(await client.codes(newTask, { projectId: mine })).toEqual(['FORBIDDEN']);
  });

  test('sees no more of them than its owner, and nothing once they are deleted', async () => {
    const { owner, mine, other } = await createScene();
    const admin = await join(owner, 'ADMIN');
    const { id, client } = await limitedKey(admin.client, [mine, other], { role: 'MEMBER' });
    expect(await titles(client)).toHaveLength(2);
    // As MEMBER it sees private projects only if its owner belongs to them.
    const hide = `mutation { updateProject(input: { id: "${other}", visibility: PRIVATE }) { userErrors { code } } }`;
    await owner.client.ask(hide);
    expect(await titles(client)).toEqual(['Mine']);
    const levelOf = async () =>
      (await client.ask('query ($id: ID!) { project(id: $id) { viewerLevel } }', { id: other })).project;
    await owner.client.ask(ADD, { input: { projectId: other, userId: admin.userId, level: 'VIEW' } });
    expect([await titles(client), await levelOf()]).toEqual([['Other', 'Mine'], { viewerLevel: 'VIEW' }]);
    await owner.client.ask(remove, { id: other });
    expect(await titles(client)).toEqual(['Mine']);
    await owner.client.ask(remove, { id: mine });
    expect(await titles(client)).toEqual([]);
    // It is still limited.
    await createTask(owner.client, await createProject(owner.client), { title: 'New' });
    expect(await titles(client)).toEqual([]);
    expect((await update(admin.client, id, { name: 'K' })).apiKey).toMatchObject({
      isLimitedToProjects: true,
      projects: [],
    });
  });

  test('hears of no other, beside a key with other projects and a deletion', async () => {
    const { owner, mine, other, myTask, otherTask } = await createScene();
    const subscribe = async (projectId: string) => {
      const socket = connect((await limitedKey(owner.client, [projectId])).client);
      return {
        tasks: await listen(server, socket, taskEvents),
        projects: await listen(server, socket, projectEvents),
      };
    };
    // One after the other: `listen` waits until one more subscription has started.
    const heard = [await subscribe(mine), await subscribe(other)];
    await owner.client.ask(rename, { id: myTask, title: 'Mine 2' });
    await owner.client.ask(rename, { id: otherTask, title: 'Other 2' });
    await heard[1]!.tasks.first(1);
    await owner.client.ask(remove, { id: other });
    await owner.client.ask(rename, { id: myTask, title: 'Mine 3' });
    // Of a task of a project that is deleted already, nothing is heard.
    await heard[0]!.tasks.first(2);
    await owner.client.ask(remove, { id: mine });
    expect(await heard[0]!.projects.first(1)).toMatchObject([{ type: 'DELETED', projectId: mine }]);
    expect(await heard[1]!.projects.first(1)).toMatchObject([{ type: 'DELETED', projectId: other }]);
    expect(heard.map(({ projects }) => projects.events.length)).toEqual([1, 1]);
    expect(heard[0]!.tasks.events.map(({ task }) => task?.title)).toEqual(['Mine 2', 'Mine 3']);
    expect(heard[1]!.tasks.events.map(({ task }) => task?.title)).toEqual(['Other 2']);
  });

  test('is narrowed from the next request on, also for what it repeats', async () => {
    const { owner, mine, other } = await createScene();
    const { id, client } = await limitedKey(owner.client, [mine, other]);
    const repeated = client.with({ 'idempotency-key': crypto.randomUUID() });
    expect(await repeated.codes(newTask, { projectId: other })).toEqual([]);
    await titles(client);
    await update(owner.client, id, { projectIds: [mine] });
    expect(await titles(client)).toEqual(['Mine']);
    expect(await repeated.codes(newTask, { projectId: other })).toEqual(['NOT_FOUND']);
  });
});

test('the database admits the same permissions for such a key', async () => {
  const { rows } = await sql<{ text: string }>`
    select pg_get_constraintdef(oid) as text from pg_constraint
    where conname = 'api_keys_within_projects_check'`.execute(server.db);
  const [, listed] = /\{(.*)\}/.exec(rows[0]!.text)!;
  expect(listed!.split(',').toSorted()).toEqual([...permissionsInProjects].toSorted());
});

describe('who limits a key to projects', () => {
  test('names projects that they see, and at most 100', async () => {
    const { owner, mine } = await createScene();
    const stranger = await createScene();
    const errors = async (projectIds: string[]) =>
      (await owner.client.payload(CREATE, { input: { name: 'K', projectIds } })).userErrors;
    expect(await errors([stranger.mine])).toEqual([{ code: 'NOT_FOUND', field: ['projectIds', '0'] }]);
    expect(await errors([mine, crypto.randomUUID()])).toEqual([
      { code: 'NOT_FOUND', field: ['projectIds', '1'] },
    ]);
    expect(await errors(['x'])).toEqual([{ code: 'NOT_FOUND', field: ['projectIds', '0'] }]);
    expect(await errors([])).toEqual([{ code: 'REQUIRED', field: ['projectIds'] }]);
    expect(await errors(Array.from({ length: 101 }, () => mine))).toEqual([
      { code: 'TOO_LONG', field: ['projectIds'] },
    ]);
    expect(await errors([mine, mine.toUpperCase()])).toEqual([]);
  });

  test('does not tell auditors which private projects it names', async () => {
    const { owner, mine, other } = await createScene();
    const secret = await createProject(owner.client, { visibility: 'PRIVATE' });
    const { id } = await limitedKey(owner.client, [mine, other]);
    await update(owner.client, id, { projectIds: [mine, secret] });
    await update(owner.client, id, { projectIds: null });
    await owner.client.ask(
      `mutation { updateProject(input: { id: "${other}", visibility: PRIVATE }) { userErrors { code } } }`,
    );
    for (const projectId of [secret, other]) await update(owner.client, id, { projectIds: [projectId] });
    const { auditEvents } = await owner.client.ask(
      '{ auditEvents(filter: { targetType: { eq: "ApiKey" } }) { nodes { before after } } }',
    );
    const shown = new Set(['projectIds', 'otherProjects']);
    const projectsOf = (fields: unknown) =>
      fields && Object.fromEntries(Object.entries(fields).filter(([name]) => shown.has(name)));
    expect(
      auditEvents!.nodes.map(({ before, after }) => [projectsOf(before), projectsOf(after)]).toReversed(),
    ).toEqual([
      [null, { projectIds: [mine, other], otherProjects: 0 }],
      [
        { projectIds: [mine, other], otherProjects: 0 },
        { projectIds: [mine], otherProjects: 1 },
      ],
      [{ projectIds: [mine], otherProjects: 1 }, {}],
      [{}, { projectIds: [], otherProjects: 1 }],
      [null, { projectIds: [], otherProjects: 1 }],
    ]);
  });

  test("widens only a key of their own: others may know a service account's secret", async () => {
    const { owner, mine, other } = await createScene();
    const admin = await join(owner, 'ADMIN');
    const own = await limitedKey(admin.client, [mine, other]);
    const accountId = await createServiceAccount(owner.client, owner.userId);
    const service = await createServiceKey(owner.client, accountId, { projectIds: [mine, other] });
    for (const { id } of [own, service]) {
      expect((await update(owner.client, id, { projectIds: [mine] })).userErrors).toEqual([]);
      for (const projectIds of [null, [mine, other], [other]])
        expect((await update(owner.client, id, { projectIds })).userErrors).toEqual([
          { code: 'FORBIDDEN_ROLE', field: ['projectIds'] },
        ]);
    }
    expect((await update(admin.client, own.id, { projectIds: null })).apiKey).toEqual({
      permissions: ALL,
      isLimitedToProjects: false,
      projects: [],
    });
  });
});

test('a key is verified as limited to projects', async () => {
  const { owner, mine } = await createScene();
  const { secret } = await createKey(owner.client, { role: 'ADMIN', projectIds: [mine] });
  const verify = `mutation ($key: String!, $permission: Permission) { verifyKey(input: { key: $key, permission: $permission }) {
    verification { code } userErrors { code } } }`;
  const codeFor = async (permission: 'TASK_SEE' | 'AUDIT_SEE') =>
    (await owner.client.ask(verify, { key: secret, permission })).verifyKey!.verification!.code;
  expect([await codeFor('TASK_SEE'), await codeFor('AUDIT_SEE')]).toEqual(['VALID', 'FORBIDDEN']);
});
