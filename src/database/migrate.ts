import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { Logger as JobLogger, runMigrations as migrateJobQueue } from 'graphile-worker';
import { Kysely, sql } from 'kysely';
import { type Migration, type MigrationResult, type MigrationResultSet, Migrator } from 'kysely/migration';
import pg from 'pg';
import type { Logger } from 'pino';
import { setLockTimeout, SHORT_LOCK_TIMEOUT_MS } from './lock-timeout.ts';
import { MigrationDialect } from './migration-dialect.ts';
import { makePartitions } from './partitions/make-partitions.ts';

const folder = join(import.meta.dirname, '../../migrations');

/** Returns the names of all migrations, in order. */
export async function migrationNames(): Promise<string[]> {
  const files = (await readdir(folder)).filter((file) => file.endsWith('.ts'));
  return files.map((file) => file.replace('.ts', '')).toSorted();
}

async function getMigrations(): Promise<Record<string, Migration>> {
  const entries = (await migrationNames()).map(
    async (name) => [name, await import(join(folder, `${name}.ts`))] as const,
  );
  return Object.fromEntries(await Promise.all(entries));
}

/** Maximum number of attempts of a migration that cannot get a lock, and the pause between them. */
const MAX_ATTEMPTS = 60;
const PAUSE_MS = 1000;

/**
 * Limits how long a migration waits for a lock. While it waits for a request that reads a table, all later statements on
 * that table queue behind it. One of them can be a statement of that same request on its other login: then the two wait
 * for each other, which PostgreSQL cannot detect. The more tables a migration locks, the more often it meets such a
 * request. So after a failure it first lets the requests under way end, and holds back new ones.
 */
function withLockTimeout({ up, down }: Migration): Migration {
  let failed = false;
  const within = (step: NonNullable<Migration['down']>) => async (db: Kysely<unknown>) => {
    await setLockTimeout(db, SHORT_LOCK_TIMEOUT_MS);
    if (failed) await holdBackRequests(db);
    try {
      await step(db);
    } catch (error) {
      failed = isLockFailure(error);
      throw error;
    }
  };
  return { up: within(up), ...(down && { down: within(down) }) };
}

/**
 * Waits for the requests under way, and makes new ones wait before they hold anything: the transaction of a request reads
 * `sessions` first, and rarely again.
 */
async function holdBackRequests(db: Kysely<unknown>): Promise<void> {
  await sql`
    do $$ begin
      if to_regclass('public.sessions') is not null then lock table public.sessions in access exclusive mode; end if;
    end $$`.execute(db);
}

/** Creates a pool. A lost connection only fails its statement: without handlers the event would also end the process. */
function createPool(config: pg.PoolConfig): pg.Pool {
  const pool = new pg.Pool(config);
  pool.on('error', () => undefined);
  pool.on('connect', (client) => client.on('error', () => undefined));
  return pool;
}

/**
 * Runs `work` with Kysely's migrator on the system login. Only one process migrates a database at a time.
 * @param later migrations that follow those of this release
 */
export async function withMigrator<T>(
  systemUrl: string,
  work: (migrator: Migrator) => Promise<T>,
  later: Record<string, Migration> = {},
): Promise<T> {
  const migrations = Object.entries({ ...(await getMigrations()), ...later });
  const limited = Object.fromEntries(migrations.map(([name, each]) => [name, withLockTimeout(each)]));
  return withDb(systemUrl, (db) =>
    work(new Migrator({ db, provider: { getMigrations: async () => limited } })),
  );
}

async function withDb<T>(systemUrl: string, work: (db: Kysely<unknown>) => Promise<T>): Promise<T> {
  const pool = createPool({ connectionString: systemUrl, max: 2 });
  const db = new Kysely<unknown>({ dialect: new MigrationDialect({ pool }) });
  try {
    return await work(db);
  } finally {
    await db.destroy();
  }
}

/**
 * Brings roles, job queue, tables and their partitions up to date. Can be repeated.
 * @param oldest of rows that will be restored, by table, the first instant in milliseconds since 1970
 * @returns the migrations that ran
 */
export async function migrate(
  systemUrl: string,
  servingUrl: string,
  logger: Logger,
  oldest?: Readonly<Record<string, number>>,
): Promise<MigrationResult[]> {
  await ensureRoles(systemUrl, servingUrl);
  await migrateQueue(systemUrl, logger);
  const results = await withMigrator(systemUrl, (migrator) => migrateToLatest(migrator, logger));
  await withDb(systemUrl, (db) => makePartitions(db, logger, { ...(oldest && { oldest }) }));
  return results;
}

