import { expect, test } from 'vitest';
import { type Account, Client, password, register } from '../../support/client.ts';
import { type Root } from '../../support/operations.ts';
import { startTestServer } from '../../support/server.ts';

const server = await startTestServer();
const { anonymous, db } = server;
const FIREFOX = 'Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0';

interface SignedIn {
  client: Client;
  refreshToken: string;
}

async function signIn(account: Account, headers: Record<string, string> = {}): Promise<SignedIn> {
  const { login } = await anonymous
    .with(headers)
    .ask(
      'mutation ($email: String!, $password: String!) { login(input: { email: $email, password: $password }) { accessToken refreshToken userErrors { code } } }',
      { email: account.email, password },
    );
  return {
    client: anonymous.with({ authorization: `Bearer ${login.accessToken}` }),
    refreshToken: login.refreshToken,
  };
}

const list = async (client: Client) =>
  (await client.ask('{ sessions { totalCount nodes { id current device ipAddress createdAt lastUsedAt } } }'))
    .sessions;
const revoke = (client: Client, id: string) =>
  client.send(
    'mutation ($id: ID!) { revokeSession(input: { id: $id }) { deletedId userErrors { code field } } }',
    { id },
  );

const refreshing = (token: string) =>
  anonymous.codes(
    'mutation ($token: String!) { refreshSession(input: { refreshToken: $token }) { userErrors { code } } }',
    { token },
  );
const eventsOf = async ({ userId }: Account, action: string) =>
  db
    .selectFrom('account_events')
    .select(['session_id'])
    .where('user_id', '=', userId)
    .where('action', '=', action)
    .execute();

test('the list has each open session with its device, IP address and times, and marks the current one', async () => {
  const ada = await register(anonymous);
  await signIn(ada, { 'user-agent': FIREFOX, 'x-forwarded-for': '192.0.2.5' });
  const { totalCount, nodes } = await list(ada.client);
  expect(totalCount).toBe(2);
  expect(nodes[0]).toMatchObject({ current: false, device: 'Firefox on Linux', ipAddress: '192.0.2.5' });
  expect(nodes[1]).toMatchObject({ current: true });
  expect(nodes[0]!.createdAt > nodes[1]!.createdAt).toBe(true);
});

test('the list has pages, newest first, and only sessions of the viewer', async () => {
  const [ada, eve] = [await register(anonymous), await register(anonymous)];
  for (let count = 0; count < 4; count++) await signIn(count % 2 ? ada : eve);
  const every = (await list(ada.client)).nodes.map(({ id }) => id);
  expect(every).toHaveLength(3);
  const ids: string[] = [];
  const PAGE =
    'query ($after: String) { sessions(first: 2, after: $after) { nodes { id } pageInfo { hasNextPage endCursor } } }';
  let page: Root<typeof PAGE> | undefined;
  do {
    page = await ada.client.payload(PAGE, { after: page?.pageInfo.endCursor });
    ids.push(...page.nodes.map(({ id }) => id));
  } while (page.pageInfo.hasNextPage);
  expect(ids).toEqual(every);
  const theirs = (await list(eve.client)).nodes.map(({ id }) => id);
  expect(theirs).toHaveLength(3);
  expect(new Set([...every, ...theirs]).size).toBe(6);
  expect(await ada.client.codes('{ sessions(first: 101) { totalCount } }')).toEqual(['BAD_USER_INPUT']);
});

test('lastUsedAt is the time of the last refresh', async () => {
  const ada = await register(anonymous);
  const [before] = (await list(ada.client)).nodes;
  expect(await refreshing(ada.refreshToken)).toEqual([]);
  const [after] = (await list(ada.client)).nodes;
  expect(after!.createdAt).toBe(before!.createdAt);
  expect(after!.lastUsedAt > before!.lastUsedAt).toBe(true);
});

test.each([
  ['', null],
  ['warehouse-scanner/2', 'warehouse-scanner/2'],
  [
    'Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Mobile/15E148 Safari/604.1',
    'Safari on iOS',
  ],
])('the device of %j is %j', async (userAgent, device) => {
  const { client } = await signIn(await register(anonymous), { 'user-agent': userAgent });
  expect((await list(client)).nodes[0]!.device).toBe(device);
});

