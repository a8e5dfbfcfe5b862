import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { type Account, add, type Client, join, password, register } from './support/client.ts';
import { startTestServer } from './support/server.ts';

const server = await startTestServer();
const { anonymous, db } = server;

const newEmail = () => `${randomUUID()}@polity.test`;
const acts = `organization { id viewerRole projects { nodes { id } } } user { id memberships { role } }`;
const REGISTER = `mutation ($input: RegisterInput!) { register(input: $input) {
  accessToken refreshToken user { id email fullName } organization { id name slug } userErrors { code field } } }`;
const LOGIN = `mutation ($input: LoginInput!) { login(input: $input) {
  accessToken accessTokenExpiresAt refreshToken ${acts} userErrors { code message field } } }`;

/** The payload of `register` or `login`, which must not fail at the top level. */
async function enter(query: string, input: Record<string, unknown>, client: Client = anonymous) {
  const { data, errors } = await client.send(query, { input });
  expect(errors).toBeUndefined();
  return (data as any).register ?? (data as any).login;
}

const loginAs = ({ email }: Account, more: object = {}) => enter(LOGIN, { email, password, ...more });
const setStatus = (userId: string, status: string) =>
  db.updateTable('users').set({ status }).where('id', '=', userId).execute();
const usersWith = async (email: string) =>
  (await db.selectFrom('users').select('id').where('email', '=', email).execute()).length;
const organizationsNamed = async (name: string) =>
  (await db.selectFrom('organizations').select('id').where('name', '=', name).execute()).length;

describe('registering', () => {
  test('makes an account that owns an organization and acts in it', async () => {
    const ada = await register(anonymous);
    const { me, organization } = await ada.client.ask(
      `{ me { id memberships { role organization { id } } } organization { id viewerRole } }`,
    );
    expect(me).toEqual({
      id: ada.userId,
      memberships: [{ role: 'OWNER', organization: { id: ada.organizationId } }],
    });
    expect(organization).toEqual({ id: ada.organizationId, viewerRole: 'OWNER' });
  });

  test('trims the name, and trims and lower-cases the address', async () => {
    const email = newEmail();
    const sent = { email: ` ${email.toUpperCase()}\n`, password, fullName: '  Ada  ' };
    expect((await enter(REGISTER, sent)).user).toMatchObject({ email, fullName: 'Ada' });
    expect(await enter(LOGIN, { email: `\t${email.toUpperCase()} `, password })).toMatchObject({
      userErrors: [],
    });
  });

  test('makes another account for an address that has one, however it is written', async () => {
    const first = await register(anonymous);
    const organizationName = first.email.split('@')[0]!;
    const input = { email: first.email.toUpperCase(), password, fullName: 'Second', organizationName };
    const { user, userErrors } = await enter(REGISTER, input);
    expect([user.email, userErrors]).toEqual([first.email, []]);
    expect(user.id).not.toBe(first.userId);
    expect(await organizationsNamed(organizationName)).toBe(1);
  });

  test('makes ten accounts for ten who register one address at once, of which one holds it', async () => {
    const email = newEmail();
    const organizationName = email.split('@')[0]!;
    const input = { email, password, fullName: 'Ada', organizationName };
    const answers = await Promise.all(Array.from({ length: 10 }, () => enter(REGISTER, input)));
    expect(answers.flatMap((each) => each.userErrors)).toEqual([]);
    expect(new Set(answers.map(({ user }) => user.id)).size).toBe(10);
    expect([await usersWith(email), await organizationsNamed(organizationName)]).toEqual([1, 10]);
  });

  test('tells all faults of the input at once, with their places', async () => {
    const { userErrors } = await enter(REGISTER, {
      email: 'nobody',
      password: 'short',
      fullName: '   ',
      organizationName: 'x'.repeat(101),
      organizationSlug: 'Not A Slug',
    });
    expect(userErrors).toEqual([
      { code: 'INVALID', field: ['email'] },
      { code: 'TOO_SHORT', field: ['password'] },
      { code: 'REQUIRED', field: ['fullName'] },
      { code: 'TOO_LONG', field: ['organizationName'] },
      { code: 'INVALID', field: ['organizationSlug'] },
    ]);
  });

  test('answers texts that the database cannot keep with user errors', async () => {
    const bad = { email: 'a\0@b.test', password: 'nul \0 inside', fullName: 'half \ud800 pair' };
    expect((await enter(REGISTER, { ...bad, organizationName: '\0', organizationSlug: 'a\0b' })).userErrors)
      // Each once: what is broken is not examined further.
      .toEqual(
        ['email', 'password', 'fullName', 'organizationName', 'organizationSlug'].map((field) => ({
          code: 'INVALID',
          field: [field],
        })),
      );
  });

  test.each([
    ['empty', '', 'REQUIRED'],
    ['blank', '  ', 'REQUIRED'],
    ['without a dot', 'a@localhost', 'INVALID'],
    ['with two ats', 'two@at@polity.test', 'INVALID'],
    ['of two lines', 'line\r\nbreak@polity.test', 'INVALID'],
    ['of 255 characters', `${'x'.repeat(248)}@b.test`, 'TOO_LONG'],
    ['that has so many in lower case', `${'\u0130'.repeat(124)}@b.test`, 'TOO_LONG'],
  ])('refuses an address %s', async (_what, email, code) => {
    const { userErrors } = await enter(REGISTER, { email, password, fullName: 'Ada' });
    expect(userErrors).toEqual([{ code, field: ['email'] }]);
  });
});

