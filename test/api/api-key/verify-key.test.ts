import { randomUUID } from 'node:crypto';
import { pino } from 'pino';
import { describe, expect, test } from 'vitest';
import { newSecret } from '../../../src/authentication/api-key-secret.ts';
import { Client, join } from '../../support/client.ts';
import { createTenant } from '../../support/contract.ts';
import { bearer, createKey } from '../../support/departure.ts';
import { startTestServer } from '../../support/server.ts';

const lines: string[] = [];
const logger = pino({ level: 'trace' }, { write: (line: string) => void lines.push(line) });
const server = await startTestServer({}, logger);
const second = await startTestServer({}, logger, { of: server, urls: server.urls });

const VERIFY = `mutation Verify($input: VerifyKeyInput!) { verifyKey(input: $input) {
  verification { valid code keyId ownerId remaining resetsAt } userErrors { code field } } }`;

const verify = async (client: Client, input: object) =>
  (await client.payload(VERIFY, { input: { key: newSecret('test'), ...input } })).verification!;

async function createVerifier(scopes = ['KEYS_VERIFY']) {
  const tenant = await createTenant(server.anonymous);
  const { secret } = await createKey(tenant.owner.client, { scopes });
  return { ...tenant, verifier: bearer(tenant.owner.client, secret), client: tenant.owner.client };
}

describe('verifyKey', () => {
  test('tells whether a key of the organization works', async () => {
    const { verifier, owner, client } = await createVerifier();
    const { secret: key, id } = await createKey(client);
    const found = { keyId: id, ownerId: owner.userId };
    expect(await verify(verifier, { key })).toMatchObject({ ...found, valid: true, code: 'VALID' });
    expect(await verify(client, { key })).toMatchObject({ valid: true });
    const other = await createVerifier();
    for (const [asking, input] of [
      [other.verifier, { key }],
      [verifier, {}],
      [verifier, { key: 'pk_test_short' }],
      [verifier, { key: '' }],
    ] as const)
      expect(await verify(asking, input)).toEqual({
        valid: false,
        code: 'NOT_FOUND',
        keyId: null,
        ownerId: null,
        remaining: null,
        resetsAt: null,
      });
    await server.db.updateTable('api_keys').set({ expires_at: '2020-01-01' }).where('id', '=', id).execute();
    expect(await verify(verifier, { key })).toMatchObject({ ...found, valid: false, code: 'EXPIRED' });
    await client.ask(`mutation { revokeApiKey(input: { id: "${id}" }) { userErrors { code } } }`);
    expect(await verify(verifier, { key })).toMatchObject({ ...found, valid: false, code: 'REVOKED' });
  });

  test('tells that the owner of a key is suspended', async () => {
    const { verifier, owner, client } = await createVerifier();
    const admin = await join(owner, 'ADMIN');
    const { secret: key } = await createKey(admin.client);
    await client.ask(
      `mutation { suspendMember(input: { userId: "${admin.userId}", reason: "R" }) { userErrors { code } } }`,
    );
    expect(await verify(verifier, { key })).toMatchObject({ valid: false, code: 'DISABLED' });
  });

  test('checks a permission as a request of the key would be, and its networks', async () => {
    const { verifier, client } = await createVerifier();
    const { secret: key } = await createKey(client, {
      role: 'ADMIN',
      scopes: ['READ', 'USAGE_WRITE'],
      networks: ['192.0.2.0/24'],
    });
    const code = async (input: object) =>
      (await verify(verifier, { key, ipAddress: '192.0.2.1', ...input })).code;
    expect(await code({})).toBe('VALID');
    expect(await code({ permission: 'TASK_SEE' })).toBe('VALID');
    expect(await code({ permission: 'USAGE_RECORD' })).toBe('VALID');
    for (const permission of ['TASK_WRITE', 'ORGANIZATION_UPDATE', 'API_KEY_MANAGE', 'NOTIFICATION_SEE'])
      expect([permission, await code({ permission })]).toEqual([permission, 'FORBIDDEN']);
    expect(await code({ ipAddress: '198.51.100.1' })).toBe('FORBIDDEN');
    expect(await code({ ipAddress: null })).toBe('FORBIDDEN');
    const narrow = await createKey(client, {
      scopes: ['READ', 'WRITE'],
      permissions: ['PROJECT_SEE', 'TASK_SEE'],
    });
    for (const [permission, expected] of [
      ['TASK_SEE', 'VALID'],
      ['TASK_WRITE', 'FORBIDDEN'],
      ['COMMENT_WRITE', 'FORBIDDEN'],
    ])
      expect((await verify(verifier, { key: narrow.secret, permission })).code).toBe(expected);
  });

  test('needs the permission, as a person or with the scope', async () => {
    const { owner, fellow } = await createVerifier();
    const { verifier: other } = await createVerifier(['READ', 'WRITE']);
    expect(await fellow.client.codes(VERIFY, { input: { key: 'k' } })).toEqual(['FORBIDDEN']);
    expect(await other.codes(VERIFY, { input: { key: 'k' } })).toEqual(['FORBIDDEN']);
    const faults = { key: 'k', cost: -1, ipAddress: 'nowhere' };
    expect(await owner.client.codes(VERIFY, { input: faults })).toEqual(['INVALID', 'INVALID']);
  });
});

