import { expect, test } from 'vitest';
import { type Account, join } from '../../support/client.ts';
import { createTenant } from '../../support/contract.ts';
import { bearer, createKey, type Key } from '../../support/departure.ts';
import { startTestServer } from '../../support/server.ts';

const server = await startTestServer();

/** Returns how many statements wait for the lock of a row. */
const waiting = async () =>
  (
    await server.systemPool.query(
      `select from pg_locks join pg_stat_activity using (pid) where datname = current_database() and not granted`,
    )
  ).rowCount;

const changes: Record<string, string> = {
  updateApiKey: `mutation ($id: ID!) { updateApiKey(input: { id: $id, name: "Mine" }) { userErrors { code } } }`,
  rollApiKey: `mutation ($id: ID!) { rollApiKey(input: { id: $id, overlapSeconds: 0 }) { secret userErrors { code } } }`,
  revokeApiKey: `mutation ($id: ID!) { revokeApiKey(input: { id: $id }) { userErrors { code } } }`,
};

const losses: Record<string, [sql: string, code: string]> = {
  removal: ['delete from memberships where organization_id = $1 and user_id = $2', 'NOT_FOUND'],
  demotion: [
    `update memberships set role = 'MEMBER' where organization_id = $1 and user_id = $2`,
    'FORBIDDEN',
  ],
  suspension: [
    `update memberships set member_suspended_at = now(), member_suspension_reason = 'R'
      where organization_id = $1 and user_id = $2`,
    'NOT_FOUND',
  ],
};

const cases = Object.keys(changes).flatMap((change) => Object.keys(losses).map((loss) => [change, loss]));

test.each(cases)('%s is refused if it waits behind the %s of its caller', async (change, loss) => {
  const { owner, organizationId } = await createTenant(server.anonymous);
  const admin: Account = await join(owner, 'ADMIN');
  const key: Key = await createKey(owner.client);
  const [text, code] = losses[loss!]!;
  const other = await server.systemPool.connect();
  try {
    await other.query('begin');
    await other.query('select from organizations where id = $1 for no key update', [organizationId]);
    await other.query(text, [organizationId, admin.userId]);
    const answered = admin.client.codes(changes[change!]!, { id: key.id });
    await expect.poll(waiting).toBe(1);
    await other.query('commit');
    expect(await answered).toEqual([code]);
  } finally {
    other.release();
  }
  expect(await bearer(owner.client, key.secret).codes('{ tasks { nodes { id } } }')).toEqual([]);
  const { apiKeys } = await owner.client.ask('query { apiKeys { nodes { id name } } }');
  expect(apiKeys.nodes).toContainEqual({ id: key.id, name: 'Robot' });
});
