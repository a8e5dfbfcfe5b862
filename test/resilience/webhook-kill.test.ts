import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, expect, test } from 'vitest';
import { generateSecretsKey } from '../../src/crypto/key-store.ts';
import { createProjectOwner } from '../fixtures/owner.ts';
import { until } from '../support/mail.ts';
import { startReceiver, verify } from '../support/receiver.ts';
import { startTestServer } from '../support/server.ts';
import { createEndpoint, newPath } from '../support/webhooks.ts';
import { programEnvironment } from '../support/environment.ts';

/** `npm run test:long` kills more often. */
const kills = Number(process.env['WEBHOOK_KILLS'] ?? 2);
/** Enough for each worker to be killed while it delivers. */
const tasks = kills * 60;

const secretsKey = generateSecretsKey();
const server = await startTestServer({ SECRETS_KEY: secretsKey });
const receiver = await startReceiver();

let worker: ChildProcess | undefined;
afterAll(() => worker?.kill('SIGKILL'));

function startWorkerProcess(): ChildProcess {
  return spawn(process.execPath, [join(import.meta.dirname, '../../src/worker.ts')], {
    stdio: 'ignore',
    env: {
      ...programEnvironment,
      NODE_ENV: 'test',
      DATABASE_URL: server.urls.systemUrl,
      DATABASE_APP_URL: server.urls.servingUrl,
      SECRETS_KEY: secretsKey,
    },
  });
}

/** Expires the leases of a killed worker, so that others take over its deliveries at once. */
async function takeOver(): Promise<void> {
  await server.systemPool.query(
    `update webhook_deliveries set next_attempt_at = now() where state = 'PENDING'`,
  );
}

test(
  'a worker that is killed repeatedly loses no delivery, and a repeated delivery has the same id',
  { timeout: 60_000 + kills * 60_000 },
  async () => {
    const owner = await createProjectOwner(server.anonymous);
    const path = newPath();
    receiver.answer(path, (response) => setTimeout(() => response.writeHead(204).end(), 20));
    const { secret } = await createEndpoint(owner, receiver.origin + path, { events: ['task.created'] });
    for (let made = 0; made < tasks; made += 20) {
      const fields = Array.from(
        { length: 20 },
        (_, index) =>
          `t${index}: createTask(input: { projectId: "${owner.projectId}", title: "T${made + index}" }) { userErrors { code } }`,
      );
      await owner.client.ask(`mutation { ${fields.join(' ')} }`);
    }
    for (let kill = 1; kill <= kills; kill++) {
      const before = receiver.at(path).length;
      worker = startWorkerProcess();
      await until(() => (receiver.at(path).length > before + 10 ? true : undefined), { seconds: 60 });
      await sleep(kill * 7);
      worker.kill('SIGKILL');
      await once(worker, 'close');
      await takeOver();
    }
    const cutShort = receiver.at(path).length;
    worker = startWorkerProcess();
    await until(
      async () => {
        const { rows } = await server.systemPool.query(
          `select count(*)::int as done from webhook_deliveries where state = 'SUCCEEDED'`,
        );
        return rows[0].done === tasks ? true : undefined;
      },
      { seconds: 60 },
    );
    const received = receiver.at(path);
    const titles = new Set(received.map((message) => verify(secret, message).data.task.title));
    expect(titles.size).toBe(tasks);
    expect(cutShort).toBeLessThan(received.length);
    const byId = Map.groupBy(received, ({ headers }) => headers['webhook-id']);
    expect(byId.size).toBe(tasks);
    for (const messages of byId.values()) expect(new Set(messages.map(({ text }) => text)).size).toBe(1);
  },
);
