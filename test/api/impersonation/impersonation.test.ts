import { expect, test } from 'vitest';
import { getNamedType, isObjectType } from 'graphql';
import { createPlatformAdmin, makePlatformAdmin } from '../../fixtures/platform-admin.ts';
import { createSchema } from '../../../src/graphql/schema.ts';
import { isAvailable } from '../../../src/graphql/impersonation.ts';
import { schemaModules } from '../../../src/modules/schema-modules.ts';
import { type Account, add, type Client, register } from '../../support/client.ts';
import { createTenant, type Tenant } from '../../support/contract.ts';
import { startTestServer } from '../../support/server.ts';
import { RawStream } from '../../support/stream.ts';
import { connect, listen, taskEvents } from '../../support/subscriber.ts';

const server = await startTestServer();

const start = `mutation ($input: StartImpersonationInput!) { startImpersonation(input: $input) {
  accessToken accessTokenExpiresAt session { id } userErrors { code field } } }`;
const end = `mutation ($sessionId: ID!) { endImpersonation(input: { sessionId: $sessionId }) {
  userErrors { code } } }`;
const rename = `mutation ($id: ID!) { updateTask(input: { id: $id, title: "Renamed" }) { task { id } userErrors { code } } }`;
const logout = 'mutation { logout { userErrors { code } } }';
const reason = 'A question about a missing task';

const inputFor = ({ owner, organizationId }: Tenant, more: object = {}) => ({
  userId: owner.userId,
  organizationId,
  reason,
  ...more,
});

async function impersonate(admin: Account, tenant: Tenant, allowsWrites = false) {
  const { startImpersonation: started } = await admin.client.ask(start, {
    input: inputFor(tenant, { allowsWrites }),
  });
  return {
    client: server.anonymous.with({ authorization: `Bearer ${started.accessToken}` }),
    sessionId: started.session!.id,
    expiresAt: started.accessTokenExpiresAt!,
  };
}

const isOver = async (client: Client) =>
  expect(await client.codes('{ me { id } }')).toEqual(['UNAUTHENTICATED']);
const task = (tenant: Tenant) => ({ id: tenant.taskId });

test('an administrator reads as the user, in one organization, for at most 30 minutes, and changes nothing', async () => {
  const admin = await createPlatformAdmin(server);
  const tenant = await createTenant(server.anonymous);
  const { client, expiresAt } = await impersonate(admin, tenant);
  const { me, tasks } = await client.ask('{ me { id } tasks { nodes { id } } }');
  expect([me!.id, tasks!.nodes.map(({ id }) => id)]).toEqual([tenant.owner.userId, [tenant.taskId]]);
  expect(Date.parse(expiresAt) - Date.now()).toBeLessThanOrEqual(30 * 60_000);
  const refused = await client.send(rename, task(tenant));
  expect(refused.errors?.[0]?.extensions).toMatchObject({ code: 'FORBIDDEN', reason: 'IMPERSONATED' });
  const other = await register(server.anonymous);
  await add(other, tenant.owner);
  expect(await client.in(other.organizationId).codes('{ organization { id } }')).toEqual(['NOT_FOUND']);
});

test('with allowsWrites, everything that is written names both people, also what triggers write', async () => {
  const admin = await createPlatformAdmin(server);
  const tenant = await createTenant(server.anonymous);
  const { client, sessionId } = await impersonate(admin, tenant, true);
  await client.ask(
    'mutation { createProject(input: { name: "Pier" }) { project { id } userErrors { code } } }',
  );
  await admin.client.ask(end, { sessionId });
  const { auditEvents } = await tenant.owner.client.ask(
    '{ auditEvents(first: 50) { nodes { action actorId impersonatorId targetId after } } }',
  );
  const marked = auditEvents!.nodes.filter(({ impersonatorId }) => impersonatorId !== null);
  expect(marked).toEqual([
    expect.objectContaining({ action: 'impersonation.ended', targetId: tenant.owner.userId }),
    expect.objectContaining({ action: 'project.created', actorId: tenant.owner.userId }),
    expect.objectContaining({
      action: 'impersonation.started',
      targetId: tenant.owner.userId,
      after: expect.objectContaining({ reason, allowsWrites: true }),
    }),
  ]);
  for (const { impersonatorId } of marked) expect(impersonatorId).toBe(admin.userId);
  await tenant.owner.client.ask(
    'mutation { createProject(input: { name: "Jetty" }) { userErrors { code } } }',
  );
  const { accountEvents } = await tenant.owner.client.ask(
    '{ accountEvents(filter: { action: { startsWith: "impersonation." } }) { nodes { action actor ipAddress } } }',
  );
  expect(accountEvents!.nodes).toEqual([
    { action: 'impersonation.ended', actor: 'PLATFORM', ipAddress: null },
    { action: 'impersonation.started', actor: 'PLATFORM', ipAddress: null },
  ]);
});

