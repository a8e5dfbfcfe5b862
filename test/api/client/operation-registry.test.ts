import { afterAll, describe, expect, test } from 'vitest';
import { createPool } from '../../../src/database/client.ts';
import { createSystemHandle } from '../../../src/database/system.ts';
import { OperationRegistry } from '../../../src/modules/client/registry.ts';
import { createServer } from '../../../src/bootstrap/create-server.ts';
import { createPlatformAdmin } from '../../fixtures/platform-admin.ts';
import { Client } from '../../support/client.ts';
import { headersOf, postBody, release, sha256, someVersion, type Version } from '../../support/persisted.ts';
import { startTestServer } from '../../support/server.ts';

const server = await startTestServer();
const { client: admin } = await createPlatformAdmin(server);
const plans = 'query Plans { plans { code } }';
const answer = { plans: [{ code: 'FREE' }, { code: 'PRO' }] };

describe('while the database is unavailable', () => {
  const { logger } = server.services;

  /** Creates a registry that reads registered operations from this database. */
  async function serveWith(systemUrl: string) {
    const pool = createPool(systemUrl, 1, logger);
    const operations = new OperationRegistry(createSystemHandle(pool), logger);
    const config = { ...server.services.config, persistedOperations: 'require' as const };
    const app = await createServer({ ...server.services, config, operations });
    const end = () => (pool.ended ? Promise.resolve() : pool.end());
    afterAll(async () => {
      await app.close();
      await operations.close();
      await end();
    });
    return { client: new Client(await app.listen({ host: '127.0.0.1', port: 0 })), operations, end };
  }
  const naming = { documentId: sha256(plans) };

  test('clients are asked to retry', async () => {
    const { client } = await serveWith('postgres://nobody@127.0.0.1:1/nothing');
    const headers = headersOf(someVersion());
    for (const sent of [naming, { query: plans }])
      expect(await postBody(client, sent, headers)).toMatchObject({
        status: 503,
        code: 'SERVICE_UNAVAILABLE',
      });
  });

  test('known operations are still served, and unknown ones get a retry error', async () => {
    const [version, unread] = [await release(admin, plans), await release(admin, plans)];
    const { client, operations, end } = await serveWith(server.urls.systemUrl);
    const ask = (of: Version) => postBody(client, naming, headersOf(of));
    expect(await ask(version)).toMatchObject({ status: 200, data: answer });
    await end();
    operations.forget();
    expect(await ask(version)).toMatchObject({ status: 200, data: answer });
    expect(await ask(unread)).toMatchObject({ status: 503, code: 'SERVICE_UNAVAILABLE' });
  });
});
