import { expect, test } from 'vitest';
import { hashSecret } from '../../../src/authentication/api-key-secret.ts';
import { bearer, createHouse, createKey, type Key } from '../../support/departure.ts';
import { createServiceAccount, createServiceKey } from '../../support/service-accounts.ts';
import { startTestServer } from '../../support/server.ts';

const server = await startTestServer();

/** Asks as a server of an earlier release does. */
async function knownToEarlierRelease({ secret }: Key): Promise<boolean> {
  const { rows } = await server.servingPool.query<{ api_key_id: string | null }>(
    'select api_key_id from app.begin_request(null, null, 1000, $1, true)',
    [hashSecret(secret)],
  );
  return rows[0]!.api_key_id !== null;
}

test('an earlier release refuses keys whose limits it does not know, and those of service accounts', async () => {
  const { owner } = await createHouse(server);
  const { client } = owner;
  const ownerId = await createServiceAccount(client, owner.userId);
  const keys = {
    usual: await createKey(client),
    permissions: await createKey(client, { permissions: ['TASK_SEE', 'PROJECT_SEE'] }),
    networks: await createKey(client, { networks: ['0.0.0.0/0', '::/0'] }),
    perMinute: await createKey(client, { requestsPerMinute: 1000 }),
    perMonth: await createKey(client, { requestsPerMonth: 1000 }),
    service: await createServiceKey(client, ownerId),
  };
  const known = await Promise.all(
    Object.entries(keys).map(async ([name, key]) => ((await knownToEarlierRelease(key)) ? [name] : [])),
  );
  expect(known.flat()).toEqual(['usual']);
  for (const { secret } of Object.values(keys))
    expect(await bearer(client, secret).codes('{ projects { nodes { id } } }')).toEqual([]);
});
