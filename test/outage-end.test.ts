import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, describe, expect, test } from 'vitest';
import { createMailer } from '../src/mail.ts';
import { Client, register } from './support/client.ts';
import { createCutOff } from './support/cut-off.ts';
import { freePort } from './support/free-port.ts';
import { enqueue, settled } from './support/jobs.ts';
import { receiveMails, until } from './support/mail.ts';
import { createDatabase, startTestServer } from './support/server.ts';

const source = join(import.meta.dirname, '../src');
const folder = await mkdtemp(join(tmpdir(), 'polity-end-'));
const running = new Set<ChildProcess>();
afterAll(async () => {
  for (const child of running) child.kill('SIGKILL');
  await rm(folder, { recursive: true, force: true });
});

function run(args: string[], environment: Record<string, string>) {
  const child = spawn(process.execPath, args, {
    env: { PATH: process.env['PATH'], POLITY_DATA_DIR: folder, BCRYPT_COST: '4', ...environment },
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += chunk));
  running.add(child);
  const ended = once(child, 'close').then(([code]) => {
    running.delete(child);
    return code as number;
  });
  return { child, ended, output: () => output };
}

/** A program whose database can be cut off, once it is ready. */
async function start(file: string) {
  const urls = await createDatabase();
  const database = await createCutOff(urls.systemUrl);
  const port = await freePort();
  const program = run([join(source, file)], {
    PORT: String(port),
    DATABASE_URL: database.through(urls.systemUrl),
    DATABASE_APP_URL: database.through(urls.servingUrl),
  });
  await until(() => (/ is ready\./.test(program.output()) ? true : undefined), { seconds: 60 });
  return { ...program, ...database, port };
}

describe('a process whose database is away', { timeout: 120_000 }, () => {
  test.each(['main.ts', 'worker.ts'])('%s lives, and ends when it is asked to', async (file) => {
    const { child, ended, cut, port, output } = await start(file);
    cut();
    if (file === 'main.ts') {
      const failing = async () => (await (await fetch(`http://localhost:${port}/ready`)).json()) as object;
      await expect
        .poll(failing, { timeout: 20_000 })
        .toEqual({ status: 'unavailable', failing: ['database', 'events', 'worker'] });
      const metrics = await (await fetch(`http://localhost:${port}/metrics`)).text();
      for (const part of ['events', 'worker'])
        expect(metrics).toContain(`polity_part_working{part="${part}"} 0`);
    } else await until(() => (output().includes('could not take its lock') ? true : undefined));
    child.kill('SIGTERM');
    expect([await ended, output()]).toEqual([0, expect.not.stringContaining('not everything ended in time')]);
  });
});

test('a runner of jobs that ends by itself is started again, and works what waits', async () => {
  const server = await startTestServer();
  const { vitals } = server.services;
  const mailbox = await receiveMails(server);
  vitals.watch('worker', () => mailbox.worker.isWorking);
  await until(() => (mailbox.worker.isWorking ? true : undefined));
  const names = async () => {
    const { rows } = await sql<{ name: string }>`select application_name as name from pg_stat_activity
      where datname = current_database() and application_name like 'polity worker %'`.execute(server.db);
    return rows.map(({ name }) => name);
  };
  const before = await names();
  expect(before).toHaveLength(1);
  // The queue's own reason to end: its tables were changed by a release that this one does not know.
  await sql`select pg_notify('worker:migrate', '{"breaking": true, "migrationNumber": 999}')`.execute(
    server.db,
  );
  await until(async () => {
    const now = await names();
    return now.length === 1 && now[0] !== before[0] ? true : undefined;
  });
  // The queue sets it, for the process to end with.
  process.exitCode = undefined;
  const owner = await register(server.anonymous);
  await enqueue(server.db, owner.organizationId, 'announce', [
    { id: owner.userId, happenings: [], actorId: null, occurredAt: new Date().toISOString() },
  ]);
  await settled(server.db, owner.organizationId);
});

