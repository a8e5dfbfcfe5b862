import type { LRUCache } from 'lru-cache';
import { createLargeCache } from './large-cache.ts';

const MAX_CALLERS = 100_000;

/**
 * Counts calls by caller, in windows that begin with a caller's first call.
 * Security: a client with an IPv6 /32 has four billion networks of /64 and could fill the memory. So only the counts of
 * the last 100 000 callers are kept.
 */
export class CallCounts {
  readonly #counts: LRUCache<string, { calls: number }>;

  constructor(windowMs: number) {
    this.#counts = createLargeCache(MAX_CALLERS, { ttl: windowMs });
  }

  /** Counts one more call. Returns the calls of the window, with this one. */
  add(caller: string): number {
    const count = this.#counts.get(caller) ?? { calls: 0 };
    // A later `set` would begin a new window.
    if (count.calls === 0) this.#counts.set(caller, count);
    return ++count.calls;
  }
}
