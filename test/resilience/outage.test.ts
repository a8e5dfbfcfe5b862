import { type ChildProcess, spawn } from 'node:child_process';
import { randomInt, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join as joinPath } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { pino } from 'pino';
import pg from 'pg';
import { afterAll, expect, test } from 'vitest';
import { createProject } from '../fixtures/work.ts';
import { prepareEmbeddedDatabase, startEmbeddedPostgres } from '../../src/database/embedded/postgres.ts';
import { migrate } from '../../src/database/migrate.ts';
import { generateSecretsKey } from '../../src/crypto/key-store.ts';
import { type Account, Client, register } from '../support/client.ts';
import { postmasterPid } from '../support/embedded.ts';
import { freePort } from '../support/free-port.ts';
import { receive, until } from '../support/mail.ts';
import { programEnvironment } from '../support/environment.ts';

/** `npm run outage-test -- --rounds 10` */
const rounds = Number(process.env['OUTAGE_ROUNDS'] ?? 2);
const patient = { seconds: 60 + rounds * 10 };

const directory = await mkdtemp(joinPath(tmpdir(), 'polity-outage-'));
await chmod(directory, 0o755);
// A durable server of its own, which is restarted on its port whenever it is killed.
const postgres = await startEmbeddedPostgres(directory);
const { mails, port: smtpPort } = await receive(() => randomInt(30));
const programs = new Set<ChildProcess>();
afterAll(async () => {
  for (const child of programs) child.kill('SIGKILL');
  await postgres.stop();
  await rm(directory, { recursive: true, force: true });
});

/** Sends one statement over its own connection. */
async function query(url: string, text: string, values: unknown[] = []): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
  client.on('error', () => undefined);
  try {
    await client.connect();
    return (await client.query(text, values)).rows;
  } finally {
    await client.end().catch(() => undefined);
  }
}

const faults = {
  /** Kills the server with all its connections, like `kill -9` or the OOM killer. */
  kill: async () => process.kill(await postmasterPid(directory), 'SIGKILL'),
  /** Terminates all connections while they are in use. */
  terminate: () =>
    query(
      postgres.superuserUrl,
      `select pg_terminate_backend(pid) from pg_stat_activity
        where backend_type = 'client backend' and pid <> pg_backend_pid()`,
    ),
};

