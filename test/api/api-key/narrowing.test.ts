import { describe, expect, test } from 'vitest';
import type { Client } from '../../support/client.ts';
import { createTenant } from '../../support/contract.ts';
import { bearer, createKey } from '../../support/departure.ts';
import { startTestServer } from '../../support/server.ts';

const server = await startTestServer();

const READ = '{ tasks { nodes { id } } }';
const UPDATE = `mutation ($input: UpdateApiKeyInput!) { updateApiKey(input: $input) { apiKey {
  name permissions requestsPerMinute requestsPerMonth usedThisMonth networks expiresAt } userErrors { code field } } }`;
const CREATE = `mutation ($input: CreateApiKeyInput!) { createApiKey(input: $input) {
  apiKey { id permissions networks requestsPerMinute requestsPerMonth } userErrors { code field } } }`;

const update = async (client: Client, id: string, input: object) =>
  (await client.payload(UPDATE, { input: { id, ...input } })).apiKey;

describe('permissions', () => {
  test('narrow a key within its scopes and its role', async () => {
    const { owner, projectId, taskId } = await createTenant(server.anonymous);
    const { secret, id } = await createKey(owner.client, {
      scopes: ['READ', 'WRITE'],
      permissions: ['TASK_WRITE', 'PROJECT_MANAGE', 'PROJECT_SEE', 'TASK_SEE', 'TASK_WRITE'],
    });
    const key = bearer(owner.client, secret);
    const write = `mutation { createTask(input: { projectId: "${projectId}", title: "T" }) { userErrors { code } } }`;
    const comment = `mutation { createComment(input: { taskId: "${taskId}", body: "C" }) { userErrors { code } } }`;
    const manage = 'mutation { createProject(input: { name: "P" }) { userErrors { code } } }';
    expect(await key.codes(write)).toEqual([]);
    // It has the permission, but not the role.
    expect(await key.codes(manage)).toEqual(['FORBIDDEN']);
    expect(await key.codes(comment)).toEqual(['FORBIDDEN']);
    expect(await key.codes('{ organization { id } }')).toEqual([]);
    expect((await update(owner.client, id, {}))!.permissions).toEqual([
      'PROJECT_MANAGE',
      'PROJECT_SEE',
      'TASK_SEE',
      'TASK_WRITE',
    ]);
    expect(
      (await update(owner.client, id, { permissions: ['PROJECT_SEE', 'TASK_SEE'] }))!.permissions,
    ).toEqual(['PROJECT_SEE', 'TASK_SEE']);
    expect([await key.codes(write), await key.codes(READ)]).toEqual([['FORBIDDEN'], []]);
    expect((await update(owner.client, id, { permissions: null }))!.permissions).toEqual([]);
    expect(await key.codes(write)).toEqual([]);
    expect(await owner.client.codes(CREATE, { input: { name: 'K', permissions: [] } })).toEqual(['REQUIRED']);
  });
});

describe('networks', () => {
  test('admit a key from their addresses alone, and record a refusal at most once', async () => {
    const { owner } = await createTenant(server.anonymous);
    const { secret, id } = await createKey(owner.client, { networks: ['192.0.2.7/24', '2001:DB8::1'] });
    const from = (address: string) => bearer(owner.client, secret).with({ 'x-forwarded-for': address });
    expect(await from('192.0.2.200').codes(READ)).toEqual([]);
    expect(await from('2001:db8:0::1').codes(READ)).toEqual([]);
    for (const address of ['198.51.100.1', '2001:db8::2', 'unknown', '198.51.100.1'])
      expect([address, await from(address).codes(READ)]).toEqual([address, ['UNAUTHENTICATED']]);
    // In another organization, too: whether the key exists is not told.
    const other = await createTenant(server.anonymous);
    expect(await from('198.51.100.1').in(other.organizationId).codes(READ)).toEqual(['UNAUTHENTICATED']);
    const { auditEvents } = await owner.client.ask(
      'query ($id: ID!) { auditEvents(filter: { action: { eq: "api_key.address_refused" } targetId: { eq: $id } }) { nodes { ipAddress actor { id } } } }',
      { id },
    );
    expect(auditEvents.nodes).toEqual([{ ipAddress: '198.51.100.1', actor: null }]);
    const { networks } = (await update(owner.client, id, { networks: ['198.51.100.0/24'] }))!;
    expect(networks).toEqual(['198.51.100.0/24']);
    expect([await from('198.51.100.1').codes(READ), await from('192.0.2.200').codes(READ)]).toEqual([
      [],
      ['UNAUTHENTICATED'],
    ]);
    await update(owner.client, id, { networks: null });
    expect(await from('203.0.113.9').codes(READ)).toEqual([]);
  });

  test('are at most 50, and each is an address or a network', async () => {
    const { owner } = await createTenant(server.anonymous);
    const errors = async (networks: string[]) =>
      (await owner.client.payload(CREATE, { input: { name: 'K', networks } })).userErrors;
    expect(await errors(['10.0.0.0/8', 'localhost'])).toEqual([
      { code: 'INVALID', field: ['networks', '1'] },
    ]);
    expect(await errors(Array.from({ length: 51 }, (_, index) => `10.0.0.${index}`))).toEqual([
      { code: 'TOO_LONG', field: ['networks'] },
    ]);
    const { apiKey } = await owner.client.payload(CREATE, {
      input: { name: 'K', networks: ['10.0.0.1', '10.0.0.1/32', '::ffff:10.2.3.4/112'] },
    });
    expect(apiKey!.networks).toEqual(['10.0.0.1/32', '10.2.0.0/16']);
  });
});

