import { expect, test } from 'vitest';
import { createTenant } from '../../support/contract.ts';
import { bearer, createKey } from '../../support/departure.ts';
import { startTestServer } from '../../support/server.ts';

const server = await startTestServer();

const VERIFY = `mutation ($input: VerifyKeyInput!) { verifyKey(input: $input) {
  verification { valid code } userErrors { code } } }`;
const UPDATE = `mutation ($input: UpdateApiKeyInput!) { updateApiKey(input: $input) { userErrors { code } } }`;
const ROLL = `mutation ($input: RollApiKeyInput!) { rollApiKey(input: $input) { secret userErrors { code } } }`;

test('a hundred verifications at once, requests of the key, changes and rolls of it fail for none', async () => {
  const { owner } = await createTenant(server.anonymous);
  const { client } = owner;
  const { id, secret } = await createKey(client, { requestsPerMonth: 100_000 });
  const work = Array.from({ length: 100 }, async (_, index) => {
    const codes = await client.codes(VERIFY, { input: { key: secret } });
    if (index % 10 === 0)
      codes.push(...(await client.codes(UPDATE, { input: { id, requestsPerMonth: 100_001 + index } })));
    if (index % 10 === 3) codes.push(...(await client.codes(ROLL, { input: { id, overlapSeconds: 3600 } })));
    if (index % 10 === 6) codes.push(...(await bearer(client, secret).codes('{ tasks { nodes { id } } }')));
    return codes;
  });
  expect((await Promise.all(work)).flat()).toEqual([]);
  const { rows } = await server.systemPool.query<{ used: string }>(
    'select used from api_key_counts where api_key_id = $1',
    [id],
  );
  expect(rows).toEqual([{ used: '110' }]);
});

test('a verification and a request of the key wait for nobody who changes the key or the organization', async () => {
  const { owner, organizationId } = await createTenant(server.anonymous);
  const { client } = owner;
  const { id, secret } = await createKey(client, { requestsPerMonth: 100_000 });
  const other = await server.systemPool.connect();
  try {
    await other.query('begin');
    await other.query('select from organizations where id = $1 for no key update', [organizationId]);
    await other.query(`update api_keys set name = 'Other' where id = $1`, [id]);
    expect((await client.payload(VERIFY, { input: { key: secret } })).verification).toEqual({
      valid: true,
      code: 'VALID',
    });
    expect(await bearer(client, secret).codes('{ tasks { nodes { id } } }')).toEqual([]);
    await other.query('rollback');
  } finally {
    other.release();
  }
});

test('one operation that changes a key and verifies it does not wait for itself', async () => {
  const { owner } = await createTenant(server.anonymous);
  const { client } = owner;
  const { id, secret } = await createKey(client);
  const codes = await client.codes(
    `mutation ($id: ID!, $key: String!) {
      updateApiKey(input: { id: $id, name: "Changed" }) { userErrors { code } }
      verifyKey(input: { key: $key }) { verification { valid } userErrors { code } } }`,
    { id, key: secret },
  );
  expect(codes).toEqual([]);
});
