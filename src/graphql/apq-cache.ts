import type { Redis } from 'ioredis';
import type { Logger } from 'pino';
import { MemoryQueries, type QueryLimits, type QueryStore } from './apq-memory-store.ts';
import { RedisQueries } from './apq-redis-store.ts';

const memoryLimits: QueryLimits = {
  query: 50_000,
  caller: 1_000_000,
  all: 30_000_000,
  perMinute: 250_000,
};
const redisLimits: QueryLimits = { ...memoryLimits, all: 100_000_000 };

/**
 * Caches automatic persisted queries by their SHA-256: in memory, and in Redis if there is one. An entry may be evicted
 * at any time: the client then sends the query again.
 *
 * Security: an attacker could fill the cache with useless queries and evict the queries of others. The size is limited
 * in total, per caller and per query, and a caller may add only so many bytes per minute. When the cache is full, the
 * caller that uses the most bytes loses its least recently used query.
 */
export class RememberedQueries {
  readonly #memory: QueryStore;
  readonly #redis: QueryStore | undefined;
  readonly #logger: Logger;

  constructor(redis: Redis | undefined, logger: Logger, limits: Partial<QueryLimits> = {}) {
    this.#memory = new MemoryQueries({ ...memoryLimits, ...limits });
    this.#redis = redis && new RedisQueries(redis, { ...redisLimits, ...limits });
    this.#logger = logger;
  }

  async find(hash: string, caller: string): Promise<string | undefined> {
    const known = await this.#memory.find(hash);
    if (known !== undefined || !this.#redis) return known;
    const shared = await this.#redis.find(hash).catch((error: unknown) => this.#miss(error));
    if (shared !== undefined) await this.#memory.remember(hash, shared, caller);
    return shared;
  }

  /** Stores a query in the background. The stores ignore it when a limit is reached. */
  remember(hash: string, query: string, caller: string): void {
    void this.#memory.remember(hash, query, caller);
    this.#redis?.remember(hash, query, caller).catch((error: unknown) => this.#miss(error));
  }

  #miss(error: unknown): undefined {
    this.#logger.debug({ err: error }, 'APQ cache in Redis unavailable');
    return undefined;
  }
}
