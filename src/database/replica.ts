import pg from 'pg';
import type { Logger } from 'pino';
import { createPool } from './client.ts';
import { assertRlsApplies } from './open.ts';
import { logPosition } from './positions.ts';
import type { QueueLimits } from './queue-limits.ts';
import { ConnectionScheduler } from './scheduler.ts';

/** How long a working replica is not asked for its state, in milliseconds. */
const LOOK_MS = 250;
/** The same while a query waits for a fresher state. */
const SOON_MS = 10;
/** How long a failed replica is left alone. */
const RETRY_MS = 1000;
/** The longest wait for a connection, for an answer to the watcher, and of a query for a lock that replay holds. */
const PATIENCE_MS = 1000;

const state = `select pg_is_in_recovery() as standby, ${logPosition} as position,
  extract(epoch from clock_timestamp() - pg_last_xact_replay_timestamp())::float8 as age`;

export interface ReplicaSettings {
  poolSize: number;
  queue: QueueLimits;
}

/**
 * A streaming replica. A watcher asks it for its state over a connection of its own, so that no request waits to find out
 * whether it works: requests use it only while `isUp`. When the watcher gets no answer, all connections are closed. The
 * queries on them fail at once, and the requests repeat them on the primary.
 */
export class Replica {
  /** Its number in the setting. The URL contains a password. */
  readonly name: string;
  readonly pool: pg.Pool;
  /** Divides the connections of this pool among organizations and callers. */
  readonly scheduler: ConnectionScheduler;
  readonly #url: string;
  readonly #logger: Logger;
  readonly #clients = new Set<pg.ClientBase>();
  readonly #watching: Promise<void>;
  #isUp = false;
  #isClosed = false;
  #replayed = 0;
  #age = 0;
  #failure: string | undefined;
  #wake: (milliseconds: number) => void = () => undefined;

  constructor(name: string, url: string, { poolSize, queue }: ReplicaSettings, logger: Logger) {
    this.name = name;
    this.#url = url;
    this.#logger = logger;
    this.scheduler = new ConnectionScheduler(poolSize, queue);
    this.pool = createPool(url, poolSize, logger, {
      lockTimeoutMs: PATIENCE_MS,
      connectTimeoutMs: PATIENCE_MS,
    });
    this.pool.on('connect', (client) => this.#clients.add(client));
    this.pool.on('remove', (client) => this.#clients.delete(client));
    this.#watching = this.#watch();
  }

  get isUp(): boolean {
    return this.#isUp;
  }

  /** The position in the log that it has replayed at least. */
  get replayed(): number {
    return this.#replayed;
  }

  /** Seconds since the commit of the last transaction that it has replayed, when the watcher last asked. */
  get age(): number {
    return this.#age;
  }

  /** Notes a position that a statement has read on it. */
  noteReplayed(position: number): void {
    if (position > this.#replayed) this.#replayed = position;
  }

  /** Makes the watcher look soon: a query needs a position that is not known to be replayed. */
  lookSoon(): void {
    this.#wake(SOON_MS);
  }

  /** Makes the watcher look at once: a query has failed. */
  suspect(): void {
    this.#wake(0);
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    this.#wake(0);
    await this.#watching;
    await this.pool.end();
  }

  async #watch(): Promise<void> {
    while (!this.#isClosed) {
      let client: pg.Client | undefined;
      try {
        // The URL may name a certificate that cannot be read.
        client = new pg.Client({
          connectionString: this.#url,
          connectionTimeoutMillis: PATIENCE_MS,
          query_timeout: PATIENCE_MS,
          application_name: 'polity-watcher',
        });
        client.on('error', () => undefined);
        await client.connect();
        await assertRlsApplies(client, 'DATABASE_REPLICA_URLS');
        while (!this.#isClosed) {
          await this.#look(client);
          await this.#pause(LOOK_MS);
        }
      } catch (error) {
        this.#goDown(error as Error);
      }
      if (client) destroy(client);
      if (!this.#isClosed) await this.#pause(RETRY_MS);
    }
  }

  /** @throws if it does not answer, or is no standby any more */
  async #look(client: pg.Client): Promise<void> {
    const { rows } = await client.query<{ standby: boolean; position: string | null; age: number | null }>(
      state,
    );
    const { standby, position, age } = rows[0]!;
    if (!standby) throw new Error('it is not a standby');
    // Not the maximum: a replica that was set up anew may begin earlier.
    this.#replayed = Number(position ?? 0);
    this.#age = age ?? 0;
    if (this.#isUp) return;
    this.#isUp = true;
    this.#failure = undefined;
    this.#logger.info({ replica: this.name }, 'replica in use');
  }

  #goDown(error: Error): void {
    this.#isUp = false;
    this.#replayed = 0;
    // Nothing else would end a query on a machine that does not answer any more.
    for (const client of this.#clients) destroy(client);
    if (this.#failure === error.message) return;
    this.#failure = error.message;
    this.#logger.warn({ err: error, replica: this.name }, 'replica not in use');
  }

  async #pause(milliseconds: number): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    let timer = setTimeout(resolve, milliseconds).unref();
    let due = performance.now() + milliseconds;
    this.#wake = (sooner) => {
      // A failed replica is asked at its own pace.
      if (!this.#isClosed && (!this.#isUp || performance.now() + sooner >= due)) return;
      due = performance.now() + sooner;
      clearTimeout(timer);
      timer = setTimeout(resolve, sooner).unref();
    };
    await promise;
    this.#wake = () => undefined;
  }
}

/** Closes a connection without waiting for the server. */
const destroy = (client: pg.ClientBase) =>
  (client as unknown as { connection: { stream: { destroy(): void } } }).connection.stream.destroy();
