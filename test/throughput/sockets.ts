import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { pino } from 'pino';
import { createPool } from '../../src/database/client.ts';
import { prepareEmbeddedDatabase, startEmbeddedPostgres } from '../../src/database/embedded.ts';
import { migrate } from '../../src/database/migrate.ts';
import { generateSecretsKey } from '../../src/keys.ts';
import { type Person, signUp } from './person.ts';
import { ack, flood, listenForTasks } from './subscribers.ts';

const usage = `Floods a server with the subscriptions of one organization on the FREE plan, and measures what another organization
notices: npm run socket-load -- [--sockets 62] [--subscriptions 100] [--writes 20] [--samples 20]

A member of the first organization opens the sockets with as many subscriptions each; another member writes. Meanwhile the
second organization changes a task and waits for its event, and opens a new connection, over and over.`;

const { values } = parseArgs({
  options: {
    sockets: { type: 'string', default: '62' },
    subscriptions: { type: 'string', default: '100' },
    writes: { type: 'string', default: '20' },
    samples: { type: 'string', default: '20' },
    help: { type: 'boolean', default: false },
  },
});
if (values.help) {
  process.stdout.write(`${usage}\n`);
  process.exit();
}
const [sockets, subscriptions, writes, samples] = [
  values.sockets,
  values.subscriptions,
  values.writes,
  values.samples,
].map(Number) as [number, number, number, number];

/** What the FREE plan allows one caller. */
const MOST_SUBSCRIPTIONS = 20;
/** The other organization's wait, at the 95th percentile, may grow by this factor and by this many milliseconds. */
const FACTOR = 4;
const SLACK_MS = 100;

const logger = pino({ level: 'silent' });
const directory = await mkdtemp(join(tmpdir(), 'polity-sockets-'));
await chmod(directory, 0o755);
const server = await startEmbeddedPostgres(directory, {});
try {
  process.exitCode = (await measure()) ? 0 : 1;
} finally {
  await server.stop();
  await rm(directory, { recursive: true, force: true });
}

async function measure(): Promise<boolean> {
  const urls = await prepareEmbeddedDatabase(server.superuserUrl, 'sockets');
  await migrate(urls.systemUrl, urls.servingUrl, logger);
  const api = spawn(process.execPath, [join(import.meta.dirname, '../../src/main.ts')], {
    env: {
      PATH: process.env['PATH'],
      NODE_ENV: 'test',
      DATABASE_URL: urls.systemUrl,
      DATABASE_APP_URL: urls.servingUrl,
      SECRETS_KEY: generateSecretsKey(),
      POLITY_DATA_DIR: directory,
      BCRYPT_COST: '4',
      WORKER: 'off',
      PORT: '0',
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const pool = createPool(urls.systemUrl, 2, logger);
  try {
    const address = await addressOf(api);
    const [attacker, writer, other] = await Promise.all(
      ['attacker', 'writer', 'other'].map((name) => signUp(address, name)),
    );
    await pool.query(`insert into memberships (organization_id, user_id, role) values ($1, $2, 'MEMBER')`, [
      attacker!.organizationId,
      writer!.userId,
    ]);
    await other!.ask('mutation { changePlan(input: { plan: PRO }) { userErrors { code } } }');
    return await compare(attacker!, writer!.in(attacker!.organizationId), other!);
  } finally {
    await pool.end();
    api.kill('SIGTERM');
    await once(api, 'exit');
  }
}

async function compare(attacker: Person, writer: Person, other: Person): Promise<boolean> {
  const task = await createTask(other);
  const attackerTask = await createTask(attacker);
  await waits(other, task);
  const quiet = await waits(other, task);
  const attack = await flood(attacker, sockets, subscriptions);
  const writing = write(writer, attackerTask);
  const attacked = await waits(other, task);
  const written = await writing;
  await sleep(2000);
  const { accepted, refused, closed, events } = attack.counts();
  attack.stop();
  process.stdout.write(
    `${sockets * subscriptions} subscriptions asked for: ${accepted} accepted, ${refused} refused, ${closed} of ${sockets} sockets closed\n` +
      `${written} writes: ${events} events sent to the flooding organization\n` +
      `another organization's event: ${told(quiet.events)} quiet, ${told(attacked.events)} under attack\n` +
      `another organization's new connection: ${told(quiet.connections)} quiet, ${told(attacked.connections)} under attack\n`,
  );
  const passes =
    accepted <= MOST_SUBSCRIPTIONS &&
    events <= MOST_SUBSCRIPTIONS * written &&
    staysFast(quiet.events, attacked.events) &&
    staysFast(quiet.connections, attacked.connections);
  process.stdout.write(passes ? 'PASS\n' : 'FAIL\n');
  return passes;
}

/** How long events and new connections take, sorted. */
async function waits(person: Person, taskId: string): Promise<{ events: number[]; connections: number[] }> {
  const listener = await listenForTasks(person);
  const events: number[] = [];
  const connections: number[] = [];
  for (let sample = 0; sample < samples; sample++) {
    const heard = listener.next();
    const start = performance.now();
    await rename(person, taskId, sample);
    await heard;
    events.push(performance.now() - start);
    const opening = performance.now();
    const socket = await ack(person);
    connections.push(performance.now() - opening);
    socket.close();
  }
  listener.stop();
  return { events: events.toSorted((a, b) => a - b), connections: connections.toSorted((a, b) => a - b) };
}

const at = (times: number[], share: number) => times[Math.floor((times.length - 1) * share)]!;
const told = (times: number[]) =>
  `p50 ${at(times, 0.5).toFixed(0)} ms, p95 ${at(times, 0.95).toFixed(0)} ms, worst ${at(times, 1).toFixed(0)} ms`;
const staysFast = (quiet: number[], attacked: number[]) =>
  at(attacked, 0.95) <= FACTOR * at(quiet, 0.95) + SLACK_MS;

async function createTask({ ask }: Person): Promise<string> {
  const { createProject } = await ask('mutation { createProject(input: { name: "P" }) { project { id } } }');
  const { createTask: created } = await ask(
    `mutation { createTask(input: { projectId: "${createProject.project.id}", title: "T" }) { task { id } } }`,
  );
  return created.task.id;
}

const rename = ({ ask }: Person, taskId: string, turn: number) =>
  ask(`mutation { updateTask(input: { id: "${taskId}", title: "Turn ${turn}" }) { userErrors { code } } }`);

/** How many of the writes succeeded. */
async function write(person: Person, taskId: string): Promise<number> {
  let written = 0;
  for (let turn = 0; turn < writes; turn++) {
    await rename(person, taskId, turn).then(
      () => written++,
      () => undefined,
    );
  }
  return written;
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
