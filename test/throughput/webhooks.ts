import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { pino } from 'pino';
import { prepareEmbeddedDatabase, startEmbeddedPostgres } from '../../src/database/embedded.ts';
import { migrate } from '../../src/database/migrate.ts';
import { generateSecretsKey } from '../../src/keys.ts';
import { createPool } from '../../src/database/client.ts';

const usage = `Measures how fast changes of tasks reach webhooks: npm run throughput -- [--changes 3000] [--endpoints 1]

The changes wait in the queue; the time runs from the first message that a receiver, a process of its own, gets to the
last one. A client lists tasks all the while, and for three seconds before the worker starts: what the deliveries do to the
API's answers. PostgreSQL, the server, one worker, the receiver and the client share the machine.`;

const { values } = parseArgs({
  options: {
    changes: { type: 'string', default: '3000' },
    endpoints: { type: 'string', default: '1' },
    help: { type: 'boolean', default: false },
  },
});
if (values.help) {
  process.stdout.write(`${usage}\n`);
  process.exit();
}
const changes = Number(values.changes);
const endpoints = Number(values.endpoints);
const logger = pino({ level: 'silent' });
const source = join(import.meta.dirname, '../../src');
const directory = await mkdtemp(join(tmpdir(), 'polity-bench-'));
await chmod(directory, 0o755);
const server = await startEmbeddedPostgres(directory, {});
try {
  await measure();
} finally {
  await server.stop();
  await rm(directory, { recursive: true, force: true });
}

async function measure(): Promise<void> {
  const urls = await prepareEmbeddedDatabase(server.superuserUrl, 'bench');
  await migrate(urls.systemUrl, urls.servingUrl, logger);
  const environment = {
    PATH: process.env['PATH'],
    NODE_ENV: 'test',
    DATABASE_URL: urls.systemUrl,
    DATABASE_APP_URL: urls.servingUrl,
    SECRETS_KEY: generateSecretsKey(),
    POLITY_DATA_DIR: directory,
    BCRYPT_COST: '4',
    WORKER: 'off',
    RATE_LIMITS: 'off',
  };
  const api = spawn(process.execPath, [join(source, 'main.ts')], {
    env: { ...environment, PORT: '0' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const receiver = spawn(process.execPath, [join(import.meta.dirname, 'receiver.ts')], {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const pool = createPool(urls.systemUrl, 2, logger);
  try {
    const [{ port }] = await once(receiver, 'message');
    const ask = await fill(await addressOf(api), `http://127.0.0.1:${port}/`);
    await answerTimes(ask, sleep(1000));
    const before = await answerTimes(ask, sleep(3000));
    const done = once(receiver, 'message');
    receiver.send({ expected: changes * endpoints });
    const worker = spawn(process.execPath, [join(source, 'worker.ts')], {
      env: environment,
      stdio: 'ignore',
    });
    const during = answerTimes(ask, done);
    const [{ milliseconds }] = await done;
    worker.kill('SIGTERM');
    await once(worker, 'close');
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
    for (const child of [api, receiver]) child.kill('SIGTERM');
  }
}

type Ask = (query: string) => Promise<any>;

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

function addressOf(api: ReturnType<typeof spawn>): Promise<string> {
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  let output = '';
  api.stdout!.on('data', (chunk) => {
    output += chunk;
    const [address] = /http:\/\/localhost:\d+\/graphql/.exec(output) ?? [];
    if (address) resolve(address);
  });
  api.once('exit', () => reject(new Error('The server did not start.')));
  return promise;
}

/** Makes an organization with the endpoints, and the changes, each of which is announced for itself. Answers how to ask on. */
async function fill(address: string, url: string): Promise<Ask> {
  let authorization = '';
  const ask: Ask = async (query) => {
    const response = await fetch(address, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(authorization && { authorization }) },
      body: JSON.stringify({ query }),
    });
    const { data, errors } = (await response.json()) as any;
    if (errors) throw new Error(JSON.stringify(errors));
    return data;
  };
  const { register } = await ask(`mutation { register(input: { email: "bench@polity.test",
    password: "correct horse battery", fullName: "Bench" }) { accessToken } }`);
  authorization = `Bearer ${register.accessToken}`;
  const { createProject } = await ask(`mutation { changePlan(input: { plan: PRO }) { userErrors { code } }
    createProject(input: { name: "Bench" }) { project { id } } }`);
  const { createTask } = await ask(`mutation { createTask(input: { projectId: "${createProject.project.id}",
    title: "Measured" }) { task { id } } }`);
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