test('only an administrator starts it, with a reason, for a member who is no administrator', async () => {
  const admin = await createPlatformAdmin(server);
  const tenant = await createTenant(server.anonymous);
  const ask = async (input: object) =>
    (await admin.client.payload(start, { input: input as ReturnType<typeof inputFor> }))!.userErrors.map(
      ({ code, field }) => [code, field],
    );
  expect(await tenant.owner.client.codes(start, { input: inputFor(tenant) })).toEqual(['FORBIDDEN']);
  expect(await ask(inputFor(tenant, { reason: '  because  ' }))).toEqual([[expect.any(String), ['reason']]]);
  const notFound = [['NOT_FOUND', ['userId']]];
  const other = await createPlatformAdmin(server);
  await add(tenant.owner, other).catch(() => undefined);
  await server.systemPool.query(
    `insert into memberships (organization_id, user_id, role) values ($1, $2, 'MEMBER') on conflict do nothing`,
    [tenant.organizationId, other.userId],
  );
  const stranger = await register(server.anonymous);
  for (const userId of [other.userId, admin.userId, stranger.userId])
    expect(await ask(inputFor(tenant, { userId }))).toEqual(notFound);
});

test('the session cannot be nested, refreshed, switched or made permanent', async () => {
  const admin = await createPlatformAdmin(server);
  const tenant = await createTenant(server.anonymous);
  const { client } = await impersonate(admin, tenant, true);
  for (const operation of [
    `mutation { startImpersonation(input: { userId: "${tenant.owner.userId}", organizationId: "${tenant.organizationId}", reason: "${reason}" }) { userErrors { code } } }`,
    `mutation { switchOrganization(input: { organizationId: "${tenant.organizationId}" }) { refreshToken } }`,
    'mutation { createApiKey(input: { name: "K" }) { secret } }',
    'mutation { changePassword(input: { currentPassword: "correct horse battery", newPassword: "brisk heron 17" }) { userErrors { code } } }',
    'mutation { beginTotpEnrollment(input: { password: "correct horse battery" }) { secret } }',
    'mutation { changeEmail(input: { newEmail: "a@b.test", password: "correct horse battery" }) { userErrors { code } } }',
    'mutation { deleteAccount(input: { password: "correct horse battery" }) { deletedId } }',
    'mutation { revokeOtherSessions { affectedCount } }',
    'mutation { openBillingPortal(input: { returnUrl: "https://app.test" }) { userErrors { code } } }',
    '{ sessions { nodes { id } } }',
    '{ apiKeys { nodes { id } } }',
    '{ auditEventExport { csv } }',
    '{ me { account { totpEnabled } } }',
    '{ accountEvents { nodes { id } } }',
    '{ a: me { id } ...F } fragment F on Query { b: webhookEndpoints { nodes { id } } }',
  ]) {
    const codes = await client.codes(operation);
    expect([operation, codes]).toEqual([operation, ['FORBIDDEN']]);
  }
});

/** What must never become available, whatever else does. */
const NEVER =
  /apiKey|secret|password|totp|recovery|email(change)|session|export|webhook|invitation|billing|payment|checkout|portal|token|account|login|register|impersonat|deleteOrganization|transfer|memberRole|removeMember|addMember|_entities/i;

