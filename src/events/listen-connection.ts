import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import type { Logger } from 'pino';

const MAX_WAIT_MS = 10_000;

export interface ListenTimes {
  /** Interval of the heartbeat queries, in milliseconds. */
  heartbeat: number;
  /** Timeout for connecting and for each query, in milliseconds. */
  patience: number;
}

export interface ListenHandlers {
  onMessage: (payload: string) => void;
  /** Called when the connection is lost: messages are missed from now on. */
  onLost: () => void;
  /** Called when a new connection listens, to read missed messages through it. `isListening` is false until it returns. */
  onBack: (client: pg.Client) => Promise<void>;
}

/** Listens to one channel of NOTIFY. When the connection is lost, connects again with back-off. */
export class ListenConnection {
  readonly #url: string;
  readonly #channel: string;
  readonly #logger: Logger;
  readonly #handlers: ListenHandlers;
  readonly #times: ListenTimes;
  #client: pg.Client | undefined;
  #listening = Promise.withResolvers<void>();
  #isListening = false;
  #failures = 0;
  #wasListening = false;
  #retry: NodeJS.Timeout | undefined;

  /** `url` must lead to PostgreSQL directly, because LISTEN does not work through a pooler in transaction mode. */
  constructor(
    url: string,
    channel: string,
    logger: Logger,
    handlers: ListenHandlers,
    times: ListenTimes = { heartbeat: 15_000, patience: 5_000 },
  ) {
    this.#url = url;
    this.#channel = channel;
    this.#logger = logger;
    this.#handlers = handlers;
    this.#times = times;
    void this.#connect();
  }

  get isListening(): boolean {
    return this.#isListening;
  }

  /** Waits until it listens, at most `milliseconds`. Returns whether it does. */
  async whenListening(milliseconds: number): Promise<boolean> {
    if (this.#isListening) return true;
    const waiting = new AbortController();
    const late = sleep(milliseconds, undefined, { signal: waiting.signal }).catch(() => undefined);
    await Promise.race([this.#listening.promise, late]);
    waiting.abort();
    return this.#isListening;
  }

  /** Runs a statement on the connection. @throws while there is none */
  async query<Row extends object>(text: string, values: unknown[]): Promise<Row[]> {
    if (!this.#client || !this.#isListening) throw new Error('there is no LISTEN connection');
    const { rows } = await this.#client.query<Row>(text, values);
    return rows;
  }

  async close(): Promise<void> {
    clearTimeout(this.#retry);
    const client = this.#client;
    this.#client = undefined;
    this.#isListening = false;
    await client?.end().catch(() => undefined);
  }

  async #connect(): Promise<void> {
    const client = new pg.Client({
      connectionString: this.#url,
      application_name: 'polity events',
      connectionTimeoutMillis: this.#times.patience,
      query_timeout: this.#times.patience,
      keepAlive: true,
    });
    this.#client = client;
    client.on('error', (error) => this.#lose(client, error));
    client.on('end', () => this.#lose(client));
    client.on('notification', ({ payload = '' }) => this.#handlers.onMessage(payload));
    try {
      await client.connect();
      await client.query(`listen ${this.#channel}`);
      if (this.#wasListening) await this.#handlers.onBack(client);
      if (this.#client !== client) return;
      this.#wasListening = true;
      this.#failures = 0;
      this.#isListening = true;
      this.#listening.resolve();
      await this.#watch(client);
    } catch (error) {
      this.#lose(client, error);
    }
  }

  /** Sends heartbeats: without them a connection whose other end has silently disappeared would never fail. */
  async #watch(client: pg.Client): Promise<void> {
    while (this.#client === client) {
      await client.query('select 1');
      await sleep(this.#times.heartbeat, undefined, { ref: false });
    }
  }

  #lose(client: pg.Client, error?: unknown): void {
    if (this.#client !== client) return;
    this.#client = undefined;
    this.#logger.warn({ err: error }, 'LISTEN connection lost');
    client.end().catch(() => undefined);
    const wait = Math.min(MAX_WAIT_MS, 50 * 2 ** this.#failures++) * (0.5 + Math.random() / 2);
    this.#retry = setTimeout(() => void this.#connect(), wait);
    if (!this.#isListening) return;
    this.#isListening = false;
    this.#listening = Promise.withResolvers();
    this.#handlers.onLost();
  }
}
