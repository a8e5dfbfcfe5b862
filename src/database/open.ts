import { createHmac } from 'node:crypto';
import type pg from 'pg';
import type { Logger } from 'pino';
import type { Config } from '../config.ts';
import { createPool } from './client.ts';
import { requireReachable } from './reachable.ts';
import { ConnectionScheduler } from './scheduler.ts';

/** The URLs of the two logins, and what to do when the process is done with the database. */
export interface DatabaseAccess {
  systemUrl: string;
  servingUrl: string;
  embedded: boolean;
  close(): Promise<void>;
}

/**
 * The configured database; without one the embedded one is started, or shared with the process that runs it.
 * @throws when the configured one does not let the system login in
 */
export async function locateDatabase({ database, dataDirectory }: Config): Promise<DatabaseAccess> {
  const { systemUrl, servingUrl } = database;
  if (systemUrl) {
    await requireReachable('DATABASE_URL', systemUrl);
    return {
      systemUrl,
      servingUrl: servingUrl ?? derivedServingUrl(systemUrl),
      embedded: false,
      close: async () => {},
    };
  }
  const { prepareEmbeddedDatabase, startEmbeddedPostgres } = await import('./embedded.ts');
  const server = await startEmbeddedPostgres(dataDirectory, {
    log: (line) => process.stderr.write(`${line}\n`),
  });
  const urls = await prepareEmbeddedDatabase(server.superuserUrl, 'polity');
  return { ...urls, embedded: true, close: () => server.stop() };
}

/** Outside production `DATABASE_URL` is enough: the serving login's password follows from the system login's. */
function derivedServingUrl(systemUrl: string): string {
  const url = new URL(systemUrl);
  url.password = createHmac('sha256', url.password).update('polity_app').digest('base64url');
  url.username = 'polity_app';
  return url.href;
}

/** @throws when the serving login could pass row-level security by */
export async function requireHarmlessLogin(pool: pg.Pool): Promise<void> {
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
      `DATABASE_APP_URL: the login ${rolname} ${reasons.join(' and ')}, so row-level security would not hold it.`,
    );
  }
}

export interface Pools {
  system: pg.Pool;
  serving: pg.Pool;
  /** Who may use how much of the serving pool. */
  scheduler: ConnectionScheduler;
  end(): Promise<void>;
}

export function createPools(access: DatabaseAccess, { database }: Config, logger: Logger): Pools {
  const system = createPool(access.systemUrl, database.poolSize, logger);
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
