import { setTimeout as sleep } from 'node:timers/promises';
import { pino } from 'pino';
import { createPool } from '../../src/database/client.ts';
import { prepareEmbeddedDatabase } from '../../src/database/embedded/postgres.ts';
import { migrate } from '../../src/database/migrate.ts';
import { generateSecretsKey } from '../../src/crypto/key-store.ts';
import { startServer } from '../../tools/measuring/child.ts';
import { Script } from '../../tools/measuring/options.ts';
import { scratchPostgres } from '../../tools/scratch-postgres.ts';
import { type Person, signUp } from './person.ts';
import { ack, flood, listenForTasks } from './subscribers.ts';

const { sockets, subscriptions, writes, samples } = new Script(
  'socket-flood',
  `Floods a server with the subscriptions of one organization on the FREE plan, and measures what another organization
notices.

A member of the first organization opens the sockets with as many subscriptions each; another member writes. Meanwhile the
second organization changes a task and waits for its event, and opens a new connection, over and over.`,
)
  .count('sockets', 'sockets of the first organization', 62)
  .count('subscriptions', 'subscriptions over each of them', 100)
  .count('writes', 'changes in the first organization', 20)
  .count('samples', 'how often the second one is measured', 20)
  .parse()
  .opts<{ sockets: number; subscriptions: number; writes: number; samples: number }>();

/** What the FREE plan allows one caller. */
const MOST_SUBSCRIPTIONS = 20;
/** The other organization's wait, at the 95th percentile, may grow by this factor and by this many milliseconds. */
const FACTOR = 4;
const SLACK_MS = 100;

const logger = pino({ level: 'silent' });
const server = await scratchPostgres('sockets');
try {
  process.exitCode = (await measure()) ? 0 : 1;
} finally {
  await server.stop();
}

async function measure(): Promise<boolean> {
  const urls = await prepareEmbeddedDatabase(server.superuserUrl, 'sockets');
  await migrate(urls.systemUrl, urls.servingUrl, logger);
  const api = await startServer({
    NODE_ENV: 'test',
    DATABASE_URL: urls.systemUrl,
    DATABASE_APP_URL: urls.servingUrl,
    SECRETS_KEY: generateSecretsKey(),
    POLITY_DATA_DIR: server.folder,
    BCRYPT_COST: '4',
    WORKER: 'off',
  });
  const pool = createPool(urls.systemUrl, 2, logger);
  try {
    const [attacker, writer, other] = await Promise.all(
      ['attacker', 'writer', 'other'].map((name) => signUp(api.address, name)),
    );
    await pool.query(`insert into memberships (organization_id, user_id, role) values ($1, $2, 'MEMBER')`, [
      attacker!.organizationId,
      writer!.userId,
    ]);
    await other!.ask('mutation { changePlan(input: { plan: PRO }) { userErrors { code } } }');
    return await compare(attacker!, writer!.in(attacker!.organizationId), other!);
  } finally {
    await pool.end();
    await api.end();
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

function at(times: number[], share: number): number {
  return times[Math.floor((times.length - 1) * share)]!;
}

function told(times: number[]): string {
  return `p50 ${at(times, 0.5).toFixed(0)} ms, p95 ${at(times, 0.95).toFixed(0)} ms, worst ${at(times, 1).toFixed(0)} ms`;
}

function staysFast(quiet: number[], attacked: number[]): boolean {
  return at(attacked, 0.95) <= FACTOR * at(quiet, 0.95) + SLACK_MS;
}

async function createTask({ ask }: Person): Promise<string> {
  const { createProject } = await ask('mutation { createProject(input: { name: "P" }) { project { id } } }');
  const { createTask: created } = await ask(
    'mutation ($input: CreateTaskInput!) { createTask(input: $input) { task { id } } }',
    { input: { projectId: createProject.project.id, title: 'T' } },
  );
  return created.task.id;
}

async function rename({ ask }: Person, taskId: string, turn: number): Promise<void> {
  await ask(
    `mutation { updateTask(input: { id: "${taskId}", title: "Turn ${turn}" }) { userErrors { code } } }`,
  );
}

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