test('a field of the schema is available only if it is named, and none of those that could take over an account is', () => {
  const schema = createSchema({ federation: true, introspection: true }, schemaModules);
  const available: string[] = [];
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || type.name.startsWith('__')) continue;
    for (const field of Object.values(type.getFields())) {
      if (!isAvailable(type.name, field.name)) continue;
      available.push(`${type.name}.${field.name}: ${getNamedType(field.type)}`);
    }
  }
  const taking = available.filter(
    (each) =>
      NEVER.test(each) &&
      !/viewerCan|\.(apiKeys|apiKeyId|apiRequests\w*|webhookEndpoints): (ID|Int|UsageCount|PeriodUsage)$/.test(
        each,
      ),
  );
  expect(taking).toEqual([]);
  expect(available.filter((each) => each.startsWith('Mutation.')).length).toBeLessThan(20);
  expect(isAvailable('Query', 'somethingNew')).toBe(false);
  expect(isAvailable('Mutation', 'somethingNew')).toBe(false);
  expect(isAvailable('User', 'somethingNew')).toBe(false);
  expect(isAvailable('SomethingNew', 'id')).toBe(false);
});

test.each<[string, (admin: Account, tenant: Tenant, sessionId: string) => Promise<unknown>]>([
  ['the administrator signs out', (admin) => admin.client.ask(logout)],
  [
    'the administrator is demoted',
    (admin) =>
      server.db.updateTable('users').set({ platform_admin: false }).where('id', '=', admin.userId).execute(),
  ],
  [
    'the administrator is suspended',
    async (admin) => {
      const other = await createPlatformAdmin(server);
      await other.client.ask(
        'mutation ($id: ID!) { suspendUser(input: { id: $id, reason: "Gone" }) { userErrors { code } } }',
        { id: admin.userId },
      );
    },
  ],
  ['the administrator ends it', (admin, _tenant, sessionId) => admin.client.ask(end, { sessionId })],
  [
    'the user revokes the session',
    async (_admin, { owner }, sessionId) => {
      const { sessions } = await owner.client.ask('{ sessions { nodes { id isImpersonation } } }');
      expect(sessions!.nodes.filter(({ isImpersonation }) => isImpersonation)).toEqual([
        { id: sessionId, isImpersonation: true },
      ]);
      await owner.client.ask(
        'mutation ($id: ID!) { revokeSession(input: { id: $id }) { userErrors { code } } }',
        {
          id: sessionId,
        },
      );
    },
  ],
  ['the user becomes an administrator', (_admin, { owner }) => makePlatformAdmin(server, owner.userId)],
])('when %s, it ends at once with its sockets and streams', async (_when, act) => {
  const admin = await createPlatformAdmin(server);
  const tenant = await createTenant(server.anonymous);
  const { client, sessionId } = await impersonate(admin, tenant);
  const socket = await listen(server, connect(client), taskEvents);
  const stream = await RawStream.open(client, { query: 'subscription { taskEvents { type } }' });
  await act(admin, tenant, sessionId);
  await isOver(client);
  expect(await socket.ended).toEqual(['UNAUTHENTICATED']);
  await stream.ended;
  expect(stream.outline).toEqual([['next', 'UNAUTHENTICATED'], 'complete']);
});

test('of two that one administrator starts at the same time, one remains', async () => {
  const admin = await createPlatformAdmin(server);
  const tenant = await createTenant(server.anonymous);
  // `session` is null if another start has ended it meanwhile.
  const started = await Promise.all(
    [1, 2, 3].map(() => admin.client.ask(start, { input: inputFor(tenant) })),
  );
  const alive = await Promise.all(
    started.map(async ({ startImpersonation: { accessToken } }) => {
      const client = server.anonymous.with({ authorization: `Bearer ${accessToken}` });
      return (await client.codes('{ me { id } }')).length === 0;
    }),
  );
  expect(alive.filter(Boolean)).toHaveLength(1);
});

test('a token that names no administrator, or another one, finds no session', async () => {
  const admin = await createPlatformAdmin(server);
  const tenant = await createTenant(server.anonymous);
  const { sessionId } = await impersonate(admin, tenant);
  const { tokens } = server.services;
  const other = { sub: tenant.fellow.userId, writes: true };
  for (const act of [undefined, other]) {
    const { token } = await tokens.sign(tenant.owner.userId, sessionId, tenant.organizationId, act);
    await isOver(server.anonymous.with({ authorization: `Bearer ${token}` }));
  }
});
