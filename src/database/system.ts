import { Kysely, PostgresDialect, sql } from 'kysely';
import type pg from 'pg';
import type { Context } from '../context.ts';
import { statements } from './statements.ts';
import type { DB } from '../generated/database.ts';

declare const sealed: unique symbol;

/** The system login's pool, sealed: only the few files that may import this one can use it. */
export interface SystemHandle {
  readonly [sealed]: true;
}

/** The database as the system login sees it, every tenant at once: for sign-in, jobs and operators. */
export type SystemDb = Kysely<DB>;

export function createSystemHandle(pool: pg.Pool): SystemHandle {
  return new Kysely<DB>({
    dialect: new PostgresDialect({ pool }),
    log: ({ query }) => statements.publish({ sql: query.sql, login: 'system' }),
  }) as unknown as SystemHandle;
}

export const systemDb = (services: { system: SystemHandle }) => services.system as unknown as SystemDb;

/**
 * A transaction beside the request's own, which stands whatever becomes of that. It waits only so long for a lock: when
 * the request's own transaction has it, PostgreSQL cannot see that the two wait for each other.
 * @throws why the request is over, if it is: nothing is written for a client that has gone
 */
export async function transact<T>(
  { services, request }: Pick<Context, 'services'> & { request?: Pick<Context['request'], 'cancellation'> },
  work: (db: SystemDb) => Promise<T>,
): Promise<T> {
  request?.cancellation?.requireLive();
  const timeout = String(services.config.database.statementTimeout);
  return systemDb(services)
    .transaction()
    .execute(async (db) => {
      await sql`select set_config('lock_timeout', ${timeout}, true)`.execute(db);
      return work(db);
    });
}
