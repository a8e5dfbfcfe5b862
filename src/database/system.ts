import { Kysely, PostgresDialect } from 'kysely';
import type pg from 'pg';
import type { DB } from '../generated/database.ts';

declare const sealed: unique symbol;

/** The system login's pool, sealed: only the few files that may import this one can use it. */
export interface SystemHandle {
  readonly [sealed]: true;
}

/** The database as the system login sees it, every tenant at once: for sign-in, jobs and operators. */
export type SystemDb = Kysely<DB>;

export function createSystemHandle(pool: pg.Pool): SystemHandle {
  return new Kysely<DB>({ dialect: new PostgresDialect({ pool }) }) as unknown as SystemHandle;
}

export const systemDb = (services: { system: SystemHandle }) => services.system as unknown as SystemDb;
