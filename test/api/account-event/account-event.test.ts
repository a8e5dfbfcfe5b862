import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { createPlatformAdmin } from '../../fixtures/platform-admin.ts';
import { verify } from '../../support/acquaintance.ts';
import { type Client, join, password, register } from '../../support/client.ts';
import { receiveMails } from '../../support/mail.ts';
import { runScheduled } from '../../support/scheduled-jobs.ts';
import { startTestServer } from '../../support/server.ts';

const server = await startTestServer();
const { anonymous, db } = server;
const mails = await receiveMails(server);

const EVENTS = `query ($filter: AccountEventFilter, $first: Int, $after: String) {
  accountEvents(filter: $filter, first: $first, after: $after) {
    totalCount pageInfo { hasNextPage endCursor }
    nodes { id action actor sessionId details ipAddress userAgent device requestId createdAt } } }`;

const events = async (client: Client, variables = {}) => (await client.ask(EVENTS, variables)).accountEvents;
const actionsOf = async (client: Client) =>
  (await events(client, { first: 100 })).nodes.map(({ action }) => action);
const fail = (email: string, headers: Record<string, string> = {}) =>
  anonymous
    .with(headers)
    .codes(
      'mutation ($email: String!) { login(input: { email: $email, password: "wrong" }) { userErrors { code } } }',
      { email },
    );

test("the log has the viewer's own actions, newest first, with session, device and origin, in pages", async () => {
  const ada = await register(anonymous);
  const client = ada.client.with({
    'user-agent': 'Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0',
    'x-forwarded-for': '192.0.2.5',
    'x-request-id': 'the-request',
  });
  await client.ask('mutation { updateProfile(input: { bio: "Keeps the light." }) { userErrors { code } } }');
  const all = await events(ada.client);
  const { nodes: sessions } = (await ada.client.ask('{ sessions { nodes { id } } }')).sessions;
  expect(all.nodes[0]).toEqual({
    id: expect.any(String),
    action: 'account.profile_updated',
    actor: 'SELF',
    sessionId: sessions[0]!.id,
    details: { changed: ['bio'] },
    ipAddress: '192.0.2.5',
    userAgent: expect.stringContaining('Firefox'),
    device: 'Firefox on Linux',
    requestId: expect.any(String),
    createdAt: expect.any(String),
  });
  expect(await actionsOf(ada.client)).toEqual([
    'account.profile_updated',
    'session.started',
    'account.registered',
  ]);
  const first = await events(ada.client, { first: 2 });
  const second = await events(ada.client, { first: 2, after: first.pageInfo.endCursor });
  expect([first.totalCount, first.pageInfo.hasNextPage, second.pageInfo.hasNextPage]).toEqual([
    3,
    true,
    false,
  ]);
  expect([...first.nodes, ...second.nodes]).toEqual(all.nodes);
  const filtered = await events(ada.client, { filter: { action: { startsWith: 'session.' } } });
  expect(filtered.nodes.map(({ action }) => action)).toEqual(['session.started']);
  expect(JSON.stringify(all)).not.toContain(password);
});

test('only the account holder can read the log, whatever the roles', async () => {
  const owner = await register(anonymous);
  const fellow = await join(owner, 'ADMIN');
  await fellow.client.ask('mutation { updateProfile(input: { bio: "Mine." }) { userErrors { code } } }');
  const administrator = await createPlatformAdmin(server);
  for (const { client } of [owner, administrator])
    expect(await actionsOf(client)).not.toContain('account.profile_updated');
  expect(await anonymous.codes(EVENTS)).toEqual(['UNAUTHENTICATED']);
  const { createApiKey } = await owner.client.ask(
    'mutation { createApiKey(input: { name: "Robot", role: ADMIN }) { secret userErrors { code } } }',
  );
  const robot = anonymous.with({ authorization: `Bearer ${createApiKey.secret}` });
  expect(await robot.codes(EVENTS)).toEqual(['FORBIDDEN']);
});

