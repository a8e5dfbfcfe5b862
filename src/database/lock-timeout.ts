import { type Kysely, sql } from 'kysely';
import pg from 'pg';

/**
 * Shorter than PostgreSQL's `deadlock_timeout` of one second. Work that can be repeated gives up before PostgreSQL detects
 * a deadlock, which could otherwise end a request.
 */
export const SHORT_LOCK_TIMEOUT_MS = 500;

/**
 * Limits how long a statement of the current transaction waits for a lock. It then fails with 55P03. 0 means no limit.
 */
export async function setLockTimeout<Schema>(db: Kysely<Schema>, milliseconds: number): Promise<void> {
  await sql`select set_config('lock_timeout', ${String(milliseconds)}, true)`.execute(db);
}

/** Whether a statement has waited too long for a lock. */
export const isLockTimeout = (error: unknown): boolean =>
  error instanceof pg.DatabaseError && error.code === '55P03';
