import { LRUCache } from 'lru-cache';
import { RateLimiterMemory, RateLimiterRedis, RateLimiterRes } from 'rate-limiter-flexible';
import { sql } from 'kysely';
import type { Context } from '../../core/context.ts';
import { systemDb, transact } from '../../database/system.ts';
import { quotaExceeded, rateLimited } from '../../errors.ts';
import { highestThreshold, recordThresholds, type LimitUsage } from '../usage/alerts.ts';
import { REQUESTS_METER } from '../meter/meter-name.ts';
import type { CallerAccess } from '../../core/access.ts';
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

/**
 * Counts the request of a user or an API key before it is executed: a key's against the month's quota, and every
 * request against the minute's limits of the caller and of the person. A rejected request counts for none of them.
 * @throws QUOTA_EXCEEDED, RATE_LIMITED
 */
export async function admit(context: Context): Promise<RateLimitHeaders | undefined> {
  const { services, request } = context;
  if (!request.claims && !request.apiKeyHash) return undefined;
  const access = await context.access();
  const { viewer, apiKey, membership } = access;
  if (!viewer && !apiKey) return undefined;
  const maker = apiKey && (await context.meanwhile(takeFromQuota(context, access)));
  if (!services.config.rateLimits) return undefined;
  const limit = limitsOf(access).perMinute;
  if (limit === null) return undefined;
  const caller = apiKey ? `key:${apiKey.id}` : `user:${viewer!.id}:${membership?.organizationId ?? ''}`;
  const person = apiKey ? keyMakersShare(limit, maker) : { name: `person:${viewer!.id}`, requests: limit };
  try {
    const counted = takeFromMinute(services, caller, limit, person);
    return await (services.redis ? context.meanwhile(counted) : counted);
  } catch (refusal) {
    if (apiKey) await giveBackToQuota(context, apiKey.organizationId);
    throw refusal;
  }
}

/** @throws if `begin_request` did not read the limits, which must not count as no limits */
function limitsOf({ requestLimits }: CallerAccess): NonNullable<CallerAccess['requestLimits']> {
  if (!requestLimits) throw new Error('the limits of the request were not read');
  return requestLimits;
}

/** The person whom a request counts for in all organizations, and the requests that one organization allows them. */
type Person = { name: string; requests: number } | undefined;

/**
 * Security: one person could create many organizations and use the requests of each. So their requests in all
 * organizations together are limited to `personRequestsFactor` times what one organization allows. A request takes a
 * share that depends on its organization, so that a person can use a large and a small organization at the same time.
 */
const WHOLE = 60_000_000;

/** Counts all keys that a person created together, against what all keys of one organization may do. */
function keyMakersShare(limit: number, maker: KeyMaker | undefined): Person {
  if (!maker?.userId || maker.keyLimit === null) return undefined;
  return { name: `maker:${maker.userId}`, requests: limit * Math.max(1, maker.keyLimit) };
}

async function takeFromMinute(
  { requestLimits, config }: Services,
  caller: string,
  limit: number,
  person: Person,
): Promise<RateLimitHeaders> {
  const own = await requestLimits.consume(caller, limit);
  if (own.refused) throw rateLimited(secondsOf(own));
  const headers = toHeaders('requests', limit, own.remainingPoints, own);
  if (!person) return headers;
  const budget = WHOLE * config.personRequestsFactor;
  const share = Math.max(1, Math.floor(WHOLE / person.requests));
  const all = await requestLimits.consume(person.name, budget, share);
  if (all.refused) {
    await Promise.all([
      requestLimits.giveBack(caller, limit),
      requestLimits.giveBack(person.name, budget, share),
    ]);
    throw rateLimited(secondsOf(all), 'Too many requests in all organizations together.');
  }
  const left = Math.floor(all.remainingPoints / share);
  // The headers show the limit that the client reaches first.
  return left < own.remainingPoints ? toHeaders('person', Math.floor(budget / share), left, all) : headers;
}

const secondsOf = ({ msBeforeNext }: RateLimiterRes) => Math.max(1, Math.ceil(msBeforeNext / 1000));

const toHeaders = (
  policy: 'requests' | 'person',
  limit: number,
  left: number,
  window: RateLimiterRes,
): RateLimitHeaders => ({
  'ratelimit-policy': `"${policy}";q=${limit};w=${SECONDS}`,
  ratelimit: `"${policy}";r=${left};t=${secondsOf(window)}`,
});

const month = sql`date_trunc('month', now() at time zone 'UTC')::date`;

/** The creator of a key, and the maximum number of keys of its organization; null for no limit. */
interface KeyMaker {
  userId: string | null;
  keyLimit: number | null;
}

/** Decides, counts, and records the key's use (at most once a minute) in one statement. */
async function takeFromQuota(context: Context, access: CallerAccess): Promise<KeyMaker> {
  const { id, organizationId } = access.apiKey!;
  const limit = limitsOf(access).perMonth;
  const { rows } = await sql<KeyMaker & { used: string | null; month: string; resetsAt: string }>`
    with counted as (
      insert into api_request_counts as c (organization_id, month, used) values (${organizationId}, ${month}, 1)
      on conflict (organization_id, month) do update set used = c.used + 1
        where ${limit}::bigint is null or c.used < ${limit}::bigint
      returning used
    ), noted as (
      update api_keys set last_used_at = now()
      where organization_id = ${organizationId} and id = ${id}
        and coalesce(last_used_at < now() - interval '1 minute', true) and exists (select from counted)
    )
    select (select used from counted) as used, ${month}::text as month,
      to_char(date_trunc('month', now() at time zone 'UTC') + interval '1 month', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as "resetsAt",
      (select created_by_id from api_keys where organization_id = ${organizationId} and id = ${id}) as "userId",
      (select l.api_key_limit from organizations o, app.effective_limits(o.id, o.plan_code, o.plan_version) l
        where o.id = ${organizationId}) as "keyLimit"`.execute(systemDb(context));
  const { used, month: period, resetsAt, ...maker } = rows[0]!;
  if (limit !== null) {
    const max = String(limit);
    await noteQuota(context, { organizationId, period, what: REQUESTS_METER, used: used ?? max, limit: max });
  }
  if (used === null) throw quotaExceeded(limit!, resetsAt);
  return maker;
}

/**
 * Records the thresholds of 80 and 100 percent when they are reached, and once more in each process: another process
 * may have been killed between counting and recording, and a limit may have been lowered. Thresholds that this process
 * knows to be recorded are skipped.
 */
async function noteQuota({ services, system }: Context, reached: LimitUsage): Promise<void> {
  const { noted } = services.requestLimits;
  const key = `${reached.organizationId} ${reached.period}`;
  const threshold = highestThreshold(reached);
  if (threshold <= (noted.get(key) ?? 0)) return;
  await transact({ system }, (db) => recordThresholds(db, [reached]));
  noted.set(key, threshold);
}

const giveBackToQuota = (context: Context, organizationId: string) =>
  sql`
    update api_request_counts set used = used - 1
    where organization_id = ${organizationId} and month = ${month} and used > 0`.execute(systemDb(context));
