import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { Logger as JobLogger, runMigrations as migrateJobQueue } from 'graphile-worker';
import { Kysely, PostgresDialect, sql } from 'kysely';
import { type Migration, type MigrationResult, type MigrationResultSet, Migrator } from 'kysely/migration';
import pg from 'pg';
import type { Logger } from 'pino';

const folder = join(import.meta.dirname, '../../migrations');

/** Every migration there is, in order. */
export async function migrationNames(): Promise<string[]> {
  const files = (await readdir(folder)).filter((file) => file.endsWith('.ts'));
  return files.map((file) => file.replace('.ts', '')).toSorted();
}

async function getMigrations(): Promise<Record<string, Migration>> {
  const entries = (await migrationNames()).map(
    async (name) => [name, impatient(await import(join(folder, `${name}.ts`)))] as const,
  );
  return Object.fromEntries(await Promise.all(entries));
}

/** Shorter than the second after which PostgreSQL looks for deadlocks, and may end a request for one. */
const LOCK_TIMEOUT_MS = 500;
/** How often a migration that could not get a lock is tried again, and after how many milliseconds. */
const MAX_ATTEMPTS = 60;
const PAUSE_MS = 1000;

/**
 * Lets a migration fail rather than wait long for a lock. While it waited for a request that reads a table, all later
 * requests for that table would wait behind it.
 */
function impatient({ up, down }: Migration): Migration {
  const within = (step: NonNullable<Migration['down']>) => async (db: Kysely<unknown>) => {
    await sql`select set_config('lock_timeout', ${String(LOCK_TIMEOUT_MS)}, true)`.execute(db);
    await step(db as Kysely<any>);
  };
  return { up: within(up), ...(down && { down: within(down) }) };
}

/** Runs `work` with Kysely's migrator on the system login. Only one process migrates a database at a time. */
export async function withMigrator<T>(
  systemUrl: string,
  work: (migrator: Migrator) => Promise<T>,
): Promise<T> {
  const pool = new pg.Pool({ connectionString: systemUrl, max: 2 });
  // The statement that it breaks fails; without a handler the process would end, too.
  pool.on('error', () => undefined);
  pool.on('connect', (client) => client.on('error', () => undefined));
  const db = new Kysely<unknown>({ dialect: new PostgresDialect({ pool }) });
  try {
    return await work(new Migrator({ db, provider: { getMigrations } }));
  } finally {
    await db.destroy();
  }
}

/**
 * Brings roles, job queue and tables up to date; harmless to repeat.
 * @returns the migrations that ran
 */
export async function migrate(
  systemUrl: string,
  servingUrl: string,
  logger: Logger,
): Promise<MigrationResult[]> {
  await ensureRoles(systemUrl, servingUrl);
  await migrateJobQueue({ connectionString: systemUrl, logger: new JobLogger(() => () => undefined) });
  return withMigrator(systemUrl, async (migrator) => {
    const all: MigrationResult[] = [];
    // In a transaction each: the locks of one are free before the next begins.
    for (;;) {
      const results = await migrateUp(migrator, logger);
      if (results.length === 0) return all;
      all.push(...results);
    }
  });
}

/** Applies the next migration, if there is one. */
const migrateUp = (migrator: Migrator, logger: Logger) => patiently(() => migrator.migrateUp(), logger);

/** Takes the last migration back. */
export const migrateDown = (migrator: Migrator, logger: Logger) =>
  patiently(() => migrator.migrateDown(), logger);

/** Tries again while requests have the locks that a migration needs. */
async function patiently(
  step: () => Promise<MigrationResultSet>,
  logger: Logger,
): Promise<MigrationResult[]> {
  for (let attempt = 1; ; attempt++) {
    const { error, results = [] } = await step();
    for (const result of results) logger.info(result, 'migration');
    if (!error) return results;
    if (!isLockFailure(error) || attempt === MAX_ATTEMPTS) throw error;
    logger.warn({ err: error, attempt }, 'the migration did not get a lock, and is tried again');
    await setTimeout(PAUSE_MS);
  }
}

/** A lock that was not to be had in time, or a deadlock. */
const isLockFailure = (error: unknown) =>
  error instanceof pg.DatabaseError && (error.code === '55P03' || error.code === '40P01');

/** Throws when the database has another encoding, in which Unicode's normal forms and collations do not exist. */
async function requireUtf8(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ encoding: string }>('select getdatabaseencoding() as encoding');
  const { encoding } = rows[0]!;
  if (encoding !== 'UTF8')
    throw new Error(`The database has the encoding ${encoding}. Create it with the encoding UTF8.`);
}

/**
 * The two roles that policies and grants name, and the serving login as a member of one of them.
 * A serving login that exists keeps its password.
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
    if (!existing.has(login)) await client.query(`create role ${role} login password ${password}`);
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