describe('the limits of a key', () => {
  test('a quota of a month is exact over two servers, and an own one beside the plan', async () => {
    const { owner } = await createTenant(server.anonymous);
    const second = await startTestServer({}, undefined, { of: server, urls: server.urls });
    const { secret, id } = await createKey(owner.client, { requestsPerMonth: 7 });
    const clients = [server.url, second.url].map((url) => bearer({ url } as Client, secret));
    const outcomes = await Promise.all(
      Array.from({ length: 24 }, (_, index) => clients[index % 2]!.codes(READ)),
    );
    expect(outcomes.filter((codes) => codes.length === 0)).toHaveLength(7);
    expect(outcomes.flat()).toEqual(Array.from({ length: 17 }, () => 'QUOTA_EXCEEDED'));
    expect(await update(owner.client, id, {})).toMatchObject({ requestsPerMonth: 7, usedThisMonth: 7 });
    const { organization } = await owner.client.ask('{ organization { usage { apiRequests { used } } } }');
    expect(organization.usage.apiRequests.used).toBe(7);
    await update(owner.client, id, { requestsPerMonth: 8 });
    expect([await clients[0]!.codes(READ), await clients[1]!.codes(READ)]).toEqual([[], ['QUOTA_EXCEEDED']]);
    expect(await update(owner.client, id, { requestsPerMonth: null })).toMatchObject({ usedThisMonth: null });
    expect(await clients[1]!.codes(READ)).toEqual([]);
  });

  test('a rate of a minute', async () => {
    const limited = await startTestServer({ RATE_LIMITS: 'on' }, undefined, {
      of: server,
      urls: server.urls,
    });
    const { owner } = await createTenant(server.anonymous);
    const { secret } = await createKey(owner.client, { requestsPerMinute: 3 });
    const key = bearer({ url: limited.url } as Client, secret);
    const first = await key.send(READ);
    expect(first.headers.get('ratelimit-policy')).toBe('"key";q=3;w=60');
    expect(first.headers.get('ratelimit')).toMatch(/^"key";r=2;t=\d+$/);
    const codes = [await key.codes(READ), await key.codes(READ), await key.codes(READ)];
    expect(codes).toEqual([[], [], ['RATE_LIMITED']]);
    expect(
      await owner.client.codes(CREATE, { input: { name: 'K', requestsPerMinute: 0, requestsPerMonth: -1 } }),
    ).toEqual(['INVALID', 'INVALID']);
  });
});

test('the expiry of a key can be changed while it works', async () => {
  const { owner } = await createTenant(server.anonymous);
  const { id } = await createKey(owner.client);
  const at = '2099-01-01T00:00:00Z';
  expect((await update(owner.client, id, { expiresAt: at }))!.expiresAt).toBe(at);
  expect((await update(owner.client, id, { expiresAt: null }))!.expiresAt).toBeNull();
  await server.db.updateTable('api_keys').set({ expires_at: '2020-01-01' }).where('id', '=', id).execute();
  expect(await owner.client.codes(UPDATE, { input: { id, expiresAt: at } })).toEqual(['INVALID']);
});

test('what a key has used is counted while it has a quota, and begins anew with the month', async () => {
  const { owner } = await createTenant(server.anonymous);
  const { client } = owner;
  const { secret, id } = await createKey(client);
  const verify = (cost: number) =>
    client.ask(
      `mutation ($input: VerifyKeyInput!) { verifyKey(input: $input) { verification { valid } userErrors { code } } }`,
      { input: { key: secret, cost } },
    );
  const used = async () => (await update(client, id, {}))!.usedThisMonth;
  const key = bearer(client, secret);
  await key.ask(READ);
  await verify(5);
  await update(client, id, { requestsPerMonth: 10 });
  expect(await used()).toBe(0);
  await key.ask(READ);
  await verify(3);
  expect(await used()).toBe(4);
  await server.db
    .updateTable('api_key_counts')
    .set({ month: '2020-01-01', used: 9 })
    .where('api_key_id', '=', id)
    .execute();
  expect(await used()).toBe(0);
  // Nothing is counted, and the count is still of the month that has passed.
  await verify(0);
  await verify(11);
  expect(await used()).toBe(0);
  await verify(2);
  expect(await used()).toBe(2);
  await server.db
    .updateTable('api_key_counts')
    .set({ month: '2020-01-01', used: 10 })
    .where('api_key_id', '=', id)
    .execute();
  await key.ask(READ);
  expect(await used()).toBe(1);
});
