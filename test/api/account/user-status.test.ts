import { spawnSync } from 'node:child_process';
import { join as joinPath } from 'node:path';
import { expect, test } from 'vitest';
import type { UserFilter, UserOrder } from '../../../src/generated/graphql.ts';
import type { UserStatus } from '../../../src/generated/enums.ts';
import { createPlatformAdmin } from '../../fixtures/platform-admin.ts';
import { createProject, createTask } from '../../fixtures/work.ts';
import { verify } from '../../support/acquaintance.ts';
import { type Account, join, password, register } from '../../support/client.ts';
import { startTestServer } from '../../support/server.ts';
import { programEnvironment } from '../../support/environment.ts';

const server = await startTestServer();
const { anonymous, db } = server;

const admin = await createPlatformAdmin(server);

type Change = 'suspendUser' | 'activateUser' | 'deactivateUser' | 'archiveUser';

const change = (field: Change, input: object, by = admin) =>
  by.client.send(
    `mutation ($input: ${field[0]!.toUpperCase()}${field.slice(1)}Input!) {
      answer: ${field}(input: $input) { user { id status account { statusReason statusUntil } } userErrors { code field } } }`,
    { input },
  );
interface StatusChange {
  user: {
    id: string;
    status: UserStatus;
    account: { statusReason: string; statusUntil: string | null };
  };
  userErrors: { code: string; field: string[] | null }[];
}
const answerOf = async (...args: Parameters<typeof change>) =>
  ((await change(...args)).data as { answer: StatusChange }).answer;
const signIn = ({ email }: Account, secret = password) =>
  anonymous.codes(
    'mutation ($email: String!, $password: String!) { login(input: { email: $email, password: $password }) { userErrors { code } } }',
    { email, password: secret },
  );
const codesOfMe = ({ client }: Account) => client.codes('{ me { id } }');

test.each([
  ['suspendUser', 'SUSPENDED'],
  ['deactivateUser', 'DEACTIVATED'],
  ['archiveUser', 'ARCHIVED'],
] as const)(
  '%s ends the sessions at once, and says so after the right password only',
  async (field, status) => {
    const ada = await register(anonymous);
    expect(await answerOf(field, { id: ada.userId, reason: 'Because' })).toEqual({
      user: { id: ada.userId, status, account: { statusReason: 'Because', statusUntil: null } },
      userErrors: [],
    });
    expect(await codesOfMe(ada)).toEqual(['UNAUTHENTICATED']);
    expect(await signIn(ada, 'wrong')).toEqual(['INVALID_CREDENTIALS']);
    expect(await signIn(ada)).toEqual(['ACCOUNT_INACTIVE']);
    expect((await answerOf('activateUser', { id: ada.userId })).user.status).toBe('ACTIVE');
    expect(await signIn(ada)).toEqual([]);
    expect(await codesOfMe(ada)).toEqual(['UNAUTHENTICATED']);
  },
);

test('a suspension ends by itself', async () => {
  const ada = await register(anonymous);
  const until = '2126-01-01T00:00:00Z';
  const { user } = await answerOf('suspendUser', { id: ada.userId, reason: 'Spam', until });
  expect(user.account.statusUntil).toBe(until);
  await db
    .updateTable('users')
    .set({ status_until: '2020-01-01T00:00:00Z' })
    .where('id', '=', ada.userId)
    .execute();
  expect(await signIn(ada)).toEqual([]);
  const past = await answerOf('suspendUser', {
    id: ada.userId,
    reason: 'Spam',
    until: '2020-01-01T00:00:00Z',
  });
  expect(past.userErrors).toEqual([{ code: 'INVALID', field: ['until'] }]);
});

test('the history and the log have the change, its reason and its author', async () => {
  const ada = await register(anonymous);
  await change('suspendUser', { id: ada.userId, reason: 'Spam' });
  await change('activateUser', { id: ada.userId });
  const { user } = await admin.client.ask(
    'query ($id: ID!) { user(id: $id) { account { statusHistory { totalCount nodes { status reason } } } } }',
    { id: ada.userId },
  );
  expect(user.account.statusHistory).toEqual({
    totalCount: 2,
    nodes: [
      { status: 'ACTIVE', reason: null },
      { status: 'SUSPENDED', reason: 'Spam' },
    ],
  });
  const events = await db
    .selectFrom('account_events')
    .select(['action', 'actor_id'])
    .where('user_id', '=', ada.userId)
    .where('action', 'like', 'user.%')
    .orderBy('created_at')
    .execute();
  expect(events).toEqual([
    { action: 'user.suspended', actor_id: admin.userId },
    { action: 'user.activated', actor_id: admin.userId },
  ]);
});

test('nobody can change their own status, and unknown users are NOT_FOUND', async () => {
  expect((await answerOf('archiveUser', { id: admin.userId, reason: 'x' })).userErrors).toEqual([
    { code: 'FORBIDDEN_ROLE', field: ['id'] },
  ]);
  for (const id of ['01900000-0000-7000-8000-000000000000', 'not-an-id'])
    expect((await answerOf('activateUser', { id })).userErrors).toEqual([
      { code: 'NOT_FOUND', field: ['id'] },
    ]);
  expect((await answerOf('suspendUser', { id: admin.userId, reason: ' ' })).userErrors).toEqual([
    { code: 'REQUIRED', field: ['reason'] },
  ]);
});

