import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type pg from 'pg';
import { pino } from 'pino';
import { createPool } from '../../src/database/client.ts';
import { prepareEmbeddedDatabase, startEmbeddedPostgres } from '../../src/database/embedded.ts';
import { migrate } from '../../src/database/migrate.ts';
import { generateSecretsKey } from '../../src/keys.ts';
import { type Account, Client, register } from '../support/client.ts';

/** A running server with the accounts of the experiment, and the database beside it. */
export interface World {
  url: string;
  pool: pg.Pool;
  /** On the plan FREE, with 6,000 tasks of the greatest length. */
  attacker: Account;
  /** In an organization of their own with 200 tasks. */
  neighbour: Account;
  /** In an organization without tasks: finds out what a query costs without running it for long. */
  bystander: Account;
}

/** The sizes of the experiment. */
export const TASKS = 6000;
export const POOL_SIZE = 20;

/** Starts PostgreSQL and the server, fills the organizations, and stops everything after `work`. */
export async function inWorld(work: (world: World) => Promise<void>): Promise<void> {
  const directory = await mkdtemp(join(tmpdir(), 'polity-fairness-'));
  await chmod(directory, 0o755);
  const logger = pino({ level: 'silent' });
  const postgres = await startEmbeddedPostgres(directory, {});
  const urls = await prepareEmbeddedDatabase(postgres.superuserUrl, 'fairness');
  await migrate(urls.systemUrl, urls.servingUrl, logger);
  const server = spawn(process.execPath, [join(import.meta.dirname, '../../src/main.ts')], {
    env: {
      PATH: process.env['PATH'],
      NODE_ENV: 'test',
      PORT: '0',
      DATABASE_URL: urls.systemUrl,
      DATABASE_APP_URL: urls.servingUrl,
      DATABASE_POOL_SIZE: String(POOL_SIZE),
      SECRETS_KEY: generateSecretsKey(),
      POLITY_DATA_DIR: directory,
      BCRYPT_COST: '4',
      WORKER: 'off',
      LOG_LEVEL: 'fatal',
      // So that the attack goes on for as long as it is measured; a caller of the plan FREE has 60 requests a minute.
      RATE_LIMITS: 'off',
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  // Only a superuser sees the statements of others.
  const { pathname } = new URL(urls.systemUrl);
  const pool = createPool(Object.assign(new URL(postgres.superuserUrl), { pathname }).href, 2, logger);
  try {
    const url = await addressOf(server.stdout);
    const [attacker, neighbour, bystander] = await Promise.all(
      [1, 2, 3].map(() => register(new Client(url))),
    );
    await addTasks(pool, attacker!, TASKS, 10_000);
    await addTasks(pool, neighbour!, 200, 200);
    await pool.query('vacuum analyze tasks');
    await work({ url, pool, attacker: attacker!, neighbour: neighbour!, bystander: bystander! });
  } finally {
    await pool.end();
    const ended = once(server, 'exit');
    server.kill('SIGTERM');
    await ended;
    await postgres.stop();
    await rm(directory, { recursive: true, force: true });
  }
}

async function addressOf(output: NodeJS.ReadableStream): Promise<string> {
  let text = '';
  for await (const chunk of output) {
    text += String(chunk);
    const [address] = /http:\/\/localhost:\d+(?=\/graphql)/.exec(text) ?? [];
    if (!address) continue;
    output.resume();
    return address;
  }
  throw new Error(`The server did not start.\n${text}`);
}

/** Titles have 200 characters, the longest that there may be. */
async function addTasks(pool: pg.Pool, { organizationId }: Account, tasks: number, description: number) {
  await pool.query(
    `with p as (insert into projects (organization_id, name) values ($1, 'P') returning id)
     insert into tasks (organization_id, project_id, position, title, description)
     select $1, p.id, 'a' || lpad(n::text, 8, '0'), rpad('task ' || n, 200, md5(n::text)), repeat(md5(n::text), $3 / 32)
     from p, generate_series(1, $2::int) n`,
    [organizationId, tasks, description],
  );
}
