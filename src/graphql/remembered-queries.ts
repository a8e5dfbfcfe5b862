import type { Redis } from 'ioredis';
import { LRUCache } from 'lru-cache';
import type { Logger } from 'pino';

const MOST_BYTES = 30_000_000;
/** A longer query is run, and sent again each time. */
const LONGEST = 100_000;
const LIFETIME_SECONDS = 7 * 86_400;

const keyOf = (hash: string) => `polity:query:${hash}`;

/**
 * The queries of automatic persisted queries, by their SHA-256, for as long as there is room: in memory, and in Redis
 * where the processes share one. Nothing depends on it being there: a client whose query is forgotten sends it again.
 */
export class RememberedQueries {
  readonly #memory = new LRUCache<string, string>({
    maxSize: MOST_BYTES,
    sizeCalculation: (query) => 2 * query.length + 200,
  });
  readonly #redis: Redis | undefined;
  readonly #logger: Logger;

  constructor(redis: Redis | undefined, logger: Logger) {
    this.#redis = redis;
    this.#logger = logger;
  }

  async find(hash: string): Promise<string | undefined> {
    const known = this.#memory.get(hash);
    if (known !== undefined || !this.#redis) return known;
    const shared = await this.#redis.get(keyOf(hash)).catch((error: unknown) => this.#miss(error));
    if (shared) this.#memory.set(hash, shared);
    return shared ?? undefined;
  }

  /** Whether or not Redis takes it, without waiting for that. */
  remember(hash: string, query: string): void {
    if (query.length > LONGEST || this.#memory.has(hash)) return;
    this.#memory.set(hash, query);
    this.#redis?.set(keyOf(hash), query, 'EX', LIFETIME_SECONDS).catch((error: unknown) => this.#miss(error));
  }

  #miss(error: unknown): null {
    this.#logger.debug({ err: error }, 'Redis has no persisted queries at the moment');
    return null;
  }
}
