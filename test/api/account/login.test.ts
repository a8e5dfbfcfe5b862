import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import type { LoginInput } from '../../../src/generated/graphql.ts';
import { createProject } from '../../fixtures/work.ts';
import { type Account, add, type Client, join, password, register } from '../../support/client.ts';
import { startTestServer } from '../../support/server.ts';

const server = await startTestServer();
const { anonymous, db } = server;

const newEmail = () => `${randomUUID()}@polity.test`;
const acts = `organization { id viewerRole projects { nodes { id } } } user { id memberships { role } }`;
const LOGIN = `mutation ($input: LoginInput!) { login(input: $input) {
  accessToken accessTokenExpiresAt refreshToken ${acts} userErrors { code message field } } }` as const;

const enter = (input: LoginInput, client: Client = anonymous) => client.payload(LOGIN, { input });

const loginAs = ({ email }: Account, more: Partial<LoginInput> = {}) => enter({ email, password, ...more });
const setStatus = (userId: string, status: string) =>
  db.updateTable('users').set({ status }).where('id', '=', userId).execute();

describe('signing in', () => {
  test('returns tokens, and the nested fields of the selection', async () => {
    const ada = await register(anonymous);
    const projectId = await createProject(ada.client, { name: 'Engine' });
    const answer = await loginAs(ada);
    expect(answer).toMatchObject({
      organization: {
        id: ada.organizationId,
        viewerRole: 'OWNER',
        projects: { nodes: [{ id: projectId }] },
      },
      user: { id: ada.userId, memberships: [{ role: 'OWNER' }] },
      userErrors: [],
    });
    const { me } = await anonymous
      .with({ authorization: `Bearer ${answer.accessToken}` })
      .ask('{ me { id } }');
    expect(me.id).toBe(ada.userId);
  });

  test('has the same response for a wrong password and an unknown address', async () => {
    const { email } = await register(anonymous);
    const wrong = await anonymous.send(LOGIN, { input: { email, password: 'something else' } });
    const unknown = await anonymous.send(LOGIN, { input: { email: newEmail(), password } });
    expect(wrong.data?.login?.userErrors).toMatchObject([{ code: 'INVALID_CREDENTIALS', field: null }]);
    expect(wrong.body).toEqual(unknown.body);
    expect(wrong.status).toBe(unknown.status);
  });

  test.each([
    ['a NUL in the address', { email: 'a\0@polity.test', password }],
    ['half a character in the address', { email: '\udc00@polity.test', password }],
    ['a NUL in the password', { email: 'nobody@polity.test', password: '\0' }],
    ['an empty password', { email: 'nobody@polity.test', password: '' }],
    ['an endless password', { email: 'nobody@polity.test', password: 'x'.repeat(100_000) }],
  ])('treats %s as wrong credentials', async (_what, input) => {
    expect((await enter(input)).userErrors).toMatchObject([{ code: 'INVALID_CREDENTIALS' }]);
  });

  test('selects the requested organization, and later the one used last', async () => {
    const [ada, owner] = [await register(anonymous), await register(anonymous)];
    await add(owner, ada);
    const ids = [ada.organizationId, owner.organizationId];
    for (const organizationId of [...ids, ...ids]) {
      expect((await loginAs(ada, { organizationId })).organization.id).toBe(organizationId);
      expect((await loginAs(ada)).organization.id).toBe(organizationId);
    }
  });

  test('selects an archived organization last of all', async () => {
    const ada = await register(anonymous);
    const { createOrganization } = await ada.client.ask(
      `mutation { createOrganization(input: { name: "Second" }) { organization { id } userErrors { code } } }`,
    );
    const second = createOrganization.organization.id;
    const set = (id: string, status: string) =>
      db.updateTable('organizations').set({ status }).where('id', '=', id).execute();
    await set(ada.organizationId, 'ARCHIVED');
    await set(second, 'SUSPENDED');
    expect((await loginAs(ada)).organization.id).toBe(second);
  });

  test.each([
    ['foreign', async () => (await register(anonymous)).organizationId],
    ['unknown', async () => randomUUID()],
    ['malformed', async () => 'x'],
  ])('finds no %s organization', async (_kind, findId) => {
    const ada = await register(anonymous);
    const answer = await loginAs(ada, { organizationId: await findId() });
    expect(answer).toMatchObject({
      accessToken: null,
      user: null,
      userErrors: [{ code: 'NOT_FOUND', field: ['organizationId'] }],
    });
  });

  test('reveals that an account is suspended only to a caller with its password', async () => {
    const ada = await register(anonymous);
    await setStatus(ada.userId, 'SUSPENDED');
    expect((await loginAs(ada)).userErrors).toMatchObject([{ code: 'ACCOUNT_INACTIVE', field: null }]);
    expect((await loginAs(ada, { password: 'something else' })).userErrors).toMatchObject([
      { code: 'INVALID_CREDENTIALS' },
    ]);
  });

  test.each(['Bearer garbage', 'Basic YTpi', 'Bearer', '', 'Bearer <ended>'])(
    'registering, signing in and refreshing ignore the credential %j',
    async (credential) => {
      const ended = await register(anonymous);
      await ended.client.ask('mutation { logout { userErrors { code } } }');
      const authorization = credential.replace('<ended>', ended.accessToken);
      const client = anonymous.with({ authorization, 'x-organization-id': randomUUID() });
      const ada = await register(client);
      expect((await enter({ email: ada.email, password }, client)).organization.viewerRole).toBe('OWNER');
      const { refreshSession } = await client.ask(
        `mutation ($token: String!) { refreshSession(input: { refreshToken: $token }) { ${acts} userErrors { code } } }`,
        { token: ada.refreshToken },
      );
      expect(refreshSession.organization).toMatchObject({ id: ada.organizationId, viewerRole: 'OWNER' });
    },
  );

  test('applies the new session to the rest of the operation', async () => {
    const [caller, owner] = [await register(anonymous), await register(anonymous)];
    const member = await join(owner, 'MEMBER');
    const project = await createProject(owner.client, { name: 'Theirs' });
    const answer = await caller.client.in(caller.organizationId).ask(
      `mutation ($login: LoginInput!, $project: ID!, $mine: ID!) {
        mine: switchOrganization(input: { organizationId: $mine }) { organization { id } userErrors { code } }
        login(input: $login) { userErrors { code } }
        createTask(input: { projectId: $project, title: "Joint" }) {
          task { createdBy { id } project { organization { id } } } userErrors { code field } } }`,
      {
        login: { email: member.email, password, organizationId: owner.organizationId },
        project,
        mine: caller.organizationId,
      },
    );
    expect(answer.mine.organization.id).toBe(caller.organizationId);
    expect(answer.createTask.task).toEqual({
      createdBy: { id: member.userId },
      project: { organization: { id: owner.organizationId } },
    });
  });
});
