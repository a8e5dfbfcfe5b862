import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, expect, test } from 'vitest';
import { generateSecretsKey } from '../../src/crypto/key-store.ts';
import type { Readiness } from '../../src/http/readiness.ts';
import { lockOf } from '../../src/jobs/worker-lock.ts';
import { freePort } from '../support/free-port.ts';
import { until } from '../support/mail.ts';
import { startTestServer } from '../support/server.ts';

const server = await startTestServer();
const folder = await mkdtemp(join(tmpdir(), 'polity-worker-'));
afterAll(() => rm(folder, { recursive: true }));

/** Starts a worker as a process of its own. */
function start(settings: Record<string, string>) {
  const child = spawn(process.execPath, [join(import.meta.dirname, '../../src/worker.ts')], {
    env: {
      PATH: process.env['PATH'],
      NODE_ENV: 'test',
      HOST: '127.0.0.1',
      DATABASE_URL: server.urls.systemUrl,
      DATABASE_APP_URL: server.urls.servingUrl,
      SECRETS_KEY: generateSecretsKey(),
      POLITY_DATA_DIR: folder,
      ...settings,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  afterAll(() => void child.kill('SIGKILL'));
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += String(chunk)));
  return { child, ended: once(child, 'exit').then(([code]) => code as number), output: () => output };
}

test('a worker serves its health and its protected metrics while it runs, and is not ready when it cannot run jobs', async () => {
  const [port, token] = [await freePort(), 'd'.repeat(32)];
  const worker = start({ WORKER_PORT: String(port), METRICS_TOKEN: token });
  const get = (path: string, headers = {}) => fetch(`http://127.0.0.1:${port}${path}`, { headers });
  const readiness = async () => {
    const response = await get('/ready').catch(() => undefined);
    return response && [response.status, await response.json()];
  };
  await expect.poll(readiness).toEqual([200, { status: 'ok', failing: [] }]);
  expect(await (await get('/health')).json()).toEqual({ status: 'ok' });
  expect((await get('/metrics')).status).toBe(401);
  expect((await get('/graphql')).status).toBe(404);

  const metrics = async () => (await get('/metrics', { authorization: `Bearer ${token}` })).text();
  await sql`select graphile_worker.add_job('delete-dead-jobs')`.execute(server.db);
  const text = await until(async () => {
    const found = await metrics();
    return /attempt_duration_seconds_count\{.*"delete-dead-jobs".*\} 1\n/.test(found) ? found : undefined;
  });
  for (const line of [
    'polity_job_workers 1',
    'polity_part_working{part="worker"} 1',
    'polity_part_working{part="mail"} 1',
  ])
    expect(text).toContain(`${line}\n`);
  expect(text).toMatch(/process_resident_memory_bytes \d+/);
  expect(text).toMatch(/polity_job_attempt_duration_seconds_count\{.*result="done".*\} 1\n/);
  expect(text).toMatch(/polity_database_connections\{state="total"\} \d+/);

  await sql`alter table kysely_migration rename to kysely_migration_away`.execute(server.db);
  expect(await readiness()).toEqual([503, { status: 'unavailable', failing: ['database'] }]);
  expect((await get('/health')).status).toBe(200);
  await sql`alter table kysely_migration_away rename to kysely_migration`.execute(server.db);
  expect(await readiness()).toEqual([200, { status: 'ok', failing: [] }]);

  const second = start({ WORKER_PORT: String(port) });
  expect(await second.ended).toBe(1);
  expect(second.output()).toContain(`Port ${port} is in use`);
  expect(second.output()).toContain(`WORKER_PORT=${port + 1} npm run worker`);

  worker.child.kill('SIGTERM');
  expect(await worker.ended).toBe(0);
});

test('a worker that has lost its lock is not ready until it has it again', async () => {
  const port = await freePort();
  const worker = start({ WORKER_PORT: String(port) });
  const readiness = async () => {
    const response = await fetch(`http://127.0.0.1:${port}/ready`).catch(() => undefined);
    return response && [response.status, ((await response.json()) as Readiness).failing];
  };
  await expect.poll(readiness).toEqual([200, []]);
  const { rows } = await sql<{ pid: number; name: string }>`
    select pid, substr(application_name, length('polity worker ') + 1) as name from pg_stat_activity
    where datname = current_database() and application_name like 'polity worker %'`.execute(server.db);
  const [{ pid, name }] = rows as [{ pid: number; name: string }];
  const key = sql.raw(lockOf(`'${name}'`));
  await server.db.connection().execute(async (thief) => {
    const stolen = sql`select pg_advisory_lock(${key})`.execute(thief);
    await until(async () => {
      const waiting = await sql`select from pg_locks where locktype = 'advisory' and not granted`.execute(
        server.db,
      );
      return waiting.rows.length > 0 || undefined;
    });
    await sql`select pg_terminate_backend(${pid})`.execute(server.db);
    await stolen;
    await expect.poll(readiness).toEqual([503, ['worker']]);
    await sql`select pg_advisory_unlock(${key})`.execute(thief);
  });
  await expect.poll(readiness).toEqual([200, []]);
  worker.child.kill('SIGTERM');
  expect(await worker.ended).toBe(0);
});
