import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, describe, expect, test } from 'vitest';
import { createMailer } from '../../src/mail/mailer.ts';
import { Client, register } from '../support/client.ts';
import { createCutOff } from '../support/cut-off.ts';
import { freePort } from '../support/free-port.ts';
import { enqueue, settled } from '../support/jobs.ts';
import { receiveMails, until } from '../support/mail.ts';
import { createDatabase, startTestServer } from '../support/server.ts';
import { programEnvironment } from '../support/environment.ts';

const source = join(import.meta.dirname, '../../src');
const folder = await mkdtemp(join(tmpdir(), 'polity-end-'));
const running = new Set<ChildProcess>();
afterAll(async () => {
  for (const child of running) child.kill('SIGKILL');
  await rm(folder, { recursive: true, force: true });
});

function run(args: string[], environment: Record<string, string>) {
  const child = spawn(process.execPath, args, {
    env: { ...programEnvironment, POLITY_DATA_DIR: folder, BCRYPT_COST: '4', ...environment },
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

/** Starts a program whose database can be disconnected, and waits until it is ready. */
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

describe('a process whose database is unavailable', { timeout: 120_000 }, () => {
  test.each(['main.ts', 'worker.ts'])('%s keeps running, and ends on SIGTERM', async (file) => {
    const { child, ended, cut, port, output } = await start(file);
    cut();
    if (file === 'main.ts') {
      const failing = async () => (await (await fetch(`http://localhost:${port}/ready`)).json()) as object;
      await expect
        .poll(failing)
        .toEqual({ status: 'unavailable', failing: ['database', 'events', 'worker'] });
      const metrics = await (await fetch(`http://localhost:${port}/metrics`)).text();
      for (const part of ['events', 'worker'])
        expect(metrics).toContain(`polity_part_working{part="${part}"} 0`);
    } else await until(() => (output().includes('could not take the worker lock') ? true : undefined));
    child.kill('SIGTERM');
    expect([await ended, output()]).toEqual([0, expect.not.stringContaining('shutdown timed out')]);
  });
});

test('a job runner that stops by itself is restarted and runs the waiting jobs', async () => {
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
  // The runner stops when an unknown release has changed its tables. It may begin to listen later than to work.
  const stop = sql`select pg_notify('worker:migrate', '{"breaking": true, "migrationNumber": 999}')`;
  await until(async () => {
    const [now, ...others] = await names();
    if (now === before[0]) await stop.execute(server.db);
    return now !== undefined && now !== before[0] && others.length === 0 ? true : undefined;
  });
  // The runner sets the exit code of the process.
  process.exitCode = undefined;
  const owner = await register(server.anonymous);
  await enqueue(server.db, owner.organizationId, 'announce', [
    { id: owner.userId, happenings: [], actorId: null, occurredAt: new Date().toISOString() },
  ]);
  await settled(server.db, owner.organizationId);
});

test('a job whose claim got no response is released at once, and the attempt does not count', async () => {
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
  // A worker releases such jobs after its connections broke.
  await sql`select pg_terminate_backend(pid) from pg_stat_activity
    where datname = current_database() and usename = current_user and pid <> pg_backend_pid()`.execute(
    server.db,
  );
  await settled(server.db, owner.organizationId);
});

test('a mail server that cannot be reached is reported, one that rejects a mail is not', async () => {
  const server = await startTestServer();
  const smtpUrl = `smtp://127.0.0.1:${await freePort()}`;
  const mailer = createMailer({ ...server.services.config.mail, smtpUrl }, server.services.logger);
  server.services.vitals.watch('mail', () => mailer.isWorking);
  const ready = async () => (await fetch(`${server.url}/ready`)).json();
  // The LISTEN connection is still opening.
  await expect.poll(ready, { timeout: 30_000 }).toEqual({ status: 'ok', failing: [] });
  await expect(
    mailer.send({ kind: 'SECURITY', to: 'ada@polity.test', subject: 'Hello', text: 'Hello' }),
  ).rejects.toThrow();
  const response = await fetch(`${server.url}/ready`);
  expect([response.status, await response.json()]).toEqual([200, { status: 'degraded', failing: ['mail'] }]);
});

test('a server whose output nobody reads keeps serving', { timeout: 120_000 }, async () => {
  const { child, ended, port } = await start('main.ts');
  child.stdout.destroy();
  child.stderr.destroy();
  // Each request sends a mail, which logs a line that nobody reads.
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
        import { exitOnUnexpectedErrors, onTermination } from '${join(source, 'bootstrap/startup.ts')}';
        const logger = pino();
        setInterval(() => {}, 1000);
        ${code}
        console.log('started');`,
      ],
      {},
    );

  test('logs an unhandled error and exits with 70', async () => {
    const { ended, output } = script(
      `exitOnUnexpectedErrors(logger); setTimeout(() => void Promise.reject(new Error('a bug')), 10);`,
    );
    expect(await ended).toBe(70);
    expect(output()).toMatch(/"level":60.*"a bug".*unexpected error: ending the process/);
  });

  test('continues after an unhandled error of a field', async () => {
    const { child, ended, output } = script(
      `import { GraphQLError } from '${join(source, '../node_modules/graphql/index.js')}';
      exitOnUnexpectedErrors(logger); onTermination(async () => undefined, logger, 60);
      void Promise.reject(new GraphQLError('a field failed', { path: ['tasks', 0] }));`,
    );
    await until(() => (output().includes('unhandled error of a field') ? true : undefined), {
      seconds: 30,
    });
    child.kill('SIGTERM');
    expect(await ended).toBe(0);
    expect(output()).toMatch(/"level":50.*"a field failed"/);
  });

  test('that does not end is ended by a second signal, but not by one signal that arrives twice', async () => {
    const { child, ended, output } = script(`onTermination(() => new Promise(() => {}), logger, 60);`);
    await until(() => (output().includes('started') ? true : undefined), { seconds: 30 });
    child.kill('SIGINT');
    child.kill('SIGINT');
    const asking = setInterval(() => child.kill('SIGINT'), 1_200);
    expect(await ended).toBe(1);
    clearInterval(asking);
    expect(output()).toContain('second termination signal');
  });
});
