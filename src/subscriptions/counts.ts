import { randomUUID } from 'node:crypto';
import type { Redis } from 'ioredis';
import type { Services } from '../context.ts';
import { subscriptionLimitReached } from '../errors.ts';

/** What a plan allows at one time; null is unlimited. */
export interface SubscriptionLimits {
  organization: number | null;
  caller: number | null;
}

type Whose = keyof SubscriptionLimits;
const both: Whose[] = ['organization', 'caller'];

/** A process that is killed holds its subscriptions no longer than this. */
const LEASE_SECONDS = 90;
const RENEWAL_MS = 30_000;

/** Takes a lease in both sets, unless one is full: answers which one, counted from 1, or 0. */
const TAKE = `
  local now = tonumber(redis.call('TIME')[1])
  for i = 1, 2 do
    redis.call('zremrangebyscore', KEYS[i], '-inf', now)
    local most = tonumber(ARGV[i])
    if most >= 0 and redis.call('zcard', KEYS[i]) >= most then return i end
  end
  for i = 1, 2 do
    redis.call('zadd', KEYS[i], now + ARGV[4], ARGV[3])
    redis.call('expire', KEYS[i], ARGV[4])
  end
  return 0`;

interface Lease {
  id: string;
  keys: Record<Whose, string>;
}

/**
 * Counts open subscriptions by organization and by caller: of all processes where there is Redis, else, and while it is
 * away, of this process alone.
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
   * Counts one more. Answers how to give it back.
   * @throws PLAN_LIMIT_REACHED
   */
  async take(organizationId: string, caller: string, limits: SubscriptionLimits): Promise<() => void> {
    // One hash tag: a cluster of Redis keeps both in one place.
    const name = `subscriptions:{${organizationId}}`;
    const lease = { id: randomUUID(), keys: { organization: name, caller: `${name}:${caller}` } };
    for (const whose of both) {
      const most = limits[whose];
      if (most !== null && this.#count(lease.keys[whose]) >= most)
        throw subscriptionLimitReached(most, whose);
    }
    for (const whose of both) this.#add(lease.keys[whose], 1);
    const refused = await this.#lease(lease, limits);
    if (refused) {
      for (const whose of both) this.#add(lease.keys[whose], -1);
      throw subscriptionLimitReached(limits[refused]!, refused);
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

  async #lease(lease: Lease, limits: SubscriptionLimits): Promise<Whose | undefined> {
    if (!this.#redis) return undefined;
    this.#leases.set(lease.id, lease);
    this.#renewal ??= setInterval(() => void this.#renew(), RENEWAL_MS).unref();
    const most = both.map((whose) => limits[whose] ?? -1);
    try {
      const keys = both.map((whose) => lease.keys[whose]);
      const full = Number(await this.#redis.eval(TAKE, 2, ...keys, ...most, lease.id, LEASE_SECONDS));
      if (full > 0) this.#forget(lease);
      return both[full - 1];
    } catch {
      return undefined;
    }
  }

  #release(lease: Lease): void {
    for (const whose of both) this.#add(lease.keys[whose], -1);
    if (!this.#leases.has(lease.id)) return;
    this.#forget(lease);
    for (const whose of both) this.#redis?.zrem(lease.keys[whose], lease.id).catch(() => undefined);
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
      for (const whose of both) pipeline?.zadd(keys[whose], until, id).expire(keys[whose], LEASE_SECONDS);
    await pipeline?.exec().catch(() => undefined);
  }
}
