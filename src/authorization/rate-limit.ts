// The only file that loads graphql-rate-limit, which limits how often an address calls a sensitive field. The library
// reads the earlier calls from a store, decides, and then writes. With the stores that it ships, calls that arrive
// together all read the same count and all pass. Our stores count while they read, in one step.
//
// In Redis rate-limiter-flexible counts, as it does for the requests of a minute. In memory it would keep every address
// until its window ends, without a maximum, so `CallCounts` counts there.

import { getGraphQLRateLimiter, Store } from 'graphql-rate-limit';
import type { Redis } from 'ioredis';
import { RateLimiterRedis } from 'rate-limiter-flexible';
import type { Context } from '../core/context.ts';
import { rateLimited } from '../errors.ts';
import { CallCounts } from '../util/call-counts.ts';
import { networkOf } from '../util/client-network.ts';
import { guard, type Rule } from './shield.ts';
import type { Services } from '../core/services.ts';

/** Higher than the limit of every field. Counts above it are all equivalent. */
const MAX_TIMES = 1000;

interface Identity {
  contextIdentity: string;
  fieldIdentity: string;
}

const keyOf = ({ contextIdentity, fieldIdentity }: Identity) => `${fieldIdentity}:${contextIdentity}`;

/** Counts the calls of this process. Each read also counts a call. */
export class MemoryStore extends Store {
  readonly #counts: CallCounts;

  constructor(windowMs: number) {
    super();
    this.#counts = new CallCounts(windowMs);
  }

  /** Returns one timestamp for each earlier call of the window. */
  getForIdentity(identity: Identity): number[] {
    return times(this.#counts.add(keyOf(identity)) - 1);
  }

  setForIdentity(): void {}
}

/** Counts the calls of all processes together. */
class RedisStore extends Store {
  readonly #limiter: RateLimiterRedis;

  constructor(redis: Redis, windowMs: number) {
    super();
    this.#limiter = new RateLimiterRedis({
      storeClient: redis,
      keyPrefix: 'rate',
      // Only counts: graphql-rate-limit compares the count with the limit of the field.
      points: MAX_TIMES,
      duration: windowMs / 1000,
    });
  }

  async getForIdentity(identity: Identity): Promise<number[]> {
    const { consumedPoints } = await this.#limiter.penalty(keyOf(identity));
    return times(consumedPoints - 1);
  }

  setForIdentity(): void {}
}

/** The library expects timestamps, but uses only how many there are. */
const times = (calls: number) => Array<number>(Math.min(calls, MAX_TIMES)).fill(Date.now());

type Limiter = ReturnType<typeof getGraphQLRateLimiter>;

interface Limiters {
  /** Counts the calls of all processes; undefined without Redis. */
  shared: Limiter | undefined;
  /** Counts the calls of this process. */
  local: Limiter;
}

function createLimiters({ redis }: Services, windowMs: number): Limiters {
  const create = (store: InstanceType<typeof Store>) =>
    getGraphQLRateLimiter({
      identifyContext: ({ request }: Context) => networkOf(request.ipAddress),
      store,
      enableBatchRequestCache: false,
    });
  return {
    shared: redis && create(new RedisStore(redis, windowMs)),
    local: create(new MemoryStore(windowMs)),
  };
}

/**
 * Limits each client network to `max` calls of a field per `minutes`. Must come before the field's own guard.
 * Security: an attacker could otherwise guess passwords and tokens, or send mails to strangers, at full speed.
 */
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
    const { shared, local } = limitersOf(services);
    const count = (limiter: Limiter) =>
      limiter({ parent, args, context, info }, { max, window: `${minutes}m` });
    // Counts once, although Redis may fail after the request has stopped waiting for it.
    let counted: ReturnType<Limiter> | undefined;
    const countAlone = () => (counted ??= count(local));
    const refused = await (shared
      ? context.meanwhile(count(shared).catch(countAlone), countAlone)
      : countAlone());
    return refused ? rateLimited(minutes * 60) : undefined;
  });
}
