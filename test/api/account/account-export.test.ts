import { randomBytes } from 'node:crypto';
import { decodeJwt } from 'jose';
import { expect, test } from 'vitest';
import { hashRecoveryCode, newRecoveryCodes } from '../../../src/modules/account/totp.ts';
import { createProject, createTask } from '../../fixtures/work.ts';
import { verify } from '../../support/acquaintance.ts';
import { type Account, type Client, join, password, register } from '../../support/client.ts';
import { requestStatements } from '../../support/count-statements.ts';
import { receiveMails, until } from '../../support/mail.ts';
import { startTestServer } from '../../support/server.ts';

const server = await startTestServer();
const { anonymous, db } = server;
const mails = await receiveMails(server);

const EXPORT = `mutation ($input: ExportAccountInput!) {
  exportAccount(input: $input) { data cursor userErrors { code field } } }`;

type Row = Record<string, unknown> & { id: string };
interface Part {
  profile?: Record<string, unknown>;
  lists: Record<string, Row[]>;
  cursor: string | null;
}

async function take({ client }: { client: Client }, input: object = {}): Promise<Part> {
  const { exportAccount } = await client.ask(EXPORT, { input: { password, ...input } });
  const { profile, ...lists } = exportAccount.data as Record<string, unknown>;
  return {
    ...(profile ? { profile: profile as Record<string, unknown> } : {}),
    lists: lists as Record<string, Row[]>,
    cursor: exportAccount.cursor as string | null,
  };
}
const refusals = (client: Client, input: object) => client.codes(EXPORT, { input });

/** Adds as many tasks of the person as one statement can, without the limits of requests. */
const addTasks = (organizationId: string, projectId: string, userId: string, count: number, text = '') =>
  db
    .insertInto('tasks')
    .values(
      Array.from({ length: count }, (_, index) => ({
        organization_id: organizationId,
        project_id: projectId,
        title: `Task ${index}`,
        description: text || null,
        position: `x${String(index).padStart(6, '0')}`,
        created_by_id: userId,
      })),
    )
    .execute();