test('a former platform administrator is refused on the next request', async () => {
  const former = await createPlatformAdmin(server);
  expect(await former.client.codes('{ users { totalCount } }')).toEqual([]);
  await db.updateTable('users').set({ platform_admin: false }).where('id', '=', former.userId).execute();
  expect(await former.client.codes('{ users { totalCount } }')).toEqual(['FORBIDDEN']);
});

test('the tasks of an archived user remain assigned, with status ARCHIVED', async () => {
  const owner = await register(anonymous);
  const member = await join(owner, 'MEMBER', 'Max Member');
  const projectId = await createProject(owner.client);
  const taskId = await createTask(member.client, projectId, { assigneeId: member.userId });
  await change('archiveUser', { id: member.userId, reason: 'Left' });
  const { task } = await owner.client.ask(
    'query ($id: ID!) { task(id: $id) { assignee { fullName status } createdBy { status account { statusReason } } } }',
    { id: taskId },
  );
  expect(task).toEqual({
    assignee: { fullName: 'Max Member', status: 'ARCHIVED' },
    createdBy: { status: 'ARCHIVED', account: null },
  });
});

test('the last owner of an organization with other members cannot be archived, even with concurrent calls', async () => {
  for (let round = 0; round < 5; round++) {
    const owner = await register(anonymous);
    const second = await join(owner, 'OWNER');
    await join(owner, 'MEMBER');
    const answers = await Promise.all(
      [owner, second].map(({ userId }) => answerOf('archiveUser', { id: userId, reason: 'Left' })),
    );
    const codes = answers.map(({ userErrors }) => userErrors[0]?.code);
    expect(codes.toSorted()).toEqual(['LAST_OWNER', undefined]);
  }
});

test('administrators can list, filter, sort and search all users, archived ones only on request', async () => {
  const mark = `zz${Date.now()}`;
  const people = await Promise.all(
    ['Anna', 'Bert', 'Cleo'].map((name) => register(anonymous, `${name} ${mark}`)),
  );
  await change('archiveUser', { id: people[2]!.userId, reason: 'Left' });
  await change('suspendUser', { id: people[1]!.userId, reason: 'Spam' });
  const find = async (filter: UserFilter, orderBy?: UserOrder) =>
    (
      await admin.client.ask(
        `query ($filter: UserFilter, $orderBy: UserOrder) {
          users(filter: $filter, orderBy: $orderBy) { totalCount nodes { fullName } } }`,
        { filter, orderBy },
      )
    ).users;
  expect(await find({ search: mark.toUpperCase() }, { field: 'CREATED_AT' })).toMatchObject({
    totalCount: 2,
  });
  expect(await find({ search: people[0]!.email.slice(0, 20) })).toEqual({
    totalCount: 1,
    nodes: [{ fullName: `Anna ${mark}` }],
  });
  expect(await find({ search: mark, status: { eq: 'ARCHIVED' } })).toEqual({
    totalCount: 1,
    nodes: [{ fullName: `Cleo ${mark}` }],
  });
  expect(await find({ search: mark, status: { in: ['SUSPENDED'] } })).toMatchObject({ totalCount: 1 });
  expect(await find({ search: `${mark}%` })).toEqual({ totalCount: 0, nodes: [] });
  const page = await admin.client.ask(
    '{ users(first: 2, orderBy: { field: EMAIL }) { nodes { email } pageInfo { hasNextPage } } }',
  );
  expect(page.users.pageInfo.hasNextPage).toBe(true);
  expect(page.users.nodes[0]!.email < page.users.nodes[1]!.email).toBe(true);
});

test('the command line grants the first administrator', async () => {
  const ada = await register(anonymous);
  const cli = (...args: string[]) =>
    spawnSync(process.execPath, [joinPath(import.meta.dirname, '../../../src/cli.ts'), ...args], {
      encoding: 'utf8',
      env: {
        ...programEnvironment,
        DATABASE_URL: server.urls.systemUrl,
        DATABASE_APP_URL: server.urls.servingUrl,
      },
    });
  const unproven = cli('grant-admin', ada.email);
  expect([unproven.status, unproven.stderr]).toEqual([1, expect.stringContaining('is not verified')]);
  expect(await ada.client.codes('{ users { totalCount } }')).toEqual(['FORBIDDEN']);
  expect(cli('grant-admin', ada.userId)).toMatchObject({ status: 0 });
  expect(await ada.client.codes('{ users { totalCount } }')).toEqual([]);
  expect(cli('revoke-admin', ada.email)).toMatchObject({ status: 0 });
  await verify(ada);
  expect(cli('grant-admin', ada.email.toUpperCase())).toMatchObject({ status: 0 });
  expect(await ada.client.codes('{ users { totalCount } }')).toEqual([]);
  expect(cli('revoke-admin', ada.email)).toMatchObject({ status: 0 });
  expect(await ada.client.codes('{ users { totalCount } }')).toEqual(['FORBIDDEN']);
  const unknown = cli('grant-admin', 'nobody@polity.test');
  expect(unknown.status).toBe(1);
  expect(unknown.stderr).toContain('No account has the address or id nobody@polity.test.');
});
