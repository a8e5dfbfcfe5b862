import { sql } from 'kysely';
import { pino } from 'pino';
import { afterAll, describe, expect, test } from 'vitest';
import { createPool } from '../../src/database/client.ts';
import { createSystemHandle } from '../../src/database/system.ts';
import { createServer } from '../../src/bootstrap/create-server.ts';
import { Client, register } from '../support/client.ts';
import { startTestServer } from '../support/server.ts';
import type { Services } from '../../src/core/services.ts';

const server = await startTestServer();

/** Starts another server with the same keys. */
async function listen(services: Services = server.services) {
  const app = await createServer(services);
  return { app, url: await app.listen({ host: '127.0.0.1', port: 0 }) };
}

const ask = async (url: string, path: string): Promise<[status: number, body: unknown]> => {
  const response = await fetch(`${url}${path}`);
  return [response.status, await response.json()];
};

test('a working server is live and ready', async () => {
  expect(await ask(server.url, '/health')).toEqual([200, { status: 'ok' }]);
  // Until it listens for events, a server is not ready.
  await expect.poll(() => ask(server.url, '/ready')).toEqual([200, { status: 'ok', failing: [] }]);
});

test('a server whose database lacks a migration is live but not ready, with the reason', async () => {
  const name = '0003_projects_and_tasks';
  const { rows } = await sql<{ timestamp: string }>`
    delete from kysely_migration where name = ${name} returning timestamp`.execute(server.db);
  expect(await ask(server.url, '/ready')).toEqual([503, { status: 'unavailable', failing: ['migrations'] }]);
  expect(await ask(server.url, '/health')).toEqual([200, { status: 'ok' }]);
  await sql`insert into kysely_migration values (${name}, ${rows[0]!.timestamp})`.execute(server.db);
  expect(await ask(server.url, '/ready')).toEqual([200, { status: 'ok', failing: [] }]);
});

describe('without its database', async () => {
  const lines: { level: number; requestId?: string; err?: { stack: string } }[] = [];
  const logger = pino({ level: 'warn' }, { write: (line) => lines.push(JSON.parse(line)) });
  const nowhere = createPool('postgres://nobody@127.0.0.1:1/none', 2, logger);
  const away = await listen({
    ...server.services,
    logger,
    servingPool: nowhere,
    system: createSystemHandle(nowhere),
  });
  afterAll(async () => {
    await away.app.close();
    await nowhere.end();
  });

  test('a server is live but not ready, with the reason', async () => {
    expect(await ask(away.url, '/ready')).toEqual([503, { status: 'unavailable', failing: ['database'] }]);
    expect(await ask(away.url, '/health')).toEqual([200, { status: 'ok' }]);
  });

  test.each([
    ['me', '{ me { id } }'],
    ['tasks', '{ tasks { totalCount } }'],
    ['plans', '{ plans { code } }'],
    ['logout', 'mutation { logout { userErrors { code } } }'],
    ['login', 'mutation { login(input: { email: "a@b.test", password: "x" }) { userErrors { code } } }'],
    [
      'register',
      `mutation { register(input: { email: "a@b.test", password: "long enough", fullName: "A" }) {
        userErrors { code } } }`,
    ],
  ])('%s fails with SERVICE_UNAVAILABLE, and only the log has the reason', async (field, query) => {
    const { accessToken } = await register(server.anonymous);
    const headers = { authorization: `Bearer ${accessToken}`, 'x-request-id': `away-${field}` };
    lines.length = 0;
    const { status, body, headers: told } = await new Client(away.url, headers).send(query);
    expect(status).toBe(503);
    expect(told.get('retry-after')).toMatch(/^([1-9]|10)$/);
    expect(body).not.toHaveProperty('data');
    expect(body.errors).toMatchObject([
      {
        message: 'The service cannot answer at the moment. Try again shortly.',
        extensions: { code: 'SERVICE_UNAVAILABLE' },
      },
    ]);
    expect(JSON.stringify(body)).not.toMatch(/ECONNREFUSED|127\.0\.0\.1|stack/);
    expect(lines.filter((line) => line.requestId === `away-${field}`)).toEqual([
      expect.objectContaining({
        level: 40,
        err: expect.objectContaining({ message: expect.stringContaining('ECONNREFUSED') }),
      }),
    ]);
  });

  test('requests that need no database are still served', async () => {
    const client = new Client(away.url);
    expect(await client.ask('{ __typename __schema { queryType { name } } }')).toMatchObject({
      __typename: 'Query',
    });
    expect(await client.ask('{ me { id } }')).toEqual({ me: null });
  });
});

describe('a server that stops', () => {
  const waiting = async () => {
    const { rows } = await sql<{ count: string }>`
      select count(*) from pg_locks join pg_stat_activity using (pid)
      where not granted and datname = current_database()`.execute(server.db);
    return Number(rows[0]!.count);
  };

  test('completes the request in flight, accepts no other, and then ends', async () => {
    const { app, url } = await listen();
    const owner = await register(server.anonymous);
    const client = new Client(url, owner.client.headers);
    const release = Promise.withResolvers<void>();
    const locked = Promise.withResolvers<void>();
    const lock = server.db.transaction().execute(async (db) => {
      await db
        .selectFrom('organizations')
        .select('id')
        .where('id', '=', owner.organizationId)
        .forUpdate()
        .execute();
      locked.resolve();
      await release.promise;
    });
    await locked.promise;
    const answer = client.send(
      'mutation { createProject(input: { name: "Late" }) { project { name } userErrors { code } } }',
    );
    await expect.poll(waiting).toBeGreaterThan(0);

    let gone = false;
    const closing = app.close().then(() => (gone = true));
    await expect.poll(() => fetch(`${url}/ready`).catch(() => 'refused')).toBe('refused');
    expect(gone).toBe(false);
    release.resolve();
    await lock;
    const { status, headers, data } = await answer;
    expect(status).toBe(200);
    expect(headers.get('connection')).toBe('close');
    expect(data).toEqual({ createProject: { project: { name: 'Late' }, userErrors: [] } });
    await closing;
    expect(await owner.client.ask('{ projects { nodes { name } } }')).toEqual({
      projects: { nodes: [{ name: 'Late' }] },
    });
  });
});
