import { LRUCache } from 'lru-cache';

/** Limits in bytes. */
export interface QueryLimits {
  /** Size of one query. */
  query: number;
  /** Size of all queries of one caller. */
  caller: number;
  /** Size of all queries. */
  all: number;
  /** Bytes that one caller may add per minute. */
  perMinute: number;
}

export interface QueryStore {
  find(hash: string): Promise<string | undefined>;
  remember(hash: string, query: string, caller: string): Promise<void>;
}

/** Estimated overhead of an entry besides its text. */
export const ENTRY_BYTES = 500;
const MAX_CALLERS = 10_000;

interface Entry {
  query: string;
  caller: string;
  bytes: number;
}

export class MemoryQueries implements QueryStore {
  readonly #limits: QueryLimits;
  readonly #entries = new Map<string, Entry>();
  /** The hashes of each caller's queries, the least recently used first. */
  readonly #hashes = new Map<string, Set<string>>();
  readonly #held = new Map<string, number>();
  readonly #added = new LRUCache<string, { bytes: number }>({ max: MAX_CALLERS, ttl: 60_000 });
  #total = 0;

  constructor(limits: QueryLimits) {
    this.#limits = limits;
  }

  async find(hash: string): Promise<string | undefined> {
    const entry = this.#entries.get(hash);
    if (!entry) return undefined;
    const own = this.#hashes.get(entry.caller)!;
    own.delete(hash);
    own.add(hash);
    return entry.query;
  }

  async remember(hash: string, query: string, caller: string): Promise<void> {
    const bytes = Buffer.byteLength(query);
    if (bytes > this.#limits.query || this.#entries.has(hash) || !this.#charge(caller, bytes)) return;
    this.#add(hash, { query, caller, bytes: bytes + ENTRY_BYTES });
    while (this.#held.get(caller)! > this.#limits.caller) this.#forgetOldest(caller);
    while (this.#total > this.#limits.all) this.#forgetOldest(this.#largest());
  }

  /** Counts bytes that the caller adds. Returns false when they exceed the limit per minute. */
  #charge(caller: string, bytes: number): boolean {
    const added = this.#added.get(caller) ?? { bytes: 0 };
    if (added.bytes + bytes > this.#limits.perMinute) return false;
    if (added.bytes === 0) this.#added.set(caller, added);
    added.bytes += bytes;
    return true;
  }

  #add(hash: string, entry: Entry): void {
    const { caller, bytes } = entry;
    this.#entries.set(hash, entry);
    const own = this.#hashes.get(caller) ?? new Set();
    this.#hashes.set(caller, own.add(hash));
    this.#hold(caller, bytes);
  }

  #hold(caller: string, bytes: number): void {
    const held = (this.#held.get(caller) ?? 0) + bytes;
    this.#total += bytes;
    if (held > 0) this.#held.set(caller, held);
    else {
      this.#held.delete(caller);
      this.#hashes.delete(caller);
    }
  }

  #forgetOldest(caller: string): void {
    const own = this.#hashes.get(caller)!;
    const [oldest] = own;
    own.delete(oldest!);
    const { bytes } = this.#entries.get(oldest!)!;
    this.#entries.delete(oldest!);
    this.#hold(caller, -bytes);
  }

  /** Returns the caller that uses the most bytes. */
  #largest(): string {
    let largest = '';
    let max = 0;
    for (const [caller, held] of this.#held) {
      if (held <= max) continue;
      largest = caller;
      max = held;
    }
    return largest;
  }
}
