import { createRequire } from 'node:module';
import { LRUCache } from 'lru-cache';
import type { Redis } from 'ioredis';
import type { Context, Services } from '../context.ts';
import { rateLimited } from '../errors.ts';
import { networkOf } from '../network.ts';
import { guard, type Rule } from './shield.ts';

const { getGraphQLRateLimiter, Store } = createRequire(import.meta.url)(
  'graphql-rate-limit',
) as typeof import('graphql-rate-limit', { with: { 'resolution-mode': 'require' } });

const MOST_CALLERS = 100_000;

interface Identity {
  contextIdentity: string;
  fieldIdentity: string;
}

const keyOf = ({ contextIdentity, fieldIdentity }: Identity) => `rate:${fieldIdentity}:${contextIdentity}`;

/**
 * Counts calls in windows that begin with a caller's first. Bounded, and atomic, because reading counts: the library
 * reads, decides and then writes, so that calls that come together would all pass its own stores.
 */
export class MemoryStore extends Store {
  readonly #counts: LRUCache<string, { calls: number }>;

  constructor(windowMs: number) {
    super();
    this.#counts = new LRUCache({ max: MOST_CALLERS, ttl: windowMs });
  }

  /** One timestamp for each earlier call of the window. */
  getForIdentity(identity: Identity): number[] {
    const count = this.#counts.get(keyOf(identity)) ?? { calls: 0 };
    if (count.calls === 0) this.#counts.set(keyOf(identity), count);
    return times(count.calls++);
  }

  setForIdentity(): void {}
}

/** The same, counted for all processes together; for each alone while Redis is away. */
export class RedisStore extends Store {
  readonly #redis: Redis;
  readonly #windowMs: number;
  readonly #local: MemoryStore;

  constructor(redis: Redis, windowMs: number) {
    super();
    this.#redis = redis;
    this.#windowMs = windowMs;
    this.#local = new MemoryStore(windowMs);
  }

  async getForIdentity(identity: Identity): Promise<number[]> {
    try {
      const key = keyOf(identity);
      const [[, calls]] = (await this.#redis.multi().incr(key).pexpire(key, this.#windowMs, 'NX').exec()) as [
        [unknown, number],
      ];
      return times(calls - 1);
    } catch {
      return this.#local.getForIdentity(identity);
    }
  }

  setForIdentity(): void {}
}

/** The library wants times; what counts is how many. More than any limit need not be told apart. */
const times = (calls: number) => Array<number>(Math.min(calls, 1000)).fill(Date.now());

type Limiter = ReturnType<typeof getGraphQLRateLimiter>;

interface Limiters {
  /** Counts for all processes, where there is a Redis. */
  together: Limiter | undefined;
  alone: Limiter;
}

function createLimiters({ redis }: Services, windowMs: number): Limiters {
  const create = (store: InstanceType<typeof Store>) =>
    getGraphQLRateLimiter({
      identifyContext: ({ request }: Context) => networkOf(request.ipAddress),
      store,
      enableBatchRequestCache: false,
    });
  return {
    together: redis && create(new RedisStore(redis, windowMs)),
    alone: create(new MemoryStore(windowMs)),
  };
}

/** Lets a caller's address use a sensitive field `max` times within `minutes`. Comes before the field's own guard. */
export function atMost(max: number, minutes: number): Rule {
  const windowMs = minutes * 60_000;
  const limiters = new WeakMap<Services, Limiters>();
  const limitersOf = (services: Services) => {
    const known = limiters.get(services) ?? createLimiters(services, windowMs);
    limiters.set(services, known);
    return known;
  };
  return guard(async (context, parent, args, info) => {
    const { services } = context;
    const { together, alone } = limitersOf(services);
    const count = (limiter: Limiter) =>
      limiter({ parent, args, context, info }, { max, window: `${minutes}m` });
    const refused = together
      ? await context.meanwhile(count(together), () => count(alone))
      : await count(alone);
    return refused ? rateLimited(minutes * 60) : undefined;
  });
}
