import { expect, test } from 'vitest';
import type { Permission, ProjectLevel } from '../../../src/generated/enums.ts';
import { assignRole, createRole, updateRole } from '../../fixtures/roles.ts';
import { createProject, createTask } from '../../fixtures/work.ts';
import { type Account, join, password, register } from '../../support/client.ts';
import { createServiceAccount, createServiceKey } from '../../support/service-accounts.ts';
import { startTestServer } from '../../support/server.ts';

/* What somebody keeps, or could take, beside what their level in a private project gives them. */

const server = await startTestServer();

const ADD = `mutation ($input: AddProjectMemberInput!) {
  addProjectMember(input: $input) { projectMember { level } userErrors { code } } }`;
const REMOVE = `mutation ($input: RemoveProjectMemberInput!) {
  removeProjectMember(input: $input) { deletedId userErrors { code } } }`;
const CREATE_KEY = `mutation ($input: CreateApiKeyInput!) {
  createApiKey(input: $input) { secret userErrors { code } } }`;
const ROLL_KEY = `mutation ($id: ID!) { rollApiKey(input: { id: $id }) { secret userErrors { code message field } } }`;
const LIMIT_KEY = `mutation ($id: ID!, $requestsPerMinute: Int) {
  updateApiKey(input: { id: $id, requestsPerMinute: $requestsPerMinute }) { userErrors { code message field } } }`;
const REVOKE_KEY = `mutation ($id: ID!) { revokeApiKey(input: { id: $id }) { userErrors { code } } }`;
const CREATE = `mutation ($input: CreateProjectInput!) {
  createProject(input: $input) { project { id } userErrors { code } } }`;

/** What the role MEMBER has, so that a service account's key with this role has nothing more. */
const { roles } = await (
  await register(server.anonymous)
).client.ask('{ roles { nodes { id permissions } } }');
const asMember = roles!.nodes.find(({ id }) => id === 'MEMBER')!.permissions;

/** What it takes to manage the keys of service accounts, but not to see their secrets. */
const keyManager: Permission[] = [...asMember, 'API_KEY_SEE', 'API_KEY_MANAGE', 'SERVICE_ACCOUNT_MANAGE'];

async function createOrganization() {
  const owner = await register(server.anonymous);
  await owner.client.ask('mutation { changePlan(input: { plan: PRO }) { userErrors { code } } }');
  const member = await join(owner, 'MEMBER');
  await createProject(owner.client, { name: 'Open' });
  const projectId = await createProject(owner.client, { name: 'Hidden', visibility: 'PRIVATE' });
  const give = ({ userId }: Pick<Account, 'userId'>, level: ProjectLevel) =>
    owner.client.ask(ADD, { input: { projectId, userId, level } });
  const take = ({ userId }: Account) => owner.client.ask(REMOVE, { input: { projectId, userId } });
  return { owner, member, projectId, give, take };
}

test("an account's export has nothing of a private project that the account has lost", async () => {
  const { member, projectId, give, take } = await createOrganization();
  await give(member, 'MANAGE');
  const taskId = await createTask(member.client, projectId, { title: 'Secret quay' });
  await member.client.ask(
    'mutation ($id: ID!) { createComment(input: { taskId: $id, body: "A secret word" }) { userErrors { code } } }',
    { id: taskId },
  );
  await member.client.ask(
    'mutation ($id: ID!) { updateTask(input: { id: $id, assigneeId: "' +
      member.userId +
      '" }) { userErrors { code } } }',
    { id: taskId },
  );
  const exported = async () =>
    JSON.stringify(
      (
        await member.client.ask(
          'mutation ($password: String!) { exportAccount(input: { password: $password }) { data userErrors { code } } }',
          { password },
        )
      ).exportAccount.data,
    );
  const before = await exported();
  for (const part of ['Secret quay', 'A secret word', projectId]) expect(before).toContain(part);
  await take(member);
  const after = await exported();
  for (const part of ['Secret quay', 'A secret word', projectId, taskId]) expect(after).not.toContain(part);
});

