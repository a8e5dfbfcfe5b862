import { LRUCache } from 'lru-cache';
import { RateLimiterMemory, RateLimiterRedis, RateLimiterRes } from 'rate-limiter-flexible';
import { sql } from 'kysely';
import type { Access } from '../../authorization/access.ts';
import type { Context, Services } from '../../context.ts';
import { systemDb, transact } from '../../database/system.ts';
import { quotaExceeded, rateLimited } from '../../errors.ts';
import { highestReached, noteThresholds, type Reached } from '../usage/alerts.ts';
import { REQUESTS_METER } from '../usage/input.ts';

const SECONDS = 60;

/** The headers that tell a caller how much is left (IETF draft-ietf-httpapi-ratelimit-headers). */
export type RateLimitHeaders = Record<'ratelimit' | 'ratelimit-policy', string>;

/** Counts what callers do in windows of a minute, in Redis where there is one. */
export interface RequestLimits {
  /** Takes `points` of `most` in the caller's window; answers what is left of them. */
  consume(caller: string, most: number, points?: number): Promise<RateLimiterRes & { refused: boolean }>;
  /** Takes back what `consume` counted. */
  giveBack(caller: string, most: number, points?: number): Promise<void>;
  /** The percentage of the quota that this process knows to be noted, by organization and month. */
  noted: LRUCache<string, number>;
}

/** Each process counts for itself while Redis is away. */
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
    giveBack: async (caller, most, points = 1) => void (await limiterOf(most).reward(caller, points)),
    consume: async (caller, most, points = 1) => {
      try {
        return Object.assign(await limiterOf(most).consume(caller, points), { refused: false });
      } catch (refusal) {
        if (refusal instanceof RateLimiterRes) return Object.assign(refusal, { refused: true });
        throw refusal;
      }
    },
  };
}

/**
 * Counts the request of a user or an API key, before it is executed: a key's against the month's quota, both against
 * the minute's limits, the caller's and the person's. What is refused counts for none of them.
 * @throws QUOTA_EXCEEDED, RATE_LIMITED
 */
export async function admit(context: Context): Promise<RateLimitHeaders | undefined> {
  const { services, request } = context;
  if (!request.claims && !request.apiKeyHash) return undefined;
  const access = await context.access();
  const { viewer, apiKey, membership, requestLimits } = access;
  if (!viewer && !apiKey) return undefined;
  const maker = apiKey && (await context.meanwhile(takeFromQuota(context, access)));
  const most = requestLimits.perMinute;
  if (!services.config.rateLimits || most === null) return undefined;
  const caller = apiKey ? `key:${apiKey.id}` : `user:${viewer!.id}:${membership?.organizationId ?? ''}`;
  const person = apiKey ? keyMakersShare(most, maker) : { name: `person:${viewer!.id}`, requests: most };
  try {
    const counted = takeFromMinute(services, caller, most, person);
    return await (services.redis ? context.meanwhile(counted) : counted);
  } catch (refusal) {
    if (apiKey) await giveBackToQuota(context, apiKey.organizationId);
    throw refusal;
  }
}

/** Whom a request counts for over all organizations, and how many requests one organization allows them. */
type Person = { name: string; requests: number } | undefined;

/**
 * Security: one person could create many organizations and use the requests of each. What they do in all of them
 * together is therefore limited to `personRequestsFactor` times what one organization allows. A request takes a share
 * of that which depends on its organization, so that a person of a large and a small organization can use both.
 */
const WHOLE = 60_000_000;

/** What all keys that a person made do together, measured by what all keys of one organization are allowed. */
function keyMakersShare(most: number, maker: KeyMaker | undefined): Person {
  if (!maker?.userId || maker.keyLimit === null) return undefined;
  return { name: `maker:${maker.userId}`, requests: most * Math.max(1, maker.keyLimit) };
}

async function takeFromMinute(
  { requestLimits, config }: Services,
  caller: string,
  most: number,
  person: Person,
): Promise<RateLimitHeaders> {
  const own = await requestLimits.consume(caller, most);
  if (own.refused) throw rateLimited(secondsOf(own));
  const headers = toHeaders('requests', most, own.remainingPoints, own);
  if (!person) return headers;
  const budget = WHOLE * config.personRequestsFactor;
  const share = Math.max(1, Math.floor(WHOLE / person.requests));
  const all = await requestLimits.consume(person.name, budget, share);
  if (all.refused) {
    await Promise.all([
      requestLimits.giveBack(caller, most),
      requestLimits.giveBack(person.name, budget, share),
    ]);
    throw rateLimited(secondsOf(all), 'Too many requests in all organizations together.');
  }
  const left = Math.floor(all.remainingPoints / share);
  // Clients are told of the limit that they reach first.
  return left < own.remainingPoints ? toHeaders('person', Math.floor(budget / share), left, all) : headers;
}

const secondsOf = ({ msBeforeNext }: RateLimiterRes) => Math.max(1, Math.ceil(msBeforeNext / 1000));

const toHeaders = (
  policy: 'requests' | 'person',
  most: number,
  left: number,
  window: RateLimiterRes,
): RateLimitHeaders => ({
  'ratelimit-policy': `"${policy}";q=${most};w=${SECONDS}`,
  ratelimit: `"${policy}";r=${left};t=${secondsOf(window)}`,
});

const month = sql`date_trunc('month', now() at time zone 'UTC')::date`;

/** Who made a key, and how many keys its organization may have; null for any number. */
interface KeyMaker {
  userId: string | null;
  keyLimit: number | null;
}

/** One statement decides and counts, and notes that the key is used, at most once a minute. */
async function takeFromQuota(context: Context, { apiKey, requestLimits }: Access): Promise<KeyMaker> {
  const { id, organizationId } = apiKey!;
  const limit = requestLimits.perMonth;
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
      (select l.api_key_limit from organizations o, app.effective_limits(o.id, o.plan_code) l
        where o.id = ${organizationId}) as "keyLimit"`.execute(systemDb(context));
  const { used, month: period, resetsAt, ...maker } = rows[0]!;
  if (limit !== null) {
    const most = String(limit);
    await noteQuota(context, {
      organizationId,
      period,
      what: REQUESTS_METER,
      used: used ?? most,
      limit: most,
    });
  }
  if (used === null) throw quotaExceeded(limit!, resetsAt);
  return maker;
}

/**
 * Notes 80 and 100 percent when they are reached, and once more in each process: one may have been killed between
 * counting and noting, and a limit may have been lowered. What is known already is not noted again.
 */
async function noteQuota({ services, system }: Context, reached: Reached): Promise<void> {
  const { noted } = services.requestLimits;
  const key = `${reached.organizationId} ${reached.period}`;
  const threshold = highestReached(reached);
  if (threshold <= (noted.get(key) ?? 0)) return;
  await transact({ services, system }, (db) => noteThresholds(db, [reached]));
  noted.set(key, threshold);
}

const giveBackToQuota = (context: Context, organizationId: string) =>
  sql`
    update api_request_counts set used = used - 1
    where organization_id = ${organizationId} and month = ${month} and used > 0`.execute(systemDb(context));
