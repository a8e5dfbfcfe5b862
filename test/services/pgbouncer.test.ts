import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { afterAll, expect, test } from 'vitest';
import { createPool } from '../../src/database/client.ts';
import { register } from '../support/client.ts';
import { freePort } from '../support/free-port.ts';
import { startTestServer } from '../support/server.ts';

const folder = await mkdtemp(join(tmpdir(), 'polity-pgbouncer-'));
await chmod(folder, 0o755);

/** Starts PgBouncer in transaction mode in front of the serving login, with fewer connections than requests. */
async function startPgBouncer(servingUrl: string): Promise<string> {
  const target = new URL(servingUrl);
  const port = await freePort();
  await writeFile(join(folder, 'users.txt'), `"${target.username}" "${target.password}"\n`);
  await writeFile(
    join(folder, 'pgbouncer.ini'),
    `[databases]
     * = host=127.0.0.1 port=${target.port}
     [pgbouncer]
     listen_addr = 127.0.0.1
     listen_port = ${port}
     unix_socket_dir =
     auth_type = plain
     auth_file = ${join(folder, 'users.txt')}
     pool_mode = transaction
     default_pool_size = 2
     `.replaceAll(/^ +/gm, ''),
  );
  const user = process.getuid?.() === 0 ? ['-u', 'nobody'] : [];
  const bouncer = spawn('pgbouncer', [...user, join(folder, 'pgbouncer.ini')], { stdio: 'ignore' });
  await once(bouncer, 'spawn');
  afterAll(async () => {
    bouncer.kill();
    await rm(folder, { recursive: true });
  });
  const url = Object.assign(new URL(servingUrl), { port: String(port), search: '' }).href;
  await untilItAnswers(url);
  return url;
}

async function untilItAnswers(connectionString: string): Promise<void> {
  for (let attempt = 0; ; attempt++) {
    const client = new pg.Client({ connectionString });
    try {
      await client.connect();
      await client.query('select 1');
      return await client.end();
    } catch (error) {
      if (attempt === 50) throw error;
      await sleep(100);
    }
  }
}

const server = await startTestServer({ PREPARED_STATEMENTS: 'off' });
const direct = server.services.servingPool;
server.services.servingPool = createPool(
  await startPgBouncer(direct.options.connectionString!),
  20,
  server.services.logger,
);
afterAll(() => server.services.servingPool.end());

test('two tenants share a pooler in transaction mode with two connections, and each sees only its own data', async () => {
  const tenants = [await register(server.anonymous), await register(server.anonymous)];
  for (const { client, organizationId } of tenants) {
    await client.ask(
      `mutation ($name: String!) { createProject(input: { name: $name }) { userErrors { code } } }`,
      {
        name: organizationId,
      },
    );
  }
  const answers = await Promise.all(
    Array.from({ length: 200 }, (_, index) =>
      tenants[index % 2]!.client.ask('{ projects { nodes { name } } me { id } }'),
    ),
  );
  for (const [index, { projects, me }] of answers.entries()) {
    const tenant = tenants[index % 2]!;
    expect(projects.nodes).toEqual([{ name: tenant.organizationId }]);
    expect(me.id).toBe(tenant.userId);
  }
});

test('a refused mutation leaves no settings on the shared connection', async () => {
  const { client } = await register(server.anonymous);
  const { data } = await client.send(
    `mutation { a: createProject(input: { name: "kept" }) { userErrors { code } }
                b: createProject(input: { name: " " }) { userErrors { code } } }`,
  );
  expect(data).toMatchObject({ a: { userErrors: [] }, b: { userErrors: [{ code: 'REQUIRED' }] } });
  expect((await client.ask('{ projects { nodes { name } } }')).projects.nodes).toEqual([{ name: 'kept' }]);
});
