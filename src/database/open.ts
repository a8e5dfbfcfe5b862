import { createHmac } from 'node:crypto';
import type pg from 'pg';
import type { Logger } from 'pino';
import type { Config } from '../config.ts';
import { createPool } from './client.ts';
import { requireReachable } from './reachable.ts';
import { ConnectionScheduler } from './scheduler.ts';

/** The URLs of the two logins. `close` must be called when the process no longer needs the database. */
export interface DatabaseAccess {
  systemUrl: string;
  servingUrl: string;
  /** The data folder of the embedded database; undefined for the configured one. */
  embedded: string | undefined;
  close(): Promise<void>;
}

/**
 * Returns the configured database. Without one it starts the embedded database, or shares it with the process that has
 * started it.
 * @throws if the system login cannot connect to the configured database
 */
export async function locateDatabase({ database, dataDirectory }: Config): Promise<DatabaseAccess> {
  const { systemUrl, servingUrl } = database;
  if (systemUrl) {
    await requireReachable('DATABASE_URL', systemUrl);
    return {
      systemUrl,
      servingUrl: servingUrl ?? derivedServingUrl(systemUrl),
      embedded: undefined,
      close: async () => {},
    };
  }
  const { prepareEmbeddedDatabase, startEmbeddedPostgres } = await import('./embedded/postgres.ts');
  const server = await startEmbeddedPostgres(dataDirectory, {
    log: (line) => process.stderr.write(`${line}\n`),
  });
  const urls = await prepareEmbeddedDatabase(server.superuserUrl, 'polity');
  return { ...urls, embedded: server.data, close: () => server.stop() };
}

/** Derives the serving login and its password from `DATABASE_URL`, so that development needs no second setting. */
function derivedServingUrl(systemUrl: string): string {
  const url = new URL(systemUrl);
  url.password = createHmac('sha256', url.password).update('polity_app').digest('base64url');
  url.username = 'polity_app';
  return url.href;
}

/**
 * Security: row-level security does not apply to superusers, to table owners without FORCE, and to logins with BYPASSRLS
 * or the system role. With such a serving login a missing condition would show all organizations' rows. The server does
 * not start with it, and uses no replica with it. `setting` names the login in the error.
 * @throws if row-level security would not apply to the serving login
 */
export async function assertRlsApplies(
  pool: pg.Pool | pg.Client,
  setting = 'DATABASE_APP_URL',
): Promise<void> {
  const { rows } = await pool.query(`
    select r.rolname, r.rolsuper, r.rolbypassrls,
      pg_has_role('polity_system', 'member') as system,
      exists (select from pg_class c where c.relowner = r.oid and c.relnamespace = 'public'::regnamespace) as owner
    from pg_roles r where r.rolname = current_user`);
  const { rolname, rolsuper, rolbypassrls, system, owner } = rows[0];
  const reasons = [
    rolsuper && 'is a superuser',
    rolbypassrls && 'has BYPASSRLS',
    system && 'is a member of polity_system',
    owner && 'owns tables',
  ].filter(Boolean);
  if (reasons.length > 0) {
    throw new Error(
      `${setting}: the login ${rolname} ${reasons.join(' and ')}, so row-level security would not hold it.`,
    );
  }
}

export interface Pools {
  system: pg.Pool;
  serving: pg.Pool;
  /** Divides the connections of the serving pool among organizations and callers. */
  scheduler: ConnectionScheduler;
  end(): Promise<void>;
}

/**
 * Creates the pools of both logins. A statement of the system login waits for a lock only as long as a statement may run:
 * if a transaction of the same request or job on the serving login holds the lock, or something that waits for that
 * transaction, the two wait for each other, which PostgreSQL cannot detect.
 */
export function createPools(
  access: Pick<DatabaseAccess, 'systemUrl' | 'servingUrl'>,
  { database }: Config,
  logger: Logger,
): Pools {
  const system = createPool(access.systemUrl, database.poolSize, logger, {
    lockTimeoutMs: database.statementTimeout,
  });
  const serving = createPool(access.servingUrl, database.poolSize, logger);
  return {
    system,
    serving,
    scheduler: new ConnectionScheduler(database.poolSize, database.queue),
    end: async () => {
      await Promise.all([system.end(), serving.end()]);
    },
  };
}
