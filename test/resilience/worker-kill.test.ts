import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { randomInt } from 'node:crypto';
import { join as joinPath } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import { afterAll, expect, test } from 'vitest';
import { createProject } from '../fixtures/work.ts';
import { verify } from '../support/acquaintance.ts';
import { join, register } from '../support/client.ts';
import { receive, until } from '../support/mail.ts';
import { assignTasks } from '../support/notifications.ts';
import { startTestServer } from '../support/server.ts';

/** `npm run kill-test -- --times 100` */
const times = Number(process.env['KILL_TIMES'] ?? 4);

const server = await startTestServer();
const { mails, port } = await receive(() => randomInt(60));
const running = new Set<ChildProcess>();
afterAll(() => running.forEach((child) => child.kill('SIGKILL')));

/** Starts the worker as in production. */
function startWorkerProcess(): ChildProcess {
  const child = spawn(process.execPath, [joinPath(import.meta.dirname, '../../src/worker.ts')], {
    env: {
      ...process.env,
      NODE_ENV: 'test',
      DATABASE_URL: server.urls.systemUrl,
      DATABASE_APP_URL: server.urls.servingUrl,
      SMTP_URL: `smtp://127.0.0.1:${port}`,
      LOG_LEVEL: 'fatal',
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  running.add(child);
  child.once('exit', () => running.delete(child));
  return child;
}

async function kill(child: ChildProcess): Promise<void> {
  const ended = once(child, 'exit');
  child.kill('SIGKILL');
  await ended;
}

const locked = async () => {
  const { rows } = await sql`
    select from graphile_worker._private_jobs where locked_at is not null`.execute(server.db);
  return rows.length;
};

/** Resets the limits of mails, so that only a lost job can lose a mail. */
async function restoreAllowance(): Promise<void> {
  await server.db.deleteFrom('mail_allowances').execute();
  await server.db.deleteFrom('notification_mails').execute();
}

test(
  `a worker that is killed ${times} times loses no job and writes nothing twice`,
  { timeout: 120_000 + times * 10_000 },
  async () => {
    const owner = await verify(await register(server.anonymous, 'Olga Owner'));
    const member = await join(owner, 'MEMBER', 'Max Member');
    const projectId = await createProject(owner.client);
    const taskIds: string[] = [];
    const feeding = { on: true };
    const feeder = (async () => {
      while (feeding.on) {
        await restoreAllowance();
        taskIds.push(...(await assignTasks(owner, projectId, member.userId, 2)));
        await sleep(randomInt(100));
      }
    })();

    let interrupted = 0;
    for (let killed = 0; killed < times; killed++) {
      const child = startWorkerProcess();
      if (killed % 2 === 0) await until(async () => (await locked()) > 0 || undefined, { seconds: 60 });
      // Some are killed before they have started.
      else await Promise.race([once(child.stdout!, 'data'), sleep(randomInt(200, 3000))]);
      await sleep(randomInt(300));
      await kill(child);
      interrupted += Number((await locked()) > 0);
    }
    feeding.on = false;
    await feeder;

    const last = startWorkerProcess();
    await until(
      async () => {
        await restoreAllowance();
        const { rows } = await sql`select from graphile_worker._private_jobs
          where payload ->> 'organizationId' = ${owner.organizationId}`.execute(server.db);
        return rows.length === 0;
      },
      { seconds: 90 },
    );
    const ended = once(last, 'exit');
    last.kill('SIGTERM');
    expect((await ended)[0]).toBe(0);

    expect(interrupted).toBeGreaterThan(0);
    const { rows: told } = await sql<{ id: string; count: number }>`
      select task_id as id, count(*)::integer as count from notifications where kind = 'TASK_ASSIGNED'
      group by task_id`.execute(server.db);
    expect(told.map(({ id }) => id).toSorted()).toEqual(taskIds.toSorted());
    expect(told.filter(({ count }) => count !== 1)).toEqual([]);
    const unmailed = taskIds.filter((id) => !mails.some(({ text }) => text.includes(`/tasks/${id}`)));
    expect(unmailed).toEqual([]);
  },
);