test('a job that was taken without an answer is given back at once, and its attempt does not count', async () => {
  const server = await startTestServer();
  const { worker } = await receiveMails(server);
  await until(() => (worker.isWorking ? true : undefined));
  const owner = await register(server.anonymous);
  const { rows } = await sql<{ name: string }>`select split_part(application_name, ' ', 3) as name
    from pg_stat_activity where datname = current_database() and application_name like 'polity worker %'`.execute(
    server.db,
  );
  await server.db.transaction().execute(async (db) => {
    await sql`select graphile_worker.add_job('announce', ${JSON.stringify({
      organizationId: owner.organizationId,
      id: owner.userId,
      happenings: [],
      actorId: null,
      occurredAt: new Date().toISOString(),
    })}::json)`.execute(db);
    await sql`update graphile_worker._private_jobs set locked_by = ${rows[0]!.name}, locked_at = now(), attempts = 1
      where payload ->> 'organizationId' = ${owner.organizationId}`.execute(db);
  });
  // A worker asks for such jobs after its connections broke.
  await sql`select pg_terminate_backend(pid) from pg_stat_activity
    where datname = current_database() and usename = current_user and pid <> pg_backend_pid()`.execute(
    server.db,
  );
  await settled(server.db, owner.organizationId);
});

test('a mail server that is away is named, and one that refuses a mail is not', async () => {
  const server = await startTestServer();
  const smtpUrl = `smtp://127.0.0.1:${await freePort()}`;
  const mailer = createMailer({ ...server.services.config.mail, smtpUrl }, server.services.logger);
  server.services.vitals.watch('mail', () => mailer.isWorking);
  const ready = async () => (await fetch(`${server.url}/ready`)).json();
  expect(await ready()).toEqual({ status: 'ok', failing: [] });
  await expect(
    mailer.send({ kind: 'SECURITY', to: 'ada@polity.test', subject: 'Hello', text: 'Hello' }),
  ).rejects.toThrow();
  const response = await fetch(`${server.url}/ready`);
  expect([response.status, await response.json()]).toEqual([200, { status: 'degraded', failing: ['mail'] }]);
});

test('a server whose output nobody reads any more serves on', { timeout: 120_000 }, async () => {
  const { child, ended, port } = await start('main.ts');
  child.stdout.destroy();
  child.stderr.destroy();
  // A mail each, and so a line that nobody reads.
  const anonymous = new Client(`http://localhost:${port}`);
  for (let count = 0; count < 3; count++) await register(anonymous);
  await expect
    .poll(
      async () => (await (await fetch(`http://localhost:${port}/outbox`)).text()).split('<article').length,
    )
    .toBe(4);
  const owner = await register(anonymous);
  expect(await owner.client.codes('{ me { id } }')).toEqual([]);
  child.kill('SIGTERM');
  expect(await ended).toBe(0);
});

describe('a process', () => {
  const script = (code: string) =>
    run(
      [
        '--input-type=module',
        '-e',
        `import { pino } from '${join(source, '../node_modules/pino/pino.js')}';
        import { exitOnUnexpectedErrors, onTermination } from '${join(source, 'process.ts')}';
        const logger = pino();
        setInterval(() => {}, 1000);
        ${code}
        console.log('started');`,
      ],
      {},
    );

  test('says why and exits 70 when nothing handles an error', async () => {
    const { ended, output } = script(
      `exitOnUnexpectedErrors(logger); setTimeout(() => void Promise.reject(new Error('a bug')), 10);`,
    );
    expect(await ended).toBe(70);
    expect(output()).toMatch(/"level":60.*"a bug".*unexpected error: ending the process/);
  });

  test('that does not end is ended by a second signal, not by the same one passed on twice', async () => {
    const { child, ended, output } = script(`onTermination(() => new Promise(() => {}), logger, 60);`);
    await until(() => (output().includes('started') ? true : undefined), { seconds: 30 });
    child.kill('SIGINT');
    child.kill('SIGINT');
    const asking = setInterval(() => child.kill('SIGINT'), 1_200);
    expect(await ended).toBe(1);
    clearInterval(asking);
    expect(output()).toContain('asked to end a second time');
  });
});
