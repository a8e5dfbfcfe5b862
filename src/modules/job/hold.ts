import { setTimeout as sleep } from 'node:timers/promises';
import type pg from 'pg';
import type { Logger } from 'pino';

/** The advisory lock that a worker holds for as long as it lives, by the name that its jobs are locked with. */
export const lockOf = (name: string) => `hashtextextended('polity worker ' || ${name}, 0)`;

/**
 * A worker's sign of life: an advisory lock on a connection of its own. PostgreSQL lets go of it when the process dies,
 * however it dies, and keeps it for one that merely does not answer for a while.
 */
export class Hold {
  readonly #pool: pg.Pool;
  readonly #name: string;
  readonly #logger: Logger;
  #client: pg.PoolClient | undefined;
  #held = Promise.withResolvers<void>();
  #released = false;

  constructor(pool: pg.Pool, name: string, logger: Logger) {
    this.#pool = pool;
    this.#name = name;
    this.#logger = logger;
    void this.#take();
  }

  /** Waits until the lock is held. */
  get held(): Promise<void> {
    return this.#held.promise;
  }

  release(): void {
    this.#released = true;
    this.#held.resolve();
    this.#client?.release(true);
    this.#client = undefined;
  }

  async #take(): Promise<void> {
    while (!this.#released && !this.#client) {
      try {
        await this.#connect();
      } catch (error) {
        this.#logger.warn({ err: error }, 'the worker could not take its lock');
        await sleep(500, undefined, { ref: false });
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
    void this.#take();
  }
}
