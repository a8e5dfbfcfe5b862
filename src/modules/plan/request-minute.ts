import { LRUCache } from 'lru-cache';
import { RateLimiterMemory, RateLimiterRedis, RateLimiterRes } from 'rate-limiter-flexible';
import { rateLimited } from '../../errors.ts';
import type { Services } from '../../core/services.ts';

const SECONDS = 60;

/** The headers with the remaining quota (IETF draft-ietf-httpapi-ratelimit-headers). */
export type RateLimitHeaders = Record<'ratelimit' | 'ratelimit-policy', string>;

declare module '../../core/services.ts' {
  interface Services {
    requestLimits: RequestLimits;
  }
}

/** Counts callers' requests in windows of a minute, in Redis if it is configured. */
export interface RequestLimits {
  /** Takes `points` of `limit` from the caller's window and returns what is left. */
  consume(caller: string, limit: number, points?: number): Promise<RateLimiterRes & { refused: boolean }>;
  /** Reverses a `consume`. */
  giveBack(caller: string, limit: number, points?: number): Promise<void>;
  /** The threshold (in percent) that this process knows to be recorded, by organization and month. */
  noted: LRUCache<string, number>;
}

/** While Redis is unavailable, each process counts on its own. */
export function createRequestLimits({ redis }: Pick<Services, 'redis'>): RequestLimits {
  const limiters = new Map<number, RateLimiterMemory | RateLimiterRedis>();
  const limiterOf = (points: number) => {
    const options = { points, duration: SECONDS, keyPrefix: `requests:${points}` };
    const memory = () => new RateLimiterMemory(options);
    const limiter =
      limiters.get(points) ??
      (redis
        ? new RateLimiterRedis({ ...options, storeClient: redis, insuranceLimiter: memory() })
        : memory());
    limiters.set(points, limiter);
    return limiter;
  };
  return {
    noted: new LRUCache({ max: 10_000 }),
    giveBack: async (caller, limit, points = 1) => void (await limiterOf(limit).reward(caller, points)),
    consume: async (caller, limit, points = 1) => {
      try {
        return Object.assign(await limiterOf(limit).consume(caller, points), { refused: false });
      } catch (refusal) {
        if (refusal instanceof RateLimiterRes) return Object.assign(refusal, { refused: true });
        throw refusal;
      }
    },
  };
}

/** The API key of a counted request. */
export interface CountedKey {
  /** Whose requests with keys are counted together: the creator, or once they are gone the owner. */
  makerId: string | null;
  /** The maximum number of keys of its organization; null for no limit. */
  keyLimit: number | null;
  /** The key's own limits; null for none. */
  perMinute: number | null;
  perMonth: number | null;
}

/** A limit of a minute. A request takes a share of its budget. */
interface Window {
  policy: 'requests' | 'key' | 'person';
  name: string;
  budget: number;
  share: number;
  /** Begins the message of a refusal. */
  message?: string;
}

/** The person whom a request counts for in all organizations, and the requests that one organization allows them. */
type Person = { name: string; requests: number | null } | undefined;

/**
 * Security: one person could create many organizations and use the requests of each. So their requests in all
 * organizations together are limited to `personRequestsFactor` times what one organization allows. A request takes a
 * share that depends on its organization, so that a person can use a large and a small organization at the same time.
 */
const WHOLE = 60_000_000;

/** Large enough that the share of the highest rate of a key is exact. */
const WHOLE_OF_KEY = 60_000_000_000;

/** Counts all keys that a person created together, against what all keys of one organization may do. */
export function keyMakersShare(limit: number | null, key: CountedKey | undefined): Person {
  if (!key?.makerId || key.keyLimit === null || limit === null) return undefined;
  return { name: `maker:${key.makerId}`, requests: limit * Math.max(1, key.keyLimit) };
}

/** The rate of a key itself. All rates share one budget, because the counter of each budget stays in memory. */
export const ownWindow = (caller: string, key: CountedKey | undefined): Window | undefined =>
  key?.perMinute == null
    ? undefined
    : {
        policy: 'key',
        name: `rate:${caller}`,
        budget: WHOLE_OF_KEY,
        share: Math.floor(WHOLE_OF_KEY / key.perMinute),
        message: 'Too many requests with this API key.',
      };

export const callerWindow = (caller: string, limit: number | null): Window | undefined =>
  limit === null ? undefined : { policy: 'requests', name: caller, budget: limit, share: 1 };

export function personWindow({ config }: Services, person: Person): Window | undefined {
  if (!person || person.requests === null) return undefined;
  return {
    policy: 'person',
    name: person.name,
    budget: WHOLE * config.personRequestsFactor,
    share: Math.max(1, Math.floor(WHOLE / person.requests)),
    message: 'Too many requests in all organizations together.',
  };
}

/**
 * Takes the request from each window. A window that refuses it keeps it, so that a caller who goes on stays refused; the
 * earlier ones get it back. The headers show the limit that the client reaches first.
 */
export async function takeFromMinute(
  { requestLimits }: Services,
  windows: Window[],
): Promise<RateLimitHeaders | undefined> {
  let first: { left: number; headers: RateLimitHeaders } | undefined;
  for (const [index, window] of windows.entries()) {
    const { policy, name, budget, share, message } = window;
    const taken = await requestLimits.consume(name, budget, share);
    if (taken.refused) {
      const keepsRefusal = policy !== 'person';
      const earlier = windows.slice(0, keepsRefusal ? index : index + 1);
      await Promise.all(earlier.map((each) => requestLimits.giveBack(each.name, each.budget, each.share)));
      throw rateLimited(secondsOf(taken), message);
    }
    const left = Math.floor(taken.remainingPoints / share);
    if (!first || left < first.left)
      first = { left, headers: toHeaders(policy, Math.floor(budget / share), left, taken) };
  }
  return first?.headers;
}

const secondsOf = ({ msBeforeNext }: RateLimiterRes) => Math.max(1, Math.ceil(msBeforeNext / 1000));

const toHeaders = (
  policy: Window['policy'],
  limit: number,
  left: number,
  window: RateLimiterRes,
): RateLimitHeaders => ({
  'ratelimit-policy': `"${policy}";q=${limit};w=${SECONDS}`,
  ratelimit: `"${policy}";r=${left};t=${secondsOf(window)}`,
});
