import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import type { Logger } from 'pino';

const LONGEST_WAIT_MS = 10_000;

export interface ListenerTimes {
  /** Milliseconds between two questions whether the other end still is there. */
  heartbeat: number;
  /** Milliseconds that it may take to answer. */
  patience: number;
}

export interface ListenerEvents {
  onMessage: (payload: string) => void;
  /** The connection broke: messages are missed from now on. */
  onLost: () => void;
  /** A connection listens again: reads missed messages through it. The listener reports to listen once this is done. */
  onBack: (client: pg.Client) => Promise<void>;
}

/** One connection that LISTENs to a channel, and is made again, ever more patiently, when it breaks. */
export class Listener {
  readonly #url: string;
  readonly #channel: string;
  readonly #logger: Logger;
  readonly #events: ListenerEvents;
  readonly #times: ListenerTimes;
  #client: pg.Client | undefined;
  #listening = Promise.withResolvers<void>();
  #isListening = false;
  #failures = 0;
  #wasListening = false;
  #retry: NodeJS.Timeout | undefined;

  /** `url` must lead to PostgreSQL itself: a pooler between transactions forgets who listens. */
  constructor(
    url: string,
    channel: string,
    logger: Logger,
    events: ListenerEvents,
    times: ListenerTimes = { heartbeat: 15_000, patience: 5_000 },
  ) {
    this.#url = url;
    this.#channel = channel;
    this.#logger = logger;
    this.#events = events;
    this.#times = times;
    void this.#connect();
  }

  get isListening(): boolean {
    return this.#isListening;
  }

  /** Whether it listens, waiting so long for it if need be. */
  async whenListening(milliseconds: number): Promise<boolean> {
    if (this.#isListening) return true;
    const waiting = new AbortController();
    const late = sleep(milliseconds, undefined, { signal: waiting.signal }).catch(() => undefined);
    await Promise.race([this.#listening.promise, late]);
    waiting.abort();
    return this.#isListening;
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
    client.on('notification', ({ payload = '' }) => this.#events.onMessage(payload));
    try {
      await client.connect();
      await client.query(`listen ${this.#channel}`);
      if (this.#wasListening) await this.#events.onBack(client);
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

  /** A connection whose other end is gone without a word is found out only by asking. */
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
    const wait = Math.min(LONGEST_WAIT_MS, 50 * 2 ** this.#failures++) * (0.5 + Math.random() / 2);
    this.#retry = setTimeout(() => void this.#connect(), wait);
    if (!this.#isListening) return;
    this.#isListening = false;
    this.#listening = Promise.withResolvers();
    this.#events.onLost();
  }
}
