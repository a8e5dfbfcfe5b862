import pg from 'pg';
import type { Logger } from 'pino';
import { gatherStatements } from './gather-statements.ts';

const text = (value: string) => value;
const { TIMESTAMPTZ, TIMESTAMP, DATE } = pg.types.builtins;
for (const type of [TIMESTAMPTZ, TIMESTAMP, DATE]) pg.types.setTypeParser(type, text);

interface PoolTimeouts {
  /** The maximum time that a statement waits for a lock. A pooler in between may not support it. */
  lockTimeoutMs?: number;
  /** The maximum time to connect. */
  connectTimeoutMs?: number;
}

/**
 * Creates a pool of pipelining connections. Timestamps are returned as text, to keep their microseconds. A connection
 * that breaks while idle is removed and logged; without the handlers, its error would end the process.
 */
export function createPool(
  connectionString: string,
  size: number,
  logger: Logger,
  { lockTimeoutMs, connectTimeoutMs = 5_000 }: PoolTimeouts = {},
): pg.Pool {
  const pool = new pg.Pool({
    connectionString,
    max: size,
    connectionTimeoutMillis: connectTimeoutMs,
    idleTimeoutMillis: 30_000,
    application_name: 'polity',
    pipeline: true,
    ...(lockTimeoutMs && { lock_timeout: lockTimeoutMs }),
  } as pg.PoolConfig);
  pool.on('error', (error) => {
    // Security: the pool adds the client to the error, with the key that cancels its statements. A log line would have it.
    delete (error as { client?: unknown }).client;
    logger.warn({ err: error }, 'idle database connection lost');
  });
  pool.on('connect', (client) => {
    client.on('error', (error) => logger.warn({ err: error }, 'database connection lost'));
    gatherStatements(client);
  });
  return pool;
}