test('events of strangers are listed, with their origin, only once the address is verified', async () => {
  const account = await register(anonymous);
  await fail(account.email, { 'x-forwarded-for': '192.0.2.66', 'user-agent': 'Thief/1.0' });
  const refused = { filter: { action: { eq: 'session.refused' } } };
  expect(await events(account.client, refused)).toMatchObject({ totalCount: 0, nodes: [] });
  await verify(account);
  expect((await events(account.client, { first: 1 })).nodes).toMatchObject([
    {
      action: 'session.refused',
      actor: 'UNKNOWN',
      ipAddress: '192.0.2.66',
      userAgent: 'Thief/1.0',
      device: 'Thief/1.0',
    },
  ]);
});

test('events of administrators have no origin, and a suspended person cannot read the log', async () => {
  const account = await verify(await register(anonymous));
  const administrator = await createPlatformAdmin(server);
  const set = (mutation: string) =>
    administrator.client.ask(`mutation { ${mutation} { userErrors { code } } }`);
  await set(`suspendUser(input: { id: "${account.userId}", reason: "Spam" })`);
  expect(await account.client.codes(EVENTS)).toEqual(['UNAUTHENTICATED']);
  await set(`activateUser(input: { id: "${account.userId}" })`);
  const { login } = await anonymous.ask(
    'mutation ($email: String!, $password: String!) { login(input: { email: $email, password: $password }) { accessToken userErrors { code } } }',
    { email: account.email, password },
  );
  const client = anonymous.with({ authorization: `Bearer ${login.accessToken}` });
  const { nodes } = await events(client, { filter: { action: { startsWith: 'user.' } } });
  expect(nodes).toMatchObject([
    { action: 'user.activated', actor: 'PLATFORM', ipAddress: null, userAgent: null },
    {
      action: 'user.suspended',
      actor: 'PLATFORM',
      details: { reason: 'Spam' },
      ipAddress: null,
      userAgent: null,
    },
  ]);
});

test('after an account is taken over, earlier events are not listed', async () => {
  const squatter = await register(anonymous);
  await squatter.client.ask('mutation { updateProfile(input: { bio: "Mine." }) { userErrors { code } } }');
  await anonymous.ask(
    'mutation ($email: String!) { requestPasswordReset(input: { email: $email }) { userErrors { code } } }',
    { email: squatter.email },
  );
  const token = await mails.token(squatter.email, 'Set a new password');
  const newPassword = `brisk heron ${randomUUID()}`;
  await anonymous.ask(
    'mutation ($token: String!, $newPassword: String!) { resetPassword(input: { token: $token, newPassword: $newPassword }) { userErrors { code } } }',
    { token, newPassword },
  );
  const { login } = await anonymous.ask(
    'mutation ($email: String!, $newPassword: String!) { login(input: { email: $email, password: $newPassword }) { accessToken userErrors { code } } }',
    { email: squatter.email, newPassword },
  );
  const owner = anonymous.with({ authorization: `Bearer ${login.accessToken}` });
  expect(await actionsOf(owner)).toEqual(['session.started', 'account.reclaimed']);
});

test('events are kept for 365 days', async () => {
  const account = await register(anonymous);
  const day = 86_400_000;
  for (const days of [364, 366])
    await db
      .insertInto('account_events')
      .values({
        user_id: account.userId,
        action: `day.${days}`,
        created_at: new Date(Date.now() - days * day).toISOString(),
      })
      .execute();
  expect(await actionsOf(account.client)).toEqual(['session.started', 'account.registered', 'day.364']);
  const rows = () =>
    db.selectFrom('account_events').select('action').where('user_id', '=', account.userId).execute();
  expect(await rows()).toHaveLength(4);
  await runScheduled(server, 'delete-old-account-events');
  expect(await rows()).toHaveLength(3);
});
