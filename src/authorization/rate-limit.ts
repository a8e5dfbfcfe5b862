import { createRequire } from 'node:module';
import type { Store as LimiterStore } from 'graphql-rate-limit';
import { LRUCache } from 'lru-cache';
import type { Context } from '../context.ts';
import { rateLimited } from '../errors.ts';
import { guard, type Rule } from './shield.ts';

const { getGraphQLRateLimiter, Store } = createRequire(import.meta.url)(
  'graphql-rate-limit',
) as typeof import('graphql-rate-limit', { with: { 'resolution-mode': 'require' } });

const MOST_CALLERS = 100_000;

/**
 * Where calls are counted: bounded, and atomic, because reading counts. The library reads, decides and then writes,
 * so that calls that come together would all pass its own stores.
 */
export class CountingStore extends Store implements LimiterStore {
  readonly #calls: LRUCache<string, number[]>;
  readonly #windowMs: number;
  readonly #max: number;

  constructor(max: number, windowMs: number) {
    super();
    this.#max = max;
    this.#windowMs = windowMs;
    this.#calls = new LRUCache({ max: MOST_CALLERS, ttl: windowMs });
  }

  /** The calls of this window before this one, which is counted unless the limit is reached. */
  getForIdentity({ contextIdentity, fieldIdentity }: { contextIdentity: string; fieldIdentity: string }) {
    const key = `${fieldIdentity} ${contextIdentity}`;
    const since = Date.now() - this.#windowMs;
    const recent = (this.#calls.get(key) ?? []).filter((time) => time > since);
    if (recent.length < this.#max) this.#calls.set(key, [...recent, Date.now()]);
    return recent;
  }

  setForIdentity(): void {}
}

/** Lets a caller's address use a sensitive field `max` times within `minutes`. Comes before the field's own guard. */
export function atMost(max: number, minutes: number): Rule {
  const windowMs = minutes * 60_000;
  const limiter = getGraphQLRateLimiter({
    identifyContext: ({ request }: Context) => request.ipAddress,
    store: new CountingStore(max, windowMs),
    enableBatchRequestCache: false,
  });
  return guard(async (context, parent, args, info) =>
    (await limiter({ parent, args, context, info }, { max, window: `${minutes}m` }))
      ? rateLimited(minutes * 60)
      : undefined,
  );
}