describe('signing in', () => {
  test('answers tokens, and the nested fields of what it selects', async () => {
    const ada = await register(anonymous);
    const { createProject } = await ada.client.ask(
      `mutation { createProject(input: { name: "Engine" }) { project { id } userErrors { code } } }`,
    );
    const answer = await loginAs(ada);
    expect(answer).toMatchObject({
      organization: {
        id: ada.organizationId,
        viewerRole: 'OWNER',
        projects: { nodes: [createProject.project] },
      },
      user: { id: ada.userId, memberships: [{ role: 'OWNER' }] },
      userErrors: [],
    });
    const { me } = await anonymous
      .with({ authorization: `Bearer ${answer.accessToken}` })
      .ask('{ me { id } }');
    expect(me.id).toBe(ada.userId);
  });

  test('does not tell a wrong password from an unknown address', async () => {
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
  ])('takes %s for wrong credentials', async (_what, input) => {
    expect((await enter(LOGIN, input)).userErrors).toMatchObject([{ code: 'INVALID_CREDENTIALS' }]);
  });

  test('selects the organization that is asked for, and later the one used last', async () => {
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

  test('tells that an account is suspended only to who knows its password', async () => {
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
      expect((await enter(LOGIN, { email: ada.email, password }, client)).organization.viewerRole).toBe(
        'OWNER',
      );
      const { refreshSession } = await client.ask(
        `mutation ($token: String!) { refreshSession(input: { refreshToken: $token }) { ${acts} userErrors { code } } }`,
        { token: ada.refreshToken },
      );
      expect(refreshSession.organization).toMatchObject({ id: ada.organizationId, viewerRole: 'OWNER' });
    },
  );

  test('makes the rest of the operation act as the new session', async () => {
    const [caller, owner] = [await register(anonymous), await register(anonymous)];
    const member = await join(owner, 'MEMBER');
    const { createProject } = await owner.client.ask(
      `mutation { createProject(input: { name: "Theirs" }) { project { id } userErrors { code } } }`,
    );
    const answer = await caller.client.in(caller.organizationId).ask(
      `mutation ($login: LoginInput!, $project: ID!, $mine: ID!) {
        mine: switchOrganization(input: { organizationId: $mine }) { organization { id } userErrors { code } }
        login(input: $login) { userErrors { code } }
        createTask(input: { projectId: $project, title: "Joint" }) {
          task { createdBy { id } project { organization { id } } } userErrors { code field } } }`,
      {
        login: { email: member.email, password, organizationId: owner.organizationId },
        project: createProject.project.id,
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
