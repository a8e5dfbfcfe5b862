import { expect, test } from 'vitest';
import { join } from '../../support/client.ts';
import { createTenant } from '../../support/contract.ts';
import { createKey } from '../../support/departure.ts';
import { createServiceAccount, createServiceKey } from '../../support/service-accounts.ts';
import { startTestServer } from '../../support/server.ts';

const server = await startTestServer();

const UPDATE = `mutation ($input: UpdateApiKeyInput!) { updateApiKey(input: $input) { userErrors { code field } } }`;

const limits = {
  permissions: ['PROJECT_SEE', 'TASK_SEE', 'TASK_WRITE'],
  networks: ['192.0.2.0/24', '2001:db8::/32'],
  requestsPerMinute: 10,
  requestsPerMonth: 100,
  expiresAt: '2099-01-01T00:00:00Z',
};

const wider: Record<string, unknown[]> = {
  permissions: [null, ['PROJECT_SEE', 'TASK_SEE', 'COMMENT_WRITE']],
  networks: [null, ['192.0.2.0/23'], ['192.0.2.0/24', '198.51.100.7'], ['2001:db8::/31'], ['::/0']],
  requestsPerMinute: [null, 11],
  requestsPerMonth: [null, 101],
  expiresAt: [null, '2099-01-01T00:00:01Z'],
};

const narrower: Record<string, unknown[]> = {
  permissions: [['PROJECT_SEE', 'TASK_SEE']],
  networks: [['192.0.2.128/25', '2001:db8:1::/48'], ['192.0.2.129']],
  requestsPerMinute: [9],
  requestsPerMonth: [1],
  expiresAt: ['2098-01-01T00:00:00Z'],
};

const cases = (values: Record<string, unknown[]>) =>
  Object.entries(values).flatMap(([name, each]) => each.map((value) => [name, value] as const));

test('nobody else widens what limits the key of a person, but everybody who manages keys narrows and revokes it', async () => {
  const { owner } = await createTenant(server.anonymous);
  const admin = await join(owner, 'ADMIN');
  const { id } = await createKey(admin.client, limits);
  const change = async (client: typeof owner.client, name: string, value: unknown, key = id) =>
    (await client.payload(UPDATE, { input: { id: key, [name]: value } })).userErrors;
  for (const [name, value] of cases(wider))
    expect([value, await change(owner.client, name, value)]).toEqual([
      value,
      [{ code: 'FORBIDDEN_ROLE', field: [name] }],
    ]);
  expect(await change(owner.client, 'name', 'Renamed')).toEqual([]);
  for (const [name, value] of cases(narrower))
    expect([value, await change(owner.client, name, value)]).toEqual([value, []]);
  // The person themselves, and whoever manages keys of service accounts.
  for (const [name, value] of cases(wider))
    expect([value, await change(admin.client, name, value)]).toEqual([value, []]);
  const accountId = await createServiceAccount(owner.client, owner.userId);
  const service = await createServiceKey(admin.client, accountId, limits);
  for (const [name, value] of cases(wider))
    expect([value, await change(owner.client, name, value, service.id)]).toEqual([value, []]);
  // A limit where there was none.
  const free = await createKey(admin.client);
  for (const [name, value] of Object.entries(limits))
    expect([name, await change(owner.client, name, value, free.id)]).toEqual([name, []]);
  const revoked = await owner.client.codes(
    'mutation ($id: ID!) { revokeApiKey(input: { id: $id }) { userErrors { code } } }',
    { id },
  );
  expect(revoked).toEqual([]);
});
