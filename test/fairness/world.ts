import type pg from 'pg';
import { pino } from 'pino';
import { createPool } from '../../src/database/client.ts';
import { prepareEmbeddedDatabase } from '../../src/database/embedded/postgres.ts';
import { migrate } from '../../src/database/migrate.ts';
import { generateSecretsKey } from '../../src/crypto/key-store.ts';
import { startServer } from '../../tools/measuring/child.ts';
import { scratchPostgres } from '../../tools/scratch-postgres.ts';
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
  const postgres = await scratchPostgres('fairness');
  const logger = pino({ level: 'silent' });
  const urls = await prepareEmbeddedDatabase(postgres.superuserUrl, 'fairness');
  await migrate(urls.systemUrl, urls.servingUrl, logger);
  const server = await startServer({
    NODE_ENV: 'test',
    DATABASE_URL: urls.systemUrl,
    DATABASE_APP_URL: urls.servingUrl,
    DATABASE_POOL_SIZE: String(POOL_SIZE),
    SECRETS_KEY: generateSecretsKey(),
    POLITY_DATA_DIR: postgres.folder,
    BCRYPT_COST: '4',
    WORKER: 'off',
    LOG_LEVEL: 'fatal',
    // So that the attack goes on for as long as it is measured; a caller of the plan FREE has 60 requests a minute.
    RATE_LIMITS: 'off',
  });
  // Only a superuser sees the statements of others.
  const { pathname } = new URL(urls.systemUrl);
  const pool = createPool(Object.assign(new URL(postgres.superuserUrl), { pathname }).href, 2, logger);
  try {
    const url = new URL(server.address).origin;
    const [attacker, neighbour, bystander] = await Promise.all(
      [1, 2, 3].map(() => register(new Client(url))),
    );
    await addTasks(pool, attacker!, TASKS, 10_000);
    await addTasks(pool, neighbour!, 200, 200);
    await pool.query('vacuum analyze tasks');
    await work({ url, pool, attacker: attacker!, neighbour: neighbour!, bystander: bystander! });
  } finally {
    await pool.end();
    await server.end();
    await postgres.stop();
  }
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