test('a part has everything about the person, of all organizations, and no secret', async () => {
  const ada = await verify(await register(anonymous));
  const host = await register(anonymous, 'Hedy Lamarr');
  const guest = await join(host, 'MEMBER');
  const projectId = await createProject(ada.client);
  const taskId = await createTask(ada.client, projectId, { title: 'Own', assigneeId: ada.userId });
  await ada.client.ask(
    `mutation ($id: ID!) { createComment(input: { taskId: $id, body: "My words" }) { userErrors { code } }
      watchTask(input: { id: $id }) { userErrors { code } }
      createApiKey(input: { name: "Robot", role: MEMBER }) { userErrors { code } }
      updateNotificationPreferences(input: { preferences: [{ kind: MENTIONED, email: false }] }) { userErrors { code } } }`,
    { id: taskId },
  );
  const { profile, lists, cursor } = await take(ada);
  expect(cursor).toBeNull();
  expect(profile).toMatchObject({
    id: ada.userId,
    email: ada.email,
    fullName: 'Ada Lovelace',
    secondFactors: [],
  });
  expect(lists['memberships']).toMatchObject([
    {
      organizationId: ada.organizationId,
      organizationName: expect.any(String),
      role: 'OWNER',
      isSuspended: false,
      notificationSettings: [{ kind: 'MENTIONED', email: false }],
    },
  ]);
  expect(lists['sessions']).toMatchObject([{ ipAddress: expect.any(String) }]);
  expect(lists['accountEvents']![0]).toMatchObject({ action: 'account.exported', actor: 'SELF' });
  expect(lists['tasksCreated']).toMatchObject([
    { id: taskId, title: 'Own', createdAt: expect.stringMatching(/Z$/) },
  ]);
  expect(lists['tasksAssigned']).toMatchObject([{ id: taskId }]);
  expect(lists['comments']).toMatchObject([{ taskId, body: 'My words' }]);
  expect(lists['watches']).toContainEqual(expect.objectContaining({ taskId, projectId: null }));
  expect(lists['apiKeys']).toMatchObject([{ name: 'Robot', role: 'MEMBER', revokedAt: null }]);
  const account = await db
    .selectFrom('users')
    .select(['password_hash'])
    .where('id', '=', ada.userId)
    .executeTakeFirstOrThrow();
  const text = JSON.stringify({ profile, lists });
  expect(text).not.toContain(account.password_hash);
  expect(text).not.toMatch(/hash|token|secret":/i);
  expect(text).not.toContain(guest.userId);
  await until(() => mails.to(ada.email, 'The data of your account was exported')[0]);
});

test('nobody else appears: not in a shared organization, and not in a foreign one', async () => {
  const owner = await register(anonymous);
  const fellow = await join(owner, 'MEMBER');
  const stranger = await register(anonymous);
  const shared = await createProject(owner.client);
  const foreign = await createProject(stranger.client);
  const theirs = await createTask(owner.client, shared, { title: 'Of the owner' });
  await createTask(stranger.client, foreign, { title: 'Of the stranger' });
  const mine = await createTask(fellow.client, shared, { title: 'Of the fellow' });
  for (const client of [owner.client, fellow.client])
    await client.ask(
      'mutation ($id: ID!, $body: String!) { createComment(input: { taskId: $id, body: $body }) { userErrors { code } } }',
      { id: theirs, body: client === fellow.client ? 'Of the fellow' : 'Of the owner' },
    );
  const { lists } = await take(fellow);
  expect(lists['tasksCreated']!.map(({ id }) => id)).toEqual([mine]);
  expect(lists['comments']!.map(({ body }) => body)).toEqual(['Of the fellow']);
  const text = JSON.stringify(lists);
  for (const other of [
    'Of the owner',
    'Of the stranger',
    stranger.organizationId,
    owner.email,
    stranger.email,
  ])
    expect(text).not.toContain(other);
});

test('a removed, suspended or archived membership hides the organization at once, also between two parts', async () => {
  const owner = await register(anonymous);
  const fellow = await join(owner, 'MEMBER');
  const projectId = await createProject(owner.client);
  await addTasks(owner.organizationId, projectId, fellow.userId, 150);
  const shown = ({ lists }: Part) => [
    lists['tasksCreated']!.length,
    lists['memberships']?.find(({ role }) => role === 'MEMBER'),
  ];
  const first = await take(fellow);
  expect(shown(first)).toMatchObject([100, { organizationName: expect.any(String), isSuspended: false }]);
  await owner.client.ask(
    'mutation ($id: ID!) { suspendMember(input: { userId: $id, reason: "Lost" }) { userErrors { code } } }',
    { id: fellow.userId },
  );
  const own = fellow.client.with({ 'x-organization-id': '' });
  expect((await take({ client: own }, { cursor: first.cursor })).lists).toEqual({ tasksCreated: [] });
  const suspended = await take({ client: own });
  expect(shown(suspended)).toMatchObject([
    0,
    { id: null, organizationId: null, organizationName: null, role: 'MEMBER', isSuspended: true },
  ]);
  expect(JSON.stringify(suspended.lists)).not.toContain(owner.organizationId);
  await owner.client.ask(
    `mutation ($id: ID!) { reinstateMember(input: { userId: $id }) { userErrors { code } }
      archiveOrganization(input: { reason: "Over" }) { userErrors { code } } }`,
    { id: fellow.userId },
  );
  expect(shown(await take({ client: own }))).toMatchObject([0, { organizationName: null }]);
});

test('a former member gets nothing of the organization, not even what they wrote', async () => {
  const owner = await register(anonymous);
  const fellow = await join(owner, 'ADMIN');
  const projectId = await createProject(owner.client);
  await addTasks(owner.organizationId, projectId, fellow.userId, 150);
  const { cursor } = await take(fellow);
  await owner.client.ask(
    'mutation ($id: ID!) { removeMember(input: { userId: $id }) { userErrors { code } } }',
    { id: fellow.userId },
  );
  const own = { client: fellow.client.with({ 'x-organization-id': '' }) };
  expect((await take(own, { cursor })).lists).toEqual({ tasksCreated: [] });
  const { lists } = await take(own);
  expect([lists['tasksCreated'], lists['notifications']]).toEqual([[], []]);
  expect(JSON.stringify(lists)).not.toContain(owner.organizationId);
});

test('the parts together have each row once, and each part is bounded in rows and bytes', async () => {
  const ada = await register(anonymous);
  const projectId = await createProject(ada.client);
  await addTasks(ada.organizationId, projectId, ada.userId, 205);
  await addTasks(
    ada.organizationId,
    await createProject(ada.client, { name: 'Long' }),
    ada.userId,
    60,
    'é'.repeat(10_000),
  );
  const ids: string[] = [];
  let part = await take(ada);
  for (let parts = 1; ; parts++) {
    expect(Buffer.byteLength(JSON.stringify(part.lists))).toBeLessThan(1_010_000);
    expect(part.lists['tasksCreated']!.length).toBeLessThanOrEqual(100);
    ids.push(...part.lists['tasksCreated']!.map(({ id }) => id));
    if (!part.cursor) {
      expect(parts).toBe(4);
      break;
    }
    part = await take(ada, { cursor: part.cursor });
    expect(Object.keys(part.lists)).toEqual(['tasksCreated']);
    expect(part.profile).toBeUndefined();
  }
  expect([ids.length, new Set(ids).size]).toEqual([265, 265]);
});

test('the password is required, and for the first part the second factor; a cursor works in its session alone', async () => {
  const ada = await verify(await register(anonymous));
  await addTasks(ada.organizationId, await createProject(ada.client), ada.userId, 101);
  const codes = newRecoveryCodes();
  const { cursor: foreign } = await take(ada);
  const another = await anonymous.ask(
    'mutation ($input: LoginInput!) { login(input: $input) { accessToken userErrors { code } } }',
    { input: { email: ada.email, password } },
  );
  const elsewhere = anonymous.with({ authorization: `Bearer ${another.login.accessToken}` });
  await db
    .updateTable('users')
    .set({
      totp_secret: randomBytes(20)
        .toString('hex')
        .toUpperCase()
        .replaceAll(/[0189]/g, 'A'),
      totp_enabled_at: new Date().toISOString(),
    })
    .where('id', '=', ada.userId)
    .execute();
  await db
    .insertInto('recovery_codes')
    .values(codes.map((code) => ({ user_id: ada.userId, code_hash: hashRecoveryCode(code) })))
    .execute();
  expect(await refusals(ada.client, { password: 'wrong' })).toEqual(['INVALID_CREDENTIALS']);
  expect(await refusals(ada.client, { password })).toEqual(['TOTP_REQUIRED']);
  expect(await refusals(ada.client, { password, code: '000000' })).toEqual(['INVALID_CREDENTIALS']);
  expect(await refusals(elsewhere, { password, cursor: foreign })).toEqual(['INVALID']);
  expect(await refusals(ada.client, { password, cursor: 'invented' })).toEqual(['INVALID']);
  expect(await refusals(ada.client, { password: 'wrong', cursor: foreign })).toEqual(['INVALID_CREDENTIALS']);
  expect(await refusals(anonymous, { password })).toEqual(['UNAUTHENTICATED']);
  const { profile, cursor } = await take(ada, { code: codes[0] });
  expect(profile!['secondFactors']).toEqual(['TOTP', 'RECOVERY_CODES']);
  expect((await take(ada, { cursor })).lists['tasksCreated']).toHaveLength(1);
  expect(await refusals(ada.client, { password, code: codes[0] })).toEqual(['INVALID_CREDENTIALS']);
});

test('a cursor expires an hour after the first part, and 200 further parts a day are allowed', async () => {
  const ada = await register(anonymous);
  const { sid } = decodeJwt<{ sid: string }>(ada.accessToken);
  const cursorOf = (begun: number) =>
    server.services.secrets
      .seal(Buffer.from(JSON.stringify({ begun, positions: {} })), `account-export:${ada.userId}:${sid}`)
      .toString('base64url');
  const minutesAgo = (minutes: number) => cursorOf(Date.now() - minutes * 60_000);
  expect(await refusals(ada.client, { password, cursor: minutesAgo(61) })).toEqual(['EXPIRED']);
  expect(await refusals(ada.client, { password, cursor: minutesAgo(50) })).toEqual([]);
  const event = { user_id: ada.userId, action: 'account.export_continued' };
  await db
    .insertInto('account_events')
    .values(Array.from({ length: 199 }, () => event))
    .execute();
  expect(await refusals(ada.client, { password, cursor: minutesAgo(50) })).toEqual(['RATE_LIMITED']);
});

test('an API key cannot export anybody', async () => {
  const owner = await register(anonymous);
  const { createApiKey } = await owner.client.ask(
    'mutation { createApiKey(input: { name: "Robot", role: ADMIN }) { secret userErrors { code } } }',
  );
  const robot = anonymous.with({ authorization: `Bearer ${createApiKey.secret}` });
  expect(await refusals(robot, { password })).toEqual(['FORBIDDEN']);
});

test('of concurrent calls, five a day succeed, each with its event, whoever else exports', async () => {
  const [ada, grace] = [await register(anonymous), await register(anonymous)];
  const answers = await Promise.all(Array.from({ length: 7 }, () => refusals(ada.client, { password })));
  expect(answers.flat()).toEqual(['RATE_LIMITED', 'RATE_LIMITED']);
  expect(await refusals(grace.client, { password })).toEqual([]);
  const events = await db
    .selectFrom('account_events')
    .select('action')
    .where('user_id', '=', ada.userId)
    .where('action', '=', 'account.exported')
    .execute();
  expect(events).toHaveLength(5);
  await db
    .updateTable('account_events')
    .set({ created_at: new Date(Date.now() - 25 * 3_600_000).toISOString() })
    .where('user_id', '=', ada.userId)
    .execute();
  expect(await refusals(ada.client, { password })).toEqual([]);
});

test('the number of statements does not depend on the number of organizations and rows', async () => {
  const few = await register(anonymous);
  const many: Account = await register(anonymous);
  for (let count = 0; count < 3; count++) {
    const owner = await register(anonymous);
    await db
      .insertInto('memberships')
      .values({ organization_id: owner.organizationId, user_id: many.userId, role: 'MEMBER' })
      .execute();
    await addTasks(owner.organizationId, await createProject(owner.client), many.userId, 40);
  }
  const [less, more] = [await requestStatements(() => take(few)), await requestStatements(() => take(many))];
  expect(more.statements.length).toBe(less.statements.length);
});
