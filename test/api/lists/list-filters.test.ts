import { randomUUID } from 'node:crypto';
import { afterAll, expect, test } from 'vitest';
import type { CreateApiKeyInput, MembershipFilter } from '../../../src/generated/graphql.ts';
import type { UserStatus } from '../../../src/generated/enums.ts';
import { createOwner } from '../../fixtures/owner.ts';
import { createPlatformAdmin } from '../../fixtures/platform-admin.ts';
import { type Account, Client, join, password, register } from '../../support/client.ts';
import { startTestServer } from '../../support/server.ts';

const server = await startTestServer();
const { anonymous, db } = server;
const changed = (userId: string, changes: { full_name?: string; email?: string }) =>
  db.updateTable('users').set(changes).where('id', '=', userId).execute();

afterAll(() => db.updateTable('users').set({ platform_admin: false }).execute());

/** Creates an organization on PRO with these members and its owner. */
async function staffed(...names: string[]): Promise<Account & { fellows: Account[] }> {
  const owner = await createOwner(anonymous, 'PRO', 'Zoe Zander');
  const fellows: Account[] = [];
  for (const name of names) fellows.push(await join(owner, 'MEMBER', name));
  return { ...owner, fellows };
}

const members = async ({ client }: { client: Client }, filter: MembershipFilter, page: object = {}) => {
  const { organization } = await client.ask(
    `query ($filter: MembershipFilter, $first: Int, $after: String) { organization {
      members(filter: $filter, orderBy: { field: NAME }, first: $first, after: $after) {
        totalCount pageInfo { endCursor hasNextPage } nodes { user { fullName } } } } }`,
    { filter, ...page },
  );
  return organization.members;
};
const names = (page: { nodes: { user: { fullName: string } }[] }) =>
  page.nodes.map(({ user }) => user.fullName);

test('members can be searched by a part of their name or address and sorted by name, with Unicode', async () => {
  const owner = await staffed('Jörg MÜLLER', 'anna Amsel', 'Bert Brecht', 'Mu Meson');
  const [joerg] = owner.fellows;
  const address = `switchboard-${randomUUID()}@polity.test`;
  await changed(joerg!.userId, { email: address });
  expect(names(await members(owner, {}))).toEqual([
    'anna Amsel',
    'Bert Brecht',
    'Jörg MÜLLER',
    'Mu Meson',
    'Zoe Zander',
  ]);
  expect(names(await members(owner, { search: 'müller' }))).toEqual(['Jörg MÜLLER']);
  expect(names(await members(owner, { search: ' MU\u0308ller ' }))).toEqual(['Jörg MÜLLER']);
  expect(names(await members(owner, { search: 'SWITCHBOARD-' }))).toEqual(['Jörg MÜLLER']);
  expect(names(await members(owner, { search: 'an', role: { eq: 'MEMBER' } }))).toEqual(['anna Amsel']);
  expect(names(await members(owner, { or: [{ search: 'bert' }, { search: 'meson' }] }))).toEqual([
    'Bert Brecht',
    'Mu Meson',
  ]);
  expect((await members(owner, { search: '%' })).totalCount).toBe(0);
  expect((await members(owner, { search: '  ' })).totalCount).toBe(5);
  const first = await members(owner, {}, { first: 2 });
  expect(names(first)).toEqual(['anna Amsel', 'Bert Brecht']);
  const rest = await members(owner, {}, { after: first.pageInfo.endCursor });
  expect(names(rest)).toEqual(['Jörg MÜLLER', 'Mu Meson', 'Zoe Zander']);
});

test('a search of members finds nobody of another organization, even an acquaintance of the caller', async () => {
  const [one, other] = [await staffed('Petra Pan'), await staffed('Petra Proper')];
  expect(names(await members(one, { search: 'petra' }))).toEqual(['Petra Pan']);
  const both = await join(one, 'MEMBER', 'Bobby Both');
  const { client } = other;
  const search = `query ($id: ID!) { user(id: $id) { memberships { organization { members(filter: { search: "petra" }) { nodes { user { fullName } } } } } } }`;
  expect(JSON.stringify((await client.send(search, { id: both.userId })).body)).not.toContain('Petra Pan');
});

test('a search of more than 254 characters is rejected at any level of the filter', async () => {
  const { client } = await register(anonymous);
  const search = 'x'.repeat(255);
  for (const filter of [{ search }, { or: [{ search }] }]) {
    const { errors } = await client.send(
      'query ($filter: MembershipFilter) { organization { members(filter: $filter) { totalCount } } }',
      { filter },
    );
    expect(errors![0]).toMatchObject({
      message: '`search` takes at most 254 characters.',
      extensions: { code: 'BAD_USER_INPUT' },
    });
  }
});

