import { setTimeout as sleep } from 'node:timers/promises';
import type pg from 'pg';
import type { Logger } from 'pino';

/** The advisory lock that a worker holds for as long as it lives, by the name that its jobs are locked with. */
export const lockOf = (name: string) => `hashtextextended('polity worker ' || ${name}, 0)`;

/** How the connection of a worker's lock is named in `pg_stat_activity`. */
export const WORKER_SESSION = 'polity worker';

/**
 * A worker's sign of life: an advisory lock on a connection of its own. PostgreSQL lets go of it when the process dies,
 * however it dies, and keeps it for one that merely does not answer for a while.
 */
export class Hold {
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

  /** Waits until the lock is held, or `stopWaiting()`. */
  get held(): Promise<void> {
    return this.#stopping ? Promise.resolve() : this.#held.promise;
  }

  get isHeld(): boolean {
    return this.#client !== undefined;
  }

  /** Lets go of whoever waits for the lock, because the worker ends: the database may never come back. */
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
        this.#logger.warn({ err: error }, 'the worker could not take its lock');
        // Never long: others give the jobs of a worker without its lock to the living.
        await sleep(Math.min(1000, 50 * 2 ** failures), undefined, { ref: false });
      }
    }
  }

  async #connect(): Promise<void> {
    const client = await this.#pool.connect();
    try {
      // Of a host that is gone without a word, PostgreSQL finds out within half a minute.
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
    this.#logger.warn('the worker lost the connection that holds its lock');
    client.release(true);
    this.#onLost();
    void this.#take();
  }
}