/** Applies the migrations of the job queue, each in its own transaction. */
async function migrateQueue(systemUrl: string, logger: Logger): Promise<void> {
  const pool = createPool({ connectionString: systemUrl, max: 1, lock_timeout: SHORT_LOCK_TIMEOUT_MS });
  const options = { pgPool: pool, logger: new JobLogger(() => () => undefined) };
  const step = () =>
    migrateJobQueue(options).then(
      () => ({}),
      (error: unknown) => ({ error }),
    );
  try {
    await retryLocks(step, logger);
  } finally {
    await pool.end();
  }
}

/**
 * Applies all migrations that are missing, each in its own transaction, so that it releases its locks before the next
 * begins.
 */
export async function migrateToLatest(migrator: Migrator, logger: Logger): Promise<MigrationResult[]> {
  const all: MigrationResult[] = [];
  for (;;) {
    const results = await retryLocks(() => migrator.migrateUp(), logger);
    if (results.length === 0) return all;
    all.push(...results);
  }
}

/** Reverts the last migration. */
export const migrateDown = (migrator: Migrator, logger: Logger, pauseMs = PAUSE_MS) =>
  retryLocks(() => migrator.migrateDown(), logger, pauseMs);

/** Retries while requests hold the locks that a migration needs. */
async function retryLocks(
  step: () => Promise<MigrationResultSet>,
  logger: Logger,
  pauseMs = PAUSE_MS,
): Promise<MigrationResult[]> {
  for (let attempt = 1; ; attempt++) {
    const { error, results = [] } = await step();
    for (const result of results) logger.info(result, 'migration');
    if (!error) return results;
    if (!isLockFailure(error) || attempt === MAX_ATTEMPTS) throw error;
    logger.warn({ err: error, attempt }, 'the migration did not get a lock: retrying');
    await setTimeout(pauseMs);
  }
}

/** Whether a lock timeout or a deadlock failed the migration. */
const isLockFailure = (error: unknown) =>
  error instanceof pg.DatabaseError && (error.code === '55P03' || error.code === '40P01');

/** @throws if the encoding is not UTF8: only UTF8 has Unicode normal forms and the collations that we use */
async function requireUtf8(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ encoding: string }>('select getdatabaseencoding() as encoding');
  const { encoding } = rows[0]!;
  if (encoding !== 'UTF8')
    throw new Error(`The database has the encoding ${encoding}. Create it with the encoding UTF8.`);
}

/**
 * Creates the two roles that policies and grants name, and the serving login as a member of `polity_serving`. An existing
 * serving login keeps its password.
 */
async function ensureRoles(systemUrl: string, servingUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: systemUrl });
  const serving = new URL(servingUrl);
  const login = decodeURIComponent(serving.username);
  client.on('error', () => undefined);
  await client.connect();
  const role = client.escapeIdentifier(login);
  const password = client.escapeLiteral(decodeURIComponent(serving.password));
  try {
    await requireUtf8(client);
    await client.query('begin');
    await client.query(`select pg_advisory_xact_lock(hashtext('polity roles'))`);
    const { rows } = await client.query('select rolname from pg_roles where rolname = any($1)', [
      ['polity_system', 'polity_serving', login],
    ]);
    const existing = new Set(rows.map((row) => row.rolname));
    if (!existing.has('polity_system')) await client.query('create role polity_system nologin');
    if (!existing.has('polity_serving')) await client.query('create role polity_serving nologin');
    if (!existing.has(login)) {
      await client.query(`create role ${role} login password ${password}`);
      // A server that hangs within a transaction keeps its locks no longer.
      await client.query(`alter role ${role} set idle_in_transaction_session_timeout = '60s'`);
    }
    const member = `select pg_has_role($1, $2, 'usage') as member`;
    const { rows: systemMember } = await client.query(member, [
      decodeURIComponent(new URL(systemUrl).username),
      'polity_system',
    ]);
    if (!systemMember[0].member) await client.query('grant polity_system to current_user');
    const { rows: servingMember } = await client.query(member, [login, 'polity_serving']);
    if (!servingMember[0].member) await client.query(`grant polity_serving to ${role}`);
    await client.query('commit');
  } finally {
    await client.end();
  }
}
