import { randomUUID } from 'node:crypto';
import type { Redis } from 'ioredis';
import { subscriptionLimitReached } from '../errors.ts';
import type { Services } from '../core/services.ts';

/** The maximum numbers of open subscriptions that a plan allows. Null means unlimited. */
export interface OpenSubscriptionLimits {
  organization: number | null;
  caller: number | null;
}

type LimitScope = keyof OpenSubscriptionLimits;
const scopes: LimitScope[] = ['organization', 'caller'];

/** The subscriptions of a killed process stop counting after this time. */
const LEASE_SECONDS = 90;
const RENEWAL_MS = 30_000;

/** Adds a lease to both sets, unless one is full. Returns 0, or the number of the full set, counted from 1. */
const TAKE = `
  local now = tonumber(redis.call('TIME')[1])
  for i = 1, 2 do
    redis.call('zremrangebyscore', KEYS[i], '-inf', now)
    local max = tonumber(ARGV[i])
    if max >= 0 and redis.call('zcard', KEYS[i]) >= max then return i end
  end
  for i = 1, 2 do
    redis.call('zadd', KEYS[i], now + ARGV[4], ARGV[3])
    redis.call('expire', KEYS[i], ARGV[4])
  end
  return 0`;

interface Lease {
  id: string;
  keys: Record<LimitScope, string>;
}

/**
 * Counts open subscriptions by organization and by caller. Counts those of all processes in Redis, or only those of this
 * process without Redis and while Redis is unavailable.
 */
export class SubscriptionCounts {
  readonly #redis: Redis | undefined;
  readonly #counts = new Map<string, number>();
  readonly #leases = new Map<string, Lease>();
  #renewal: NodeJS.Timeout | undefined;

  constructor({ redis }: Pick<Services, 'redis'>) {
    this.#redis = redis;
  }

  /**
   * Counts one more subscription. Returns a function that releases it.
   * @throws PLAN_LIMIT_REACHED
   */
  async take(organizationId: string, caller: string, limits: OpenSubscriptionLimits): Promise<() => void> {
    // The hash tag keeps both keys on one node of a Redis cluster.
    const name = `subscriptions:{${organizationId}}`;
    const lease = { id: randomUUID(), keys: { organization: name, caller: `${name}:${caller}` } };
    for (const scope of scopes) {
      const max = limits[scope];
      if (max !== null && this.#count(lease.keys[scope]) >= max) throw subscriptionLimitReached(max, scope);
    }
    for (const scope of scopes) this.#add(lease.keys[scope], 1);
    const full = await this.#lease(lease, limits);
    if (full) {
      for (const scope of scopes) this.#add(lease.keys[scope], -1);
      throw subscriptionLimitReached(limits[full]!, full);
    }
    return () => this.#release(lease);
  }

  #count(key: string): number {
    return this.#counts.get(key) ?? 0;
  }

  #add(key: string, change: number): void {
    const count = this.#count(key) + change;
    if (count > 0) this.#counts.set(key, count);
    else this.#counts.delete(key);
  }

  async #lease(lease: Lease, limits: OpenSubscriptionLimits): Promise<LimitScope | undefined> {
    if (!this.#redis) return undefined;
    this.#leases.set(lease.id, lease);
    this.#renewal ??= setInterval(() => void this.#renew(), RENEWAL_MS).unref();
    const maxima = scopes.map((scope) => limits[scope] ?? -1);
    try {
      const keys = scopes.map((scope) => lease.keys[scope]);
      const full = Number(await this.#redis.eval(TAKE, 2, ...keys, ...maxima, lease.id, LEASE_SECONDS));
      if (full > 0) this.#forget(lease);
      return scopes[full - 1];
    } catch {
      return undefined;
    }
  }

  #release(lease: Lease): void {
    for (const scope of scopes) this.#add(lease.keys[scope], -1);
    if (!this.#leases.has(lease.id)) return;
    this.#forget(lease);
    for (const scope of scopes) this.#redis?.zrem(lease.keys[scope], lease.id).catch(() => undefined);
  }

  #forget({ id }: Lease): void {
    this.#leases.delete(id);
    if (this.#leases.size > 0) return;
    clearInterval(this.#renewal);
    this.#renewal = undefined;
  }

  async #renew(): Promise<void> {
    const until = Math.floor(Date.now() / 1000) + LEASE_SECONDS;
    const pipeline = this.#redis?.pipeline();
    for (const { id, keys } of this.#leases.values())
      for (const scope of scopes) pipeline?.zadd(keys[scope], until, id).expire(keys[scope], LEASE_SECONDS);
    await pipeline?.exec().catch(() => undefined);
  }
}
