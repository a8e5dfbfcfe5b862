import { pino } from 'pino';
import { generateSecretsKey } from '../../src/crypto/key-store.ts';
import { generateSigningKey } from '../../src/crypto/signing-key.ts';
import { createPool } from '../../src/database/client.ts';
import { prepareEmbeddedDatabase } from '../../src/database/embedded/postgres.ts';
import { migrate } from '../../src/database/migrate.ts';
import { Script } from '../../tools/measuring/options.ts';
import { scratchPostgres } from '../../tools/scratch-postgres.ts';
import { freePort } from '../support/free-port.ts';
import { Crowd } from './sockets/crowd.ts';
import { createOrganizations } from './sockets/people.ts';
import { MeasuredServer } from './sockets/server.ts';
import { Steps } from './sockets/steps.ts';

const { connections, subscriptions, organizations, processes, idle, events } = new Script(
  'socket-load',
  `Measures one server with many subscriptions, on the same machine as its database and its clients. Needs Linux.

Members of several organizations open one WebSocket each with several subscriptions. Then it is measured how fast they are
connected, the memory that they take, the processor's time while nothing happens, how fast one event reaches all, and what
a restart does, with and without the times that clients are told. The same with all members in one organization, and with
event streams.`,
)
  .count('connections', 'connections', 1000)
  .count('subscriptions', 'subscriptions over each of them', 10)
  .count('organizations', 'organizations of the members', 100)
  .count('processes', 'processes with clients', 4)
  .count('idle', 'seconds for which the idle server is measured', 30)
  .count('events', 'events of which the times are the median', 7)
  .parse()
  .opts<
    Record<'connections' | 'subscriptions' | 'organizations' | 'processes' | 'idle' | 'events', number>
  >();

const logger = pino({ level: 'silent' });
const postgres = await scratchPostgres('sockets');
const crowd = new Crowd(processes);
try {
  await measure();
} finally {
  crowd.end();
  await postgres.stop();
}

async function measure(): Promise<void> {
  const urls = await prepareEmbeddedDatabase(postgres.superuserUrl, 'sockets');
  await migrate(urls.systemUrl, urls.servingUrl, logger);
  const key = await generateSigningKey();
  const pool = createPool(urls.systemUrl, 2, logger);
  const members = Math.ceil(connections / organizations);
  const [spread, [one], [aside]] = await Promise.all([
    createOrganizations(pool, key, { name: 'spread', organizations, members }),
    createOrganizations(pool, key, { name: 'one', organizations: 1, members: connections }),
    createOrganizations(pool, key, { name: 'aside', organizations: 1, members: 1 }),
  ]).finally(() => pool.end());
  const env = {
    NODE_ENV: 'test',
    DATABASE_URL: urls.systemUrl,
    DATABASE_APP_URL: urls.servingUrl,
    SECRETS_KEY: generateSecretsKey(),
    JWT_KEYS: JSON.stringify([key]),
    ACCESS_TOKEN_TTL: '3600',
    POLITY_DATA_DIR: postgres.folder,
    WORKER: 'off',
    // All clients have one address. The load stays within all other limits.
    WEBSOCKETS_PER_NETWORK: String(Math.max(1000, connections)),
  };
  const server = async (settings: NodeJS.ProcessEnv = {}) =>
    new MeasuredServer(await freePort(), { ...env, ...settings });
  const first = await server();
  await first.start();
  const { token } = aside!.members[0]!;
  const steps = new Steps(first, crowd, { connections, subscriptions, events, token });
  try {
    await steps.idle(idle);
    await steps.connect('socket', spread.flatMap((each) => each.members).slice(0, connections));
    await steps.idle(idle);
    await steps.tell('one organization of them', [spread[0]!]);
    await steps.tell('all organizations, each one event', spread);
    await steps.restart();
    await steps.takeOver('clients come within 10 s', await server({ RECONNECT_WITHIN_MS: '1' }));
    await steps.takeOver('clients come at once', await server());
    await steps.disconnect();
    await steps.renew();
    await steps.connect('socket', one!.members);
    await steps.tell('all in one organization', [one!]);
    await steps.disconnect();
    await steps.renew();
    await steps.connect('stream', one!.members);
    await steps.idle(idle);
    await steps.tell('all in one organization', [one!]);
    await steps.takeOver('streams come within 10 s', await server());
  } finally {
    await steps.server.stop();
  }
}
