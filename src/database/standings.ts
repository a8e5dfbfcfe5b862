import { LRUCache } from 'lru-cache';
import { LIGHTEST_WEIGHT } from './shares.ts';

const MOST_REMEMBERED = 50_000;

/** What the database last said of an API key. */
interface KnownKey {
  id: string;
  organization: string;
}

/**
 * What the scheduler remembers of callers between requests: which organizations have admitted them, which API keys exist,
 * and how much each organization weighs. Every `begin_request` corrects it, so that a stale entry holds for one request.
 * It decides about queues and nothing else: what a caller may see and do is asked of the database each time.
 */
export class Standings {
  readonly #memberships = new LRUCache<string, true>({ max: MOST_REMEMBERED });
  readonly #keys = new LRUCache<string, KnownKey>({ max: MOST_REMEMBERED });
  readonly #weights = new LRUCache<string, number>({ max: MOST_REMEMBERED });

  /** The weight of an organization: the least one until it has been seen. */
  weightOf(organization: string | undefined): number {
    return (organization && this.#weights.get(organization)) || LIGHTEST_WEIGHT;
  }

  /** Whether the organization has admitted the caller when it was last asked. */
  isMember(caller: string, organization: string | undefined): boolean {
    return organization !== undefined && this.#memberships.has(`${caller} ${organization}`);
  }

  noteMember(caller: string, organization: string, weight: number): void {
    this.#memberships.set(`${caller} ${organization}`, true);
    this.#weights.set(organization, weight);
  }

  forgetMember(caller: string, organization: string): void {
    this.#memberships.delete(`${caller} ${organization}`);
  }

  /** An API key by its hash in hexadecimal digits, if it existed when it was last used. */
  keyOf(hash: string): KnownKey | undefined {
    return this.#keys.get(hash);
  }

  noteKey(hash: string, key: KnownKey, weight: number): void {
    this.#keys.set(hash, key);
    this.#weights.set(key.organization, weight);
  }

  forgetKey(hash: string): void {
    this.#keys.delete(hash);
  }
}
