import { setTimeout as sleep } from 'node:timers/promises';
import type pg from 'pg';
import type { Logger } from 'pino';

/** Returns the SQL key of a worker's advisory lock. `name` is an SQL expression for the name in the jobs' `locked_by`. */
export const lockOf = (name: string) => `hashtextextended('polity worker ' || ${name}, 0)`;

/** Prefix of the `application_name` of a worker's lock connection in `pg_stat_activity`. */
export const WORKER_SESSION = 'polity worker';

/**
 * Shows that a worker is alive: an advisory lock on a dedicated connection. PostgreSQL releases it when the process dies
 * in any way, and keeps it while the process is only slow or blocked.
 */
export class WorkerLock {
  readonly #pool: pg.Pool;
  readonly #name: string;
  readonly #logger: Logger;
  readonly #onLost: () => void;
  #client: pg.PoolClient | undefined;
  #held = Promise.withResolvers<void>();
  #stopping = false;
  #released = false;

  constructor(pool: pg.Pool, name: string, logger: Logger, onLost: () => void) {
    this.#pool = pool;
    this.#name = name;
    this.#logger = logger;
    this.#onLost = onLost;
    void this.#take();
  }

  /** Resolves when the lock is held, or after `stopWaiting()`. */
  get held(): Promise<void> {
    return this.#stopping ? Promise.resolve() : this.#held.promise;
  }

  get isHeld(): boolean {
    return this.#client !== undefined;
  }

  /** Resolves `held` without the lock, so that the worker can end while the database is down. */
  stopWaiting(): void {
    this.#stopping = true;
    this.#held.resolve();
  }

  release(): void {
    this.stopWaiting();
    this.#released = true;
    this.#client?.release(true);
    this.#client = undefined;
  }

  async #take(): Promise<void> {
    for (let failures = 0; !this.#released && !this.#client; failures++) {
      try {
        await this.#connect();
      } catch (error) {
        this.#logger.warn({ err: error }, 'could not take the worker lock');
        // The pause stays short: other workers unlock the jobs of a worker that is without its lock for too long.
        await sleep(Math.min(1000, 50 * 2 ** failures), undefined, { ref: false });
      }
    }
  }

  async #connect(): Promise<void> {
    const client = await this.#pool.connect();
    try {
      // PostgreSQL then notices within 30 seconds that the host has disappeared without closing the connection.
      await client.query(
        'set tcp_keepalives_idle = 15; set tcp_keepalives_interval = 5; set tcp_keepalives_count = 3',
      );
      await client.query(`select set_config('application_name', $1, false)`, [
        `${WORKER_SESSION} ${this.#name}`,
      ]);
      await client.query(`select pg_advisory_lock(${lockOf('$1')})`, [this.#name]);
    } catch (error) {
      client.release(error as Error);
      throw error;
    }
    if (this.#released) return client.release(true);
    this.#client = client;
    client.once('error', () => this.#lose(client));
    client.once('end', () => this.#lose(client));
    this.#held.resolve();
  }

  #lose(client: pg.PoolClient): void {
    if (this.#client !== client) return;
    this.#client = undefined;
    this.#held = Promise.withResolvers();
    this.#logger.warn('worker lock lost: its connection broke');
    client.release(true);
    this.#onLost();
    void this.#take();
  }
}
