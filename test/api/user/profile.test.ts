import { expect, test } from 'vitest';
import { createProject } from '../../fixtures/work.ts';
import { join, password, register } from '../../support/client.ts';
import { startTestServer } from '../../support/server.ts';

const server = await startTestServer();
const { anonymous, db } = server;

const update = `mutation ($input: UpdateProfileInput!) {
  updateProfile(input: $input) { user { fullName bio avatarUrl } userErrors { code field } } }`;

test('an update changes only the given fields of a profile', async () => {
  const ada = await register(anonymous, 'Ada Lovelace');
  const first = { bio: ' Countess of computing ', avatarUrl: 'https://pictures.test/ada.png' };
  expect((await ada.client.ask(update, { input: first })).updateProfile.user).toEqual({
    fullName: 'Ada Lovelace',
    bio: first.bio,
    avatarUrl: 'https://pictures.test/ada.png',
  });
  expect(
    (await ada.client.ask(update, { input: { fullName: 'Ada King', bio: null } })).updateProfile.user,
  ).toEqual({
    fullName: 'Ada King',
    bio: null,
    avatarUrl: 'https://pictures.test/ada.png',
  });
  expect(await ada.client.ask('{ me { fullName bio } }')).toEqual({
    me: { fullName: 'Ada King', bio: null },
  });
});

test('all errors of a profile are reported at once', async () => {
  const ada = await register(anonymous);
  const input = { fullName: ' ', bio: 'x'.repeat(501), avatarUrl: 'javascript:alert(1)' };
  const { data } = await ada.client.send(update, { input });
  expect(data!.updateProfile).toEqual({
    user: null,
    userErrors: [
      { code: 'REQUIRED', field: ['fullName'] },
      { code: 'TOO_LONG', field: ['bio'] },
      { code: 'INVALID', field: ['avatarUrl'] },
    ],
  });
});

test('a fellow member sees the profile, not the account; an outsider sees neither', async () => {
  const owner = await register(anonymous, 'Olga Owner');
  const member = await join(owner, 'MEMBER');
  const outsider = await register(anonymous);
  const ask = 'query ($id: ID!) { user(id: $id) { fullName account { emailVerified } } }';
  expect(await member.client.ask(ask, { id: owner.userId })).toEqual({
    user: { fullName: 'Olga Owner', account: null },
  });
  expect(await outsider.client.ask(ask, { id: owner.userId })).toEqual({ user: null });
  expect(await owner.client.ask(ask, { id: owner.userId })).toEqual({
    user: { fullName: 'Olga Owner', account: { emailVerified: false } },
  });
  for (const id of ['01900000-0000-7000-8000-000000000000', 'not-an-id'])
    expect(await owner.client.ask(ask, { id })).toEqual({ user: null });
});

const deleteAccount = `mutation ($password: String!) {
  deleteAccount(input: { password: $password }) { deletedId userErrors { code field } } }`;

test('deleting the account erases the person and keeps the work', async () => {
  const owner = await register(anonymous);
  const leaver = await join(owner, 'ADMIN', 'Quentin Quitter');
  const projectId = await createProject(leaver.client);
  const { createTask } = await leaver.client.ask(
    `mutation ($p: ID!, $a: ID!) { createTask(input: { projectId: $p, title: "Sweep", assigneeId: $a }) { task { id version } userErrors { code } } }`,
    { p: projectId, a: leaver.userId },
  );
  const wrong = await leaver.client.send(deleteAccount, { password: 'wrong' });
  expect(wrong.data!.deleteAccount!.userErrors).toEqual([
    { code: 'INVALID_CREDENTIALS', field: ['password'] },
  ]);
  const { deleteAccount: answer } = await leaver.client.ask(deleteAccount, { password });
  expect(answer).toEqual({ deletedId: leaver.userId, userErrors: [] });
  expect(await leaver.client.codes('{ me { id } }')).toEqual(['UNAUTHENTICATED']);
  const { task } = await owner.client.ask(
    'query ($id: ID!) { task(id: $id) { version assignee { id } createdBy { id } project { createdBy { id } } } }',
    { id: createTask.task.id },
  );
  expect(task).toEqual({
    version: createTask.task.version + 1,
    assignee: null,
    createdBy: null,
    project: { createdBy: null },
  });
  const departures = await db
    .selectFrom('audit_events')
    .select(['actor_id', 'before'])
    .where('organization_id', '=', owner.organizationId)
    .where('action', '=', 'member.removed')
    .execute();
  expect(departures).toEqual([{ actor_id: null, before: { userId: leaver.userId, role: 'ADMIN' } }]);
  expect(await rowsWith(leaver.email)).toEqual([]);
  expect(await rowsWith('Quentin Quitter')).toEqual([]);
  const again = await anonymous.codes(
    `mutation ($email: String!, $password: String!) { register(input: { email: $email, password: $password, fullName: "Q" }) { userErrors { code } } }`,
    { email: leaver.email, password },
  );
  expect(again).toEqual([]);
});

/** Returns the tables that contain a text. */
async function rowsWith(text: string): Promise<string[]> {
  const { rows } = await server.systemPool.query<{ name: string }>(
    `select c.relname as name from pg_class c where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace`,
  );
  const found = await Promise.all(
    rows.map(async ({ name }) => {
      const { rowCount } = await server.systemPool.query(
        `select from ${name} t where t::text like '%' || $1 || '%'`,
        [text],
      );
      return rowCount ? [name] : [];
    }),
  );
  return found.flat();
}

test('an organization without other members is deleted with the account', async () => {
  const ada = await register(anonymous);
  await ada.client.ask(deleteAccount, { password });
  expect(
    await db.selectFrom('organizations').select('id').where('id', '=', ada.organizationId).execute(),
  ).toEqual([]);
});

test('the last owner of an organization with other members cannot delete the account, even if two owners try at the same time', async () => {
  for (let round = 0; round < 5; round++) {
    const owner = await register(anonymous);
    const second = await join(owner, 'OWNER');
    await join(owner, 'MEMBER');
    const codes = await Promise.all(
      [owner, second].map(({ client }) => client.codes(deleteAccount, { password })),
    );
    expect(codes.toSorted()).toEqual([[], ['LAST_OWNER']]);
  }
});

test.each(['password', 'Password1!', 'qwertyuiop', '12345678', 'iloveyou'])(
  'the common password %s is refused',
  async (common) => {
    expect(await registering({ password: common })).toEqual(['INVALID']);
  },
);

test('the own name and address are rejected as a password', async () => {
  const email = 'constance.carter@polity.test';
  for (const own of [email, 'Constance Carter', 'constancecarter', 'Constance.Carter99'])
    expect(await registering({ email, fullName: 'Constance Carter', password: own })).toEqual(['INVALID']);
});

test.each([
  'correct horse battery',
  'gloomy-otter-42',
  'пароль подлиннее',
  '🦊🦊🦊🦊🦊🦊🦊🦊',
  'aaaaaaaB7qz!',
])('the password %s is accepted', async (good) => {
  expect(await registering({ password: good })).toEqual([]);
});

const registering = (input: object) =>
  anonymous.codes('mutation ($input: RegisterInput!) { register(input: $input) { userErrors { code } } }', {
    input: { email: `${crypto.randomUUID()}@polity.test`, fullName: 'Ada Lovelace', password, ...input },
  });