test('a key never manages what only its owner was given to manage', async () => {
  const { owner, projectId, give } = await createOrganization();
  const admin = await join(owner, 'ADMIN');
  await give(admin, 'MANAGE');
  for (const limits of [
    { role: 'MEMBER' },
    { role: 'ADMIN', permissions: ['PROJECT_SEE', 'TASK_SEE', 'TASK_WRITE'] },
  ]) {
    const { createApiKey } = await admin.client.ask(CREATE_KEY, {
      input: { name: 'A', scopes: ['READ', 'WRITE'], ...limits } as never,
    });
    const key = server.anonymous.with({ authorization: `Bearer ${createApiKey.secret}` });
    const input = { id: projectId, visibility: 'ORGANIZATION' };
    expect(
      await key.codes(
        'mutation ($input: UpdateProjectInput!) { updateProject(input: $input) { userErrors { code } } }',
        { input },
      ),
    ).toEqual(['FORBIDDEN']);
    expect(await key.codes(ADD, { input: { projectId, userId: owner.userId, level: 'MANAGE' } })).toEqual([
      'FORBIDDEN',
    ]);
    const { project } = await key.ask('query ($id: ID!) { project(id: $id) { viewerLevel } }', {
      id: projectId,
    });
    expect(project!.viewerLevel).toBe('EDIT');
  }
});

test('only a key with the scope MEMBERS_WRITE changes who belongs to a project', async () => {
  const { owner, member, projectId } = await createOrganization();
  const add = async (scopes: string[]) => {
    const { createApiKey } = await owner.client.ask(CREATE_KEY, {
      input: { name: 'A', role: 'ADMIN', scopes } as never,
    });
    return server.anonymous
      .with({ authorization: `Bearer ${createApiKey.secret}` })
      .codes(ADD, { input: { projectId, userId: member.userId, level: 'VIEW' } });
  };
  expect(await add(['READ', 'WRITE'])).toEqual(['FORBIDDEN']);
  expect(await add(['READ', 'WRITE', 'MEMBERS_WRITE'])).toEqual([]);
});

test('who does not see all projects is shown no secret of a service account, whether or not it belongs to some', async () => {
  const { owner, member, give } = await createOrganization();
  const role = await createRole(owner, keyManager, { name: 'Keys', basedOn: 'ADMIN' });
  await assignRole(owner, member.userId, role);
  const [none, given] = [
    await createServiceAccount(owner.client, owner.userId),
    await createServiceAccount(owner.client, owner.userId),
  ];
  await give({ userId: given }, 'VIEW');
  const input = { role: 'MEMBER', scopes: ['READ'] };
  const seen = async (ownerId: string) => {
    const { id } = await createServiceKey(owner.client, ownerId, input);
    const { errors, data } = await member.client.send(CREATE_KEY, {
      input: { name: 'A', ...input, ownerId },
    });
    const { node } = await member.client.ask(
      'query ($id: ID!) { node(id: $id) { ... on ApiKey { viewerCanManage viewerCanRoll } } }',
      { id },
    );
    return {
      create: { errors, data },
      node,
      roll: await member.client.payload(ROLL_KEY, { id }),
      widen: await member.client.payload(LIMIT_KEY, { id, requestsPerMinute: 5 }),
      revoke: await member.client.codes(REVOKE_KEY, { id }),
    };
  };
  const refused = await seen(none);
  expect(refused).toMatchObject({
    node: { viewerCanManage: true, viewerCanRoll: false },
    roll: { userErrors: [{ code: 'FORBIDDEN_ROLE' }] },
    revoke: [],
  });
  expect(await seen(given)).toEqual(refused);
});

test('an account, of which somebody was shown a secret who no longer sees all projects, is given none that is private', async () => {
  const { owner, member, projectId } = await createOrganization();
  const role = await createRole(owner, [...keyManager, 'PROJECT_SEE_ALL'], {
    name: 'Keys',
    basedOn: 'ADMIN',
  });
  await assignRole(owner, member.userId, role);
  const known = await createServiceAccount(owner.client, owner.userId);
  await createServiceKey(member.client, known, { role: 'MEMBER', scopes: ['READ'] });
  await updateRole(owner, role, keyManager);
  expect(await owner.client.codes(ADD, { input: { projectId, userId: known, level: 'VIEW' } })).toEqual([
    'INVALID',
  ]);
});

test('who manages projects without seeing all creates some that are open, and is shown the number of those they see', async () => {
  const { owner, member } = await createOrganization();
  const role = await createRole(owner, ['PROJECT_SEE', 'PROJECT_MANAGE', 'TASK_SEE', 'TASK_WRITE'], {
    name: 'Lead',
    basedOn: 'ADMIN',
  });
  await assignRole(owner, member.userId, role);
  expect(await member.client.codes(CREATE, { input: { name: 'Another' } })).toEqual([]);
  const USAGE = '{ organization { usage { projects { used } } entitlement(key: "projects") { used } } }';
  expect(await member.client.ask(USAGE)).toEqual({
    organization: { usage: { projects: { used: 2 } }, entitlement: { used: 2 } },
  });
  expect(await owner.client.ask(USAGE)).toEqual({
    organization: { usage: { projects: { used: 3 } }, entitlement: { used: 3 } },
  });
});
