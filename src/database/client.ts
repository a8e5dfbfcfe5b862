import type { Socket } from 'node:net';
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
  pool.on('connect', (client) => {
    client.on('error', (error) => logger.warn({ err: error }, 'a database connection broke'));
    gatherStatements(client);
  });
  return pool;
}

/**
 * Lets the statements of one turn of the event loop leave together, in place: what ends a transaction, what begins the
 * next one, what several loaders ask. Each packet by itself costs as much as answering a small statement.
 */
function gatherStatements(client: pg.ClientBase): void {
  const { stream } = (client as unknown as { connection: { stream: Socket } }).connection;
  const query = client.query as (...args: unknown[]) => unknown;
  let gathering = false;
  client.query = ((...args: unknown[]) => {
    if (!gathering) {
      gathering = true;
      stream.cork();
      process.nextTick(() => {
        gathering = false;
        stream.uncork();
      });
    }
    return query.apply(client, args);
  }) as typeof client.query;
}