test('users can be sorted by name, and `and` and `or` can contain a search', async () => {
  const tag = randomUUID().slice(0, 8);
  const root = await createPlatformAdmin(server, 'Rita Root');
  for (const name of ['Éva', 'eva', 'Zed']) await register(anonymous, `${name} ${tag}`);
  const { users } = await root.client.ask(
    `query ($search: String!) { users(filter: { and: [{ search: $search }] }, orderBy: { field: NAME }) { nodes { fullName } } }`,
    { search: tag.toUpperCase() },
  );
  expect(users.nodes.map((user) => user.fullName)).toEqual([`eva ${tag}`, `Zed ${tag}`, `Éva ${tag}`]);
});

test('a suspension that has ended does not match in filters', async () => {
  const root = await createPlatformAdmin(server, 'Rita Root');
  const ada = await register(anonymous, 'Ada Over');
  const over = new Date(Date.now() - 60_000).toISOString();
  await db
    .updateTable('users')
    .set({ status: 'SUSPENDED', status_until: over })
    .where('id', '=', ada.userId)
    .execute();
  const found = async (status: UserStatus) => {
    const { users } = await root.client.ask(
      `query ($id: ID!, $status: UserStatus!) { users(filter: { id: { eq: $id }, status: { eq: $status } }) { totalCount } }`,
      { id: ada.userId, status },
    );
    return users.totalCount;
  };
  expect([await found('ACTIVE'), await found('SUSPENDED')]).toEqual([1, 0]);
});

test('organizations can be filtered by role, status and name', async () => {
  const home = await staffed();
  const ada = await join(home, 'ADMIN');
  const { createOrganization } = await ada.client.ask(
    'mutation { createOrganization(input: { name: "Ärzte am Markt" }) { organization { id } userErrors { code } } }',
  );
  const own: string = createOrganization.organization.id;
  await ada.client
    .in(own)
    .ask('mutation { suspendOrganization(input: { reason: "Unpaid" }) { userErrors { code } } }');
  const ids = async (filter: object) => {
    const { organizations } = await ada.client.ask(
      'query ($filter: OrganizationFilter) { organizations(filter: $filter) { nodes { id } } }',
      { filter },
    );
    return organizations.nodes.map(({ id }) => id);
  };
  expect(await ids({ role: { eq: 'ADMIN' } })).toEqual([home.organizationId]);
  expect(await ids({ status: { eq: 'SUSPENDED' } })).toEqual([own]);
  expect(await ids({ name: { startsWith: 'ärzte' } })).toEqual([own]);
  expect(await ids({ role: { eq: 'OWNER' }, status: { eq: 'ACTIVE' } })).not.toContain(own);
  await db
    .updateTable('organizations')
    .set({ suspended_until: new Date(Date.now() - 60_000).toISOString() })
    .where('id', '=', own)
    .execute();
  expect(await ids({ status: { eq: 'SUSPENDED' } })).toEqual([]);
});

test('API keys can be filtered by name, prefix, scope, status and use', async () => {
  const { client } = await staffed();
  const make = async (name: string, input: Partial<CreateApiKeyInput> = {}) => {
    const { createApiKey } = await client.ask(
      `mutation ($input: CreateApiKeyInput!) { createApiKey(input: $input) { apiKey { id prefix status } userErrors { code } } }`,
      { input: { name, ...input } },
    );
    return createApiKey.apiKey;
  };
  const reader = await make('Réader');
  const writer = await make('Writer', { scopes: ['READ', 'WRITE'] });
  const gone = await make('Gone');
  const late = await make('Late');
  await client.ask(
    'mutation ($id: ID!) { revokeApiKey(input: { id: $id }) { apiKey { id } userErrors { code } } }',
    gone,
  );
  const past = new Date(Date.now() - 60_000).toISOString();
  await db.updateTable('api_keys').set({ expires_at: past }).where('id', '=', late.id).execute();
  await db.updateTable('api_keys').set({ last_used_at: past }).where('id', '=', writer.id).execute();
  const found = async (filter: object) => {
    const { apiKeys } = await client.ask(
      'query ($filter: ApiKeyFilter) { apiKeys(filter: $filter, orderBy: { field: CREATED_AT }) { nodes { id status } } }',
      { filter },
    );
    return apiKeys.nodes.map(({ id, status }) => [id, status]);
  };
  expect(reader.status).toBe('ACTIVE');
  expect(await found({ name: { contains: 'RÉAD' } })).toEqual([[reader.id, 'ACTIVE']]);
  expect(await found({ prefix: { eq: writer.prefix } })).toEqual([[writer.id, 'ACTIVE']]);
  expect(await found({ scope: { eq: 'WRITE' } })).toEqual([[writer.id, 'ACTIVE']]);
  expect(await found({ scope: { in: ['WRITE', 'READ'] }, status: { eq: 'ACTIVE' } })).toHaveLength(2);
  expect(await found({ scope: { notIn: ['WRITE'] } })).toHaveLength(2);
  expect(await found({ status: { eq: 'REVOKED' } })).toEqual([[gone.id, 'REVOKED']]);
  expect(await found({ status: { eq: 'EXPIRED' } })).toEqual([[late.id, 'EXPIRED']]);
  expect(await found({ lastUsedAt: { isNull: true } })).toEqual([
    [reader.id, 'ACTIVE'],
    [late.id, 'EXPIRED'],
  ]);
  expect(await found({ lastUsedAt: { lt: new Date().toISOString() } })).toEqual([[writer.id, 'ACTIVE']]);
});

