import pg from 'pg';
import type { Logger } from 'pino';

const text = (value: string) => value;
const { TIMESTAMPTZ, TIMESTAMP, DATE } = pg.types.builtins;
for (const type of [TIMESTAMPTZ, TIMESTAMP, DATE]) pg.types.setTypeParser(type, text);

/**
 * A pool of pipelining connections. Timestamps arrive as text, microseconds kept.
 * A connection that breaks is dropped and logged, not thrown.
 */
export function createPool(connectionString: string, size: number, logger: Logger): pg.Pool {
  const pool = new pg.Pool({
    connectionString,
    max: size,
    connectionTimeoutMillis: 5_000,
    idleTimeoutMillis: 30_000,
    application_name: 'polity',
    pipeline: true,
  } as pg.PoolConfig);
  pool.on('error', (error) => logger.warn({ err: error }, 'an idle database connection broke'));
  pool.on('connect', (client) =>
    client.on('error', (error) => logger.warn({ err: error }, 'a database connection broke')),
  );
  return pool;
}
