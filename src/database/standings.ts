import { createLargeCache } from '../util/large-cache.ts';
import { LIGHTEST_WEIGHT } from './shares.ts';

const MAX_ENTRIES = 50_000;
/** How long the weight of an organization is used before it is read again, in milliseconds. */
const WEIGHT_TTL = 60_000;

/** An API key as the database last confirmed it. */
interface KnownKey {
  id: string;
  organization: string;
}

/**
 * The scheduler's cache of confirmed facts: the organizations of each caller, the existing API keys, and the weight of
 * each organization. Every `begin_request` updates the callers and the keys, so a stale entry affects one request. Weights
 * are updated when `begin_request` reads the limits, at least every minute. The cache is used only for queues, never for
 * authorization, which reads the database each time.
 */
export class Standings {
  readonly #memberships = createLargeCache<true>(MAX_ENTRIES);
  readonly #keys = createLargeCache<KnownKey>(MAX_ENTRIES);
  readonly #weights = createLargeCache<number>(MAX_ENTRIES, {
    ttl: WEIGHT_TTL,
    // An old weight is better than none until it is read again.
    allowStale: true,
    noDeleteOnStaleGet: true,
  });

  /** Returns the weight of an organization, or the lightest weight if it is not known. */
  weightOf(organization: string | undefined): number {
    return (organization && this.#weights.get(organization)) || LIGHTEST_WEIGHT;
  }

  /** Whether the weight of an organization was read within the last minute. */
  knowsWeight(organization: string): boolean {
    return this.#weights.has(organization);
  }

  /** Whether the database confirmed the membership when the caller last used it. */
  isMember(caller: string, organization: string | undefined): boolean {
    return organization !== undefined && this.#memberships.has(`${caller} ${organization}`);
  }

  noteMember(caller: string, organization: string): void {
    this.#memberships.set(`${caller} ${organization}`, true);
  }

  noteWeight(organization: string, weight: number): void {
    this.#weights.set(organization, weight);
  }

  forgetMember(caller: string, organization: string): void {
    this.#memberships.delete(`${caller} ${organization}`);
  }

  /** Finds an API key by its hash in hexadecimal digits, if it was valid when it was last used. */
  keyOf(hash: string): KnownKey | undefined {
    return this.#keys.get(hash);
  }

  noteKey(hash: string, key: KnownKey): void {
    this.#keys.set(hash, key);
  }

  forgetKey(hash: string): void {
    this.#keys.delete(hash);
  }
}