function startProgram(file: string, environment: Record<string, string>): ChildProcess {
  const child = spawn(process.execPath, [joinPath(import.meta.dirname, '../../src', file)], {
    env: { ...programEnvironment, LOG_LEVEL: 'fatal', ...environment },
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  programs.add(child);
  child.once('exit', () => programs.delete(child));
  return child;
}

/** Creates tasks for the member until it is stopped. Each request is retried until it gets a response. */
function feed(owner: Account, projectId: string, assigneeId: string) {
  const taskIds: string[] = [];
  const state = { on: true };
  const create = async () => {
    const client = owner.client.with({ 'idempotency-key': randomUUID() });
    const tasks = [1, 2].map((number) => ({ projectId, assigneeId, title: `Task ${number}` }));
    return until(async () => {
      const { createTasks } = await client
        .ask(
          `mutation ($tasks: [CreateTaskInput!]!) {
            createTasks(input: { tasks: $tasks }) { tasks { id } userErrors { code } } }`,
          { tasks },
        )
        .catch(() => ({ createTasks: undefined }));
      return createTasks?.tasks.map(({ id }) => id) as string[] | undefined;
    }, patient);
  };
  const feeding = (async () => {
    while (state.on) {
      taskIds.push(...(await create()));
      await sleep(randomInt(100));
    }
  })();
  return {
    stop: async () => {
      state.on = false;
      await feeding;
      return taskIds;
    },
  };
}

test.each([
  ['a server that works jobs, too,', 'inline'],
  ['a worker, and the server beside it,', 'off'],
])(
  '%s outlives every outage of PostgreSQL, and jobs are neither lost nor done twice',
  { timeout: 180_000 + rounds * 30_000 },
  async (name, worker) => {
    const urls = await prepareEmbeddedDatabase(postgres.superuserUrl, `outage_${worker}`);
    await migrate(urls.systemUrl, urls.servingUrl, pino({ level: 'silent' }));
    const port = await freePort();
    const environment = {
      NODE_ENV: 'test',
      PORT: String(port),
      WORKER: worker,
      DATABASE_URL: urls.systemUrl,
      DATABASE_APP_URL: urls.servingUrl,
      SECRETS_KEY: generateSecretsKey(),
      SMTP_URL: `smtp://127.0.0.1:${smtpPort}`,
      POLITY_DATA_DIR: joinPath(directory, worker),
      BCRYPT_COST: '4',
      RATE_LIMITS: 'off',
    };
    const children = [startProgram('main.ts', environment)];
    if (worker === 'off') children.push(startProgram('worker.ts', environment));
    const url = `http://localhost:${port}`;
    const ready = async () => {
      const response = await fetch(`${url}/ready`).catch(() => undefined);
      const body = (await response?.json()) as { status: string } | undefined;
      return body?.status === 'ok' ? true : undefined;
    };
    await until(ready, patient);

    const owner = await register(new Client(url), 'Olga Owner');
    const member = await register(new Client(url), 'Max Member');
    await query(urls.systemUrl, 'update users set email_verified_at = now()');
    await query(
      urls.systemUrl,
      `insert into memberships (organization_id, user_id, role) values ($1, $2, 'MEMBER')`,
      [owner.organizationId, member.userId],
    );
    const projectId = await createProject(owner.client);
    const feeder = feed(owner, projectId, member.userId);
    const queued = async (condition: string) => {
      const [row] = await query(
        urls.systemUrl,
        `select count(*)::int as jobs from graphile_worker._private_jobs
          where payload ->> 'organizationId' = $1 and ${condition}`,
        [owner.organizationId],
      );
      return Number(row!['jobs']);
    };
    let interrupted = 0;
    for (let round = 0; round < rounds; round++) {
      await until(
        async () => ((await queued('locked_at is not null').catch(() => 0)) > 0 ? true : undefined),
        {
          ...patient,
        },
      );
      interrupted++;
      await sleep(randomInt(300));
      await faults[round % 2 === 0 ? 'kill' : 'terminate']();
    }
    const taskIds = await feeder.stop();

    // No job is left, not even a dead one. Jobs that failed in an outage are made due at once.
    await until(async () => {
      await query(urls.systemUrl, `update graphile_worker._private_jobs set run_at = now()`).catch(() => []);
      return (await queued('true').catch(() => 1)) === 0 ? true : undefined;
    }, patient);
    await until(ready, patient);
    expect(children.map(({ exitCode, signalCode }) => exitCode ?? signalCode)).toEqual(
      children.map(() => null),
    );
    expect(await (await fetch(`${url}/metrics`)).text()).toContain('\npolity_job_workers 1\n');
    const ended = children.map(async (child) => (await once(child, 'exit'))[0] as number);
    for (const child of children) child.kill('SIGTERM');
    expect(await Promise.all(ended)).toEqual(children.map(() => 0));

    const notified = await query(
      urls.systemUrl,
      `select task_id as id, count(*)::int as count from notifications where kind = 'TASK_ASSIGNED' group by 1`,
    );
    const mailsOf = (id: string) => mails.filter(({ text }) => text.includes(`/tasks/${id}`)).length;
    const counts = new Map(notified.map(({ id, count }) => [String(id), Number(count)]));
    const figures = {
      outages: interrupted,
      tasks: taskIds.length,
      lost: taskIds.filter((id) => !counts.has(id) || mailsOf(id) === 0).length,
      doubled: taskIds.filter((id) => (counts.get(id) ?? 0) > 1 || mailsOf(id) > 1).length,
    };
    process.stdout.write(`${name} ${JSON.stringify(figures)}\n`);
    expect(figures).toEqual({ outages: rounds, tasks: taskIds.length, lost: 0, doubled: 0 });
    expect([...counts.keys()].toSorted()).toEqual(taskIds.toSorted());
  },
);
