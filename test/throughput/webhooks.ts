import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { pino } from 'pino';
import { prepareEmbeddedDatabase } from '../../src/database/embedded/postgres.ts';
import { migrate } from '../../src/database/migrate.ts';
import { generateSecretsKey } from '../../src/crypto/key-store.ts';
import { createPool } from '../../src/database/client.ts';
import { startChild, startServer } from '../../tools/measuring/child.ts';
import { Script } from '../../tools/measuring/options.ts';
import { scratchPostgres } from '../../tools/scratch-postgres.ts';
import { type Ask, asker } from './person.ts';
import { programEnvironment } from '../support/environment.ts';

const { changes, endpoints } = new Script(
  'throughput',
  `Measures how fast changes of tasks reach webhooks.

The changes wait in the queue; the time runs from the first message that a receiver, a process of its own, gets to the
last one. A client lists tasks all the while, and for three seconds before the worker starts: what the deliveries do to the
API's answers. PostgreSQL, the server, one worker, the receiver and the client share the machine.`,
)
  .count('changes', 'changes that are announced', 3000)
  .count('endpoints', 'endpoints that each is sent to', 1)
  .parse()
  .opts<{ changes: number; endpoints: number }>();
const logger = pino({ level: 'silent' });
const server = await scratchPostgres('throughput');
try {
  await measure();
} finally {
  await server.stop();
}

async function measure(): Promise<void> {
  const urls = await prepareEmbeddedDatabase(server.superuserUrl, 'bench');
  await migrate(urls.systemUrl, urls.servingUrl, logger);
  const environment = {
    NODE_ENV: 'test',
    DATABASE_URL: urls.systemUrl,
    DATABASE_APP_URL: urls.servingUrl,
    SECRETS_KEY: generateSecretsKey(),
    POLITY_DATA_DIR: server.folder,
    BCRYPT_COST: '4',
    WORKER: 'off',
    RATE_LIMITS: 'off',
  };
  const api = await startServer(environment);
  const { child: receiver, end: endReceiver } = startChild(join(import.meta.dirname, 'receiver.ts'), {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const pool = createPool(urls.systemUrl, 2, logger);
  try {
    const [{ port }] = await once(receiver, 'message');
    const ask = await fill(api.address, `http://127.0.0.1:${port}/`);
    await answerTimes(ask, sleep(1000));
    const before = await answerTimes(ask, sleep(3000));
    const done = once(receiver, 'message');
    receiver.send({ expected: changes * endpoints });
    const worker = startChild(join(import.meta.dirname, '../../src/worker.ts'), {
      env: { ...programEnvironment, ...environment },
      stdio: 'ignore',
    });
    const during = answerTimes(ask, done);
    const [{ milliseconds }] = await done;
    await worker.end();
    const { rows } = await pool.query(
      `select count(*)::int as count from webhook_deliveries where state = 'SUCCEEDED' and attempt_count = 1`,
    );
    const rate = (count: number) => Math.round((count / milliseconds) * 1000);
    process.stdout.write(
      `${changes} changes to ${endpoints} endpoints in ${(milliseconds / 1000).toFixed(1)} s: ${rate(changes)} changes, ` +
        `${rate(changes * endpoints)} messages a second; ${rows[0].count} delivered at the first try\n` +
        `a list of 20 tasks over HTTP: ${before} before, ${await during} meanwhile\n`,
    );
  } finally {
    await pool.end();
    await Promise.all([api.end(), endReceiver()]);
  }
}

/** How long one client waits for lists, one after the other, until `end`. */
async function answerTimes(ask: Ask, end: Promise<unknown>): Promise<string> {
  const state = { over: false };
  void end.then(() => (state.over = true));
  const times: number[] = [];
  while (!state.over) {
    const start = performance.now();
    await ask('{ tasks(first: 20) { nodes { id title status assignee { fullName } project { name } } } }');
    times.push(performance.now() - start);
  }
  times.sort((a, b) => a - b);
  const at = (share: number) => times[Math.floor((times.length - 1) * share)]!.toFixed(1);
  return `p50 ${at(0.5)} ms, p99 ${at(0.99)} ms`;
}

/** Makes an organization with the endpoints, and the changes, each of which is announced for itself. Answers how to ask on. */
async function fill(address: string, url: string): Promise<Ask> {
  const { register } = await asker(
    address,
    {},
  )(`mutation { register(input: { email: "bench@polity.test",
    password: "correct horse battery", fullName: "Bench" }) { accessToken } }`);
  const ask = asker(address, { authorization: `Bearer ${register.accessToken}` });
  const { createProject } = await ask(`mutation { changePlan(input: { plan: PRO }) { userErrors { code } }
    createProject(input: { name: "Bench" }) { project { id } } }`);
  const { createTask } = await ask(
    'mutation ($input: CreateTaskInput!) { createTask(input: $input) { task { id } } }',
    { input: { projectId: createProject.project.id, title: 'Measured' } },
  );
  for (let endpoint = 0; endpoint < endpoints; endpoint++)
    await ask(
      `mutation { createWebhookEndpoint(input: { url: "${url}", events: ["task.updated"] }) { userErrors { code } } }`,
    );
  for (let made = 0; made < changes; made += 25) {
    const fields = Array.from({ length: Math.min(25, changes - made) }, (_, index) => {
      return `c${index}: updateTask(input: { id: "${createTask.task.id}", title: "Change ${made + index}" }) { userErrors { code } }`;
    });
    await ask(`mutation { ${fields.join(' ')} }`);
  }
  return ask;
}