test('webhook endpoints can be filtered by URL, event and whether they are enabled', async () => {
  const { client } = await staffed();
  const make = async (url: string, events: string[]) => {
    const { createWebhookEndpoint } = await client.ask(
      `mutation ($url: String!, $events: [String!]!) { createWebhookEndpoint(input: { url: $url, events: $events }) {
        webhookEndpoint { id } userErrors { code } } }`,
      { url, events },
    );
    return createWebhookEndpoint.webhookEndpoint.id as string;
  };
  const tasks = await make('https://tasks.example.test/in', ['task.created', 'task.updated']);
  const all = await make('https://all.example.test/in', ['*']);
  await client.ask(
    'mutation ($id: ID!) { updateWebhookEndpoint(input: { id: $id, disabled: true }) { webhookEndpoint { id } userErrors { code } } }',
    { id: all },
  );
  const found = async (filter: object) => {
    const { webhookEndpoints } = await client.ask(
      'query ($filter: WebhookEndpointFilter) { webhookEndpoints(filter: $filter, orderBy: { field: CREATED_AT }) { nodes { id } } }',
      { filter },
    );
    return webhookEndpoints.nodes.map(({ id }) => id);
  };
  expect(await found({ url: { contains: 'TASKS.example' } })).toEqual([tasks]);
  expect(await found({ event: { eq: 'task.created' } })).toEqual([tasks, all]);
  expect(await found({ event: { eq: 'comment.created' } })).toEqual([all]);
  expect(await found({ event: { ne: 'comment.created' } })).toEqual([tasks]);
  expect(await found({ event: { in: [] } })).toEqual([]);
  expect(await found({ enabled: true })).toEqual([tasks]);
  expect(await found({ enabled: false, disabledReason: { eq: 'MANUAL' } })).toEqual([all]);
});

test('sessions can be filtered by device, IP address and whether they are the current one', async () => {
  const ada = await register(anonymous);
  const signIn = (headers: Record<string, string>) =>
    anonymous
      .with(headers)
      .ask(
        'mutation ($email: String!, $password: String!) { login(input: { email: $email, password: $password }) { userErrors { code } } }',
        { email: ada.email, password },
      );
  await signIn({
    'user-agent': 'Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0',
    'x-forwarded-for': '192.0.2.77',
  });
  await signIn({
    'user-agent':
      'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Safari/537.36 Edg/126.0.0.0',
  });
  const found = async (filter: object) => {
    const { sessions } = await ada.client.ask(
      'query ($filter: SessionFilter) { sessions(filter: $filter) { totalCount nodes { device current } } }',
      { filter },
    );
    expect(sessions.totalCount).toBe(sessions.nodes.length);
    return sessions.nodes.map(({ device }) => device);
  };
  expect(await found({ device: { contains: 'FIREFOX' } })).toEqual(['Firefox on Linux']);
  expect(await found({ device: { contains: 'chrome' } })).toEqual([]);
  expect(await found({ device: { startsWith: 'microsoft edge' } })).toEqual(['Microsoft Edge on Windows']);
  expect(await found({ ipAddress: { eq: '192.0.2.77' } })).toEqual(['Firefox on Linux']);
  expect(await found({ current: false })).toHaveLength(2);
  expect(await found({ current: true })).toHaveLength(1);
  expect(await found({ or: [{ current: true }, { device: { contains: 'edge' } }] })).toHaveLength(2);
});