describe('the count of verifications', () => {
  test('a hundred at once over two servers never exceed the quota of the key', async () => {
    const { client, organizationId } = await createVerifier();
    const { secret: key, id } = await createKey(client, { requestsPerMonth: 50 });
    const clients = [server.url, second.url].map((url) => new Client(url, client.headers));
    const results = await Promise.all(
      Array.from({ length: 100 }, (_, index) => verify(clients[index % 2]!, { key, cost: 3 })),
    );
    const valid = results.filter((result) => result.valid);
    expect(valid).toHaveLength(16);
    expect(valid.map(({ remaining }) => remaining).toSorted((a, b) => a! - b!)).toEqual(
      Array.from({ length: 16 }, (_, index) => 2 + 3 * index),
    );
    expect(results.filter(({ code }) => code === 'QUOTA_EXCEEDED')).toHaveLength(84);
    // Two are left.
    expect(await verify(client, { key, cost: 2 })).toMatchObject({ valid: true, remaining: 0 });
    expect(await verify(client, { key, cost: 0 })).toMatchObject({ valid: true, remaining: 0 });
    expect(await verify(client, { key })).toMatchObject({
      code: 'QUOTA_EXCEEDED',
      remaining: 0,
      resetsAt: expect.stringMatching(/-01T00:00:00Z$/),
    });
    expect(await bearer(client, key).codes('{ tasks { nodes { id } } }')).toEqual(['QUOTA_EXCEEDED']);
    const { organization } = await client.ask('{ organization { usage { apiRequests { used } } } }');
    expect(organization.usage.apiRequests.used).toBe(50);
    const { rows } = await server.systemPool.query(
      `select sum(quantity)::int as metered, (select sum(units)::int from api_requests where api_key_id = $2) as units
       from usage_pending where organization_id = $1 and keys ->> 'API_KEY' = $2::text and keys ->> 'OPERATION' = 'verifyKey'`,
      [organizationId, id],
    );
    expect(rows).toEqual([{ metered: 50, units: 50 }]);
  });

  test('a hundred at once over two servers never exceed the quota of the plan', async () => {
    const { client, organizationId } = await createVerifier();
    const clients = [server.url, second.url].map((url) => new Client(url, client.headers));
    const keys = [await createKey(client), await createKey(client, { requestsPerMonth: 1000 })];
    await server.db
      .insertInto('organization_overrides')
      .values({ organization_id: organizationId, requests_per_month: 30, reason: 'A test' })
      .execute();
    const results = await Promise.all(
      Array.from({ length: 100 }, (_, index) =>
        verify(clients[index % 3 === 0 ? 1 : 0]!, { key: keys[index % 2]!.secret }),
      ),
    );
    expect(results.filter((result) => result.valid)).toHaveLength(30);
    expect(results.filter(({ code }) => code === 'QUOTA_EXCEEDED')).toHaveLength(70);
  });

  test('a rate of a minute', async () => {
    const { client } = await createVerifier();
    const { secret: key, id } = await createKey(client, { requestsPerMinute: 5 });
    expect(await verify(client, { key, cost: 6 })).toMatchObject({ code: 'RATE_LIMITED', remaining: 5 });
    // The minute may end between two calls.
    const results = [];
    for (let call = 0; call < 12; call++) results.push(await verify(client, { key }));
    expect(results.filter(({ valid }) => valid).length).toBeLessThanOrEqual(10);
    expect(results.find(({ code }) => code === 'RATE_LIMITED')).toMatchObject({ valid: false, remaining: 0 });
    await server.db
      .updateTable('api_key_counts')
      .set({ minute: '2020-01-01' })
      .where('api_key_id', '=', id)
      .execute();
    expect(await verify(client, { key, cost: 5 })).toMatchObject({ valid: true });
  });
});

test('the secret is in no log, audit event, idempotency record or metered request', async () => {
  const { verifier, client } = await createVerifier();
  const { secret: key } = await createKey(client);
  const asked = verifier.with({ 'idempotency-key': randomUUID() });
  expect(await verify(asked, { key })).toMatchObject({ valid: true });
  expect(await verify(asked, { key })).toMatchObject({ valid: true });
  await asked.send(VERIFY, { input: { key, cost: 'none' } });
  await asked.send(VERIFY.replace('verification', 'unknown'), { input: { key } });
  expect(lines.length).toBeGreaterThan(0);
  expect(lines.join('\n')).not.toContain(key.slice(14));
  const { rows } = await server.systemPool.query(
    `select t::text as row from idempotency_records t union all select t::text from audit_events t
     union all select t::text from api_requests t union all select t::text from api_keys t`,
  );
  expect(rows.length).toBeGreaterThan(0);
  expect(rows.map(({ row }) => row).join('\n')).not.toContain(key.slice(14));
});
