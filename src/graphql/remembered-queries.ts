import type { Redis } from 'ioredis';
import type { Logger } from 'pino';
import { MemoryQueries, type QueryLimits, type QueryStore } from './remembered-in-memory.ts';
import { RedisQueries } from './remembered-in-redis.ts';

const memoryLimits: QueryLimits = {
  query: 50_000,
  caller: 1_000_000,
  all: 30_000_000,
  perMinute: 250_000,
};
const redisLimits: QueryLimits = { ...memoryLimits, all: 100_000_000 };

/**
 * The queries of automatic persisted queries, by their SHA-256, for as long as there is room: in memory, and in Redis
 * where the processes share one. Nothing depends on it being there: a client whose query is forgotten sends it again.
 *
 * Security: anybody can send queries that nobody else needs. What is kept is bounded in all, for each caller, for each
 * query, and in what a caller may add within a minute. Where room is needed, the caller who holds most loses the query
 * that was used least recently, so that one caller does not push out the queries of all others.
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

  /** Whether or not there is room for it, without waiting for that. */
  remember(hash: string, query: string, caller: string): void {
    void this.#memory.remember(hash, query, caller);
    this.#redis?.remember(hash, query, caller).catch((error: unknown) => this.#miss(error));
  }

  #miss(error: unknown): undefined {
    this.#logger.debug({ err: error }, 'Redis has no persisted queries at the moment');
    return undefined;
  }
}