test('a revoked session and its refresh token are invalid from the next request on', async () => {
  const ada = await register(anonymous);
  const phone = await signIn(ada);
  const { id } = (await list(phone.client)).nodes.find(({ current }) => current)!;
  expect((await revoke(ada.client, id)).data).toEqual({ revokeSession: { deletedId: id, userErrors: [] } });
  expect(await phone.client.codes('{ me { id } }')).toEqual(['UNAUTHENTICATED']);
  expect(await refreshing(phone.refreshToken)).toEqual(['INVALID_TOKEN']);
  expect(await eventsOf(ada, 'session.revoked')).toEqual([{ session_id: id }]);
  expect((await list(ada.client)).totalCount).toBe(1);
  expect((await revoke(ada.client, id)).data!.revokeSession!.userErrors).toEqual([
    { code: 'NOT_FOUND', field: ['id'] },
  ]);
});

test('a session of another user has the same error as an unknown one', async () => {
  const ada = await register(anonymous);
  const eve = await register(anonymous);
  const { id } = (await list(ada.client)).nodes[0]!;
  const foreign = await revoke(eve.client, id);
  for (const unknown of ['01900000-0000-7000-8000-000000000000', 'not-an-id'])
    expect((await revoke(eve.client, unknown)).body).toEqual(foreign.body);
  expect(foreign.data!.revokeSession!.userErrors).toEqual([{ code: 'NOT_FOUND', field: ['id'] }]);
  expect(await ada.client.codes('{ me { id } }')).toEqual([]);
  expect(await refreshing(ada.refreshToken)).toEqual([]);
});

test('the current session can end itself', async () => {
  const ada = await register(anonymous);
  const phone = await signIn(ada);
  const { id } = (await list(ada.client)).nodes.find(({ current }) => current)!;
  expect((await revoke(ada.client, id)).data).toEqual({ revokeSession: { deletedId: id, userErrors: [] } });
  expect(await ada.client.codes('{ me { id } }')).toEqual(['UNAUTHENTICATED']);
  expect(await refreshing(ada.refreshToken)).toEqual(['INVALID_TOKEN']);
  expect(await phone.client.codes('{ me { id } }')).toEqual([]);
});

test('all other sessions can be ended at once', async () => {
  const ada = await register(anonymous);
  const others = [await signIn(ada), await signIn(ada)];
  const end = 'mutation { revokeOtherSessions { count userErrors { code } } }';
  expect(await ada.client.ask(end)).toEqual({ revokeOtherSessions: { count: 2, userErrors: [] } });
  for (const { client, refreshToken } of others) {
    expect(await client.codes('{ me { id } }')).toEqual(['UNAUTHENTICATED']);
    expect(await refreshing(refreshToken)).toEqual(['INVALID_TOKEN']);
  }
  expect(await eventsOf(ada, 'session.others_revoked')).toHaveLength(1);
  expect(await ada.client.ask(end)).toEqual({ revokeOtherSessions: { count: 0, userErrors: [] } });
  expect(await refreshing(ada.refreshToken)).toEqual([]);
});

test('ended and expired sessions are not listed', async () => {
  const ada = await register(anonymous);
  const { client } = await signIn(ada);
  await client.ask('mutation { logout { userErrors { code } } }');
  await signIn(ada);
  await db
    .updateTable('sessions')
    .set({ expires_at: '2020-01-01T00:00:00Z' })
    .where('user_id', '=', ada.userId)
    .where('id', '<>', (await list(ada.client)).nodes.at(-1)!.id)
    .execute();
  expect((await list(ada.client)).totalCount).toBe(1);
});

test.each([
  'revokeOtherSessions { userErrors { code } }',
  'updateProfile(input: { bio: "Countess" }) { userErrors { code } }',
])('%s during the deletion of the account fails with UNAUTHENTICATED', async (field) => {
  const ada = await register(anonymous);
  const deleting = await server.systemPool.connect();
  await deleting.query('begin');
  await deleting.query('delete from users where id = $1', [ada.userId]);
  const sent = ada.client.codes(`mutation { ${field} }`);
  await expect
    .poll(async () => {
      const { rows } = await server.systemPool.query(
        `select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
      );
      return rows.length;
    })
    .toBe(1);
  await deleting.query('commit');
  deleting.release();
  expect(await sent).toEqual(['UNAUTHENTICATED']);
});
