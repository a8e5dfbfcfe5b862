import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { pino } from 'pino';
import type pg from 'pg';
import { generateSecretsKey } from '../../src/crypto/key-store.ts';
import { generateSigningKey } from '../../src/crypto/signing-key.ts';
import { createPool } from '../../src/database/client.ts';
import { prepareEmbeddedDatabase } from '../../src/database/embedded/postgres.ts';
import { migrate } from '../../src/database/migrate.ts';
import { createSystemHandle, processDb, type SystemDb } from '../../src/database/system.ts';
import { isInterrupted, onInterruption } from '../../src/util/interruption.ts';
import { scratchFolder } from '../../tools/scratch-postgres.ts';
import { programEnvironment } from '../support/environment.ts';
import { freePort } from '../support/free-port.ts';
import { unfreezeTerms } from '../support/plan-terms.ts';
import { Postgres } from './postgres.ts';
import { Program } from './program.ts';
import type { Promises } from './promises.ts';
import { PRICE } from './proof/usage.ts';
import type { Victim } from './victim.ts';
import { waitFor } from './wait.ts';

/** All that a run starts. */
export interface Stage {
  victims: Victim[];
  /** The addresses of the servers, and that of the receiver. */
  servers: string[];
  receiver: string;
  receivedFile: string;
  db: SystemDb;
  folder: string;
  /** Tells the programs to end, in the order of a shutdown. */
  stop(): Promise<void>;
  /** Deletes what the run has made. */
  remove(): Promise<void>;
}

const root = join(import.meta.dirname, '../..');
const source = (file: string) => join(root, 'src', file);
const answersAt = (url: string) => async () => (await fetch(url, { signal: AbortSignal.timeout(3_000) })).ok;

/** Starts PostgreSQL with a replica, Redis, a receiver of webhooks, two servers and two workers, each a process of its own. */
export async function setStage(promises: Promises): Promise<Stage> {
  const folder = await scratchFolder('chaos');
  const programs: Program[] = [];
  const starting = Postgres.start(folder.path);
  let replicating: Promise<Postgres> | undefined;
  let replica: Postgres | undefined;
  let pool: pg.Pool | undefined;
  const release = onInterruption(async () => {
    for (const program of programs) program.destroy();
    const copy = await replicating?.catch(() => undefined);
    await copy?.stop();
    await (await starting).stop();
  });
  /** Nothing more is started while the rest is being stopped. */
  const requireTime = () => {
    if (isInterrupted()) throw new Error('The run was interrupted.');
  };
  const postgres = await starting;
  const remove = async () => {
    for (const program of programs) program.destroy();
    await pool?.end();
    await replica?.stop();
    await postgres.stop();
    release();
    if (promises.areKept) await folder.remove();
  };
  try {
    const { systemUrl, servingUrl } = await prepareEmbeddedDatabase(postgres.url, 'chaos');
    await migrate(systemUrl, servingUrl, pino({ level: 'silent' }));
    pool = createPool(systemUrl, 4, pino({ level: 'silent' }));
    const db = processDb({ system: createSystemHandle(pool) });
    await setPrices(db);
    requireTime();
    const replicaFolder = join(folder.path, 'replica');
    replicating = mkdir(replicaFolder).then(() => postgres.startReplica(replicaFolder));
    replica = await replicating;
    requireTime();
    const { port } = new URL(replica.url);

    const ports = {
      redis: await freePort(),
      receiver: await freePort(),
      one: await freePort(),
      two: await freePort(),
    };
    const receivedFile = join(folder.path, 'received.jsonl');
    const env = {
      ...programEnvironment,
      NODE_COMPILE_CACHE: process.env['NODE_COMPILE_CACHE'] ?? join(root, 'node_modules/.cache/node'),
      NODE_ENV: 'test',
      HOST: '127.0.0.1',
      DATABASE_URL: systemUrl,
      DATABASE_APP_URL: servingUrl,
      DATABASE_REPLICA_URLS: Object.assign(new URL(servingUrl), { port }).href,
      REDIS_URL: `redis://127.0.0.1:${ports.redis}`,
      SECRETS_KEY: generateSecretsKey(),
      JWT_KEYS: JSON.stringify([await generateSigningKey()]),
      // The writers do not sign in again.
      ACCESS_TOKEN_TTL: '86400',
      POLITY_DATA_DIR: folder.path,
      BCRYPT_COST: '4',
      TRUSTED_PROXIES: '127.0.0.1',
      PERSON_REQUESTS_FACTOR: '1000',
      WORKER: 'off',
      LOG_LEVEL: 'warn',
    };
    const start = (
      name: string,
      settings: Omit<ConstructorParameters<typeof Program>[0], 'name' | 'logFile' | 'promises'>,
    ) => {
      const program = new Program({ name, logFile: join(folder.path, `${name}.log`), promises, ...settings });
      programs.push(program);
      return program;
    };
    const node = process.execPath;
    const server = (name: string, port: number) =>
      start(name, {
        command: node,
        args: [source('main.ts')],
        env: { ...env, PORT: String(port) },
        answers: answersAt(`http://127.0.0.1:${port}/ready`),
        endsCleanly: true,
      });
    const worker = (name: string) =>
      start(name, {
        command: node,
        args: [source('worker.ts')],
        env,
        readyLine: 'The worker is ready.',
        endsCleanly: true,
      });
    const redis = start('redis', {
      command: 'redis-server',
      args: ['--port', String(ports.redis), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no'],
      env: programEnvironment,
      readyLine: 'Ready to accept connections',
    });
    const receiver = start('receiver', {
      command: node,
      args: [join(import.meta.dirname, 'receiver.ts')],
      env: { ...env, PORT: String(ports.receiver), RECEIVED_FILE: receivedFile },
      answers: answersAt(`http://127.0.0.1:${ports.receiver}/`),
    });
    const own = [
      server('server 1', ports.one),
      server('server 2', ports.two),
      worker('worker 1'),
      worker('worker 2'),
    ];
    const all = [redis, receiver, ...own];
    await Promise.all(all.map((program) => program.start()));
    for (const program of all) await waitFor(`${program.name} is ready`, () => program.isBack());
    return {
      victims: [postgres, replica, ...all],
      servers: [ports.one, ports.two].map((port) => `http://127.0.0.1:${port}`),
      receiver: `http://127.0.0.1:${ports.receiver}`,
      receivedFile,
      db,
      folder: folder.path,
      stop: async () => {
        await Promise.all(own.map((program) => program.stop()));
        await Promise.all([redis.stop(), receiver.stop()]);
      },
      remove,
    };
  } catch (error) {
    await remove();
    throw error;
  }
}

/** Low enough that the usage of a minute costs something. */
async function setPrices(db: SystemDb): Promise<void> {
  await unfreezeTerms(db);
  await db
    .updateTable('plan_version_prices')
    .set({ included: PRICE.included, unit_price: PRICE.unitPrice })
    .where('meter', 'in', ['events.processed', 'storage.gigabyte_hours'])
    .execute();
}
