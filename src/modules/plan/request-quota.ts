import { sql } from 'kysely';
import type { Context } from '../../core/context.ts';
import { systemDb, transact } from '../../database/system.ts';
import { quotaExceeded } from '../../errors.ts';
import { highestThreshold, recordThresholds, type LimitUsage } from '../usage/alerts.ts';
import { REQUESTS_METER } from '../meter/meter-name.ts';
import type { CallerAccess } from '../../core/access.ts';
import {
  callerWindow,
  type CountedKey,
  keyMakersShare,
  ownWindow,
  personWindow,
  type RateLimitHeaders,
  takeFromMinute,
} from './request-minute.ts';

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
  const key = apiKey && (await context.meanwhile(takeFromQuota(context, access)));
  if (!services.config.rateLimits) return undefined;
  const limit = limitsOf(access).perMinute;
  const caller = apiKey ? `key:${apiKey.id}` : `user:${viewer!.id}:${membership?.organizationId ?? ''}`;
  const person = apiKey ? keyMakersShare(limit, key) : { name: `person:${viewer!.id}`, requests: limit };
  const windows = [ownWindow(caller, key), callerWindow(caller, limit), personWindow(services, person)];
  try {
    const counted = takeFromMinute(
      services,
      windows.filter((window) => window !== undefined),
    );
    return await (services.redis ? context.meanwhile(counted) : counted);
  } catch (refusal) {
    if (apiKey) await giveBackToQuota(context, apiKey, key!);
    throw refusal;
  }
}

/** @throws if `begin_request` did not read the limits, which must not count as no limits */
function limitsOf({ requestLimits }: CallerAccess): NonNullable<CallerAccess['requestLimits']> {
  if (!requestLimits) throw new Error('the limits of the request were not read');
  return requestLimits;
}

const month = sql`date_trunc('month', now() at time zone 'UTC')::date`;

/**
 * Decides, counts, and records the key's use (at most once a minute) in one statement. The key's own quota is counted before
 * the organization's, as everywhere, and given back if the organization has used its own.
 */
async function takeFromQuota(context: Context, access: CallerAccess): Promise<CountedKey> {
  const { id, organizationId } = access.apiKey!;
  const limit = limitsOf(access).perMonth;
  const { rows } = await sql<
    CountedKey & { ownUsed: string | null; used: string | null; month: string; resetsAt: string }
  >`
    with key as (
      select coalesce(created_by_id, owner_id) as maker, requests_per_minute, requests_per_month
      from api_keys where organization_id = ${organizationId} and id = ${id}
    ), own as (
      insert into api_key_counts as c (organization_id, api_key_id, month, used)
      select ${organizationId}::uuid, ${id}::uuid, ${month}, 1 from key where requests_per_month is not null
      on conflict (organization_id, api_key_id) do update set month = excluded.month,
          used = case when c.month = excluded.month then c.used + 1 else 1 end
        where c.month <> excluded.month or c.used < (select requests_per_month from key)
      returning used
    ), counted as (
      insert into api_request_counts as c (organization_id, month, used)
      select ${organizationId}::uuid, ${month}, 1
      where exists (select from own) or not exists (select from key where requests_per_month is not null)
      on conflict (organization_id, month) do update set used = c.used + 1
        where ${limit}::bigint is null or c.used < ${limit}::bigint
      returning used
    ), idle as (
      -- Whoever changes the key must not stop the organization's other keys: their next request notes it.
      select organization_id, id from api_keys
      where organization_id = ${organizationId} and id = ${id}
        and coalesce(last_used_at < now() - interval '1 minute', true) and exists (select from counted)
      for no key update skip locked
    ), noted as (
      update api_keys as k set last_used_at = now() from idle
      where k.organization_id = idle.organization_id and k.id = idle.id
    )
    select (select used from own) as "ownUsed", (select used from counted) as used, ${month}::text as month,
      to_char(date_trunc('month', now() at time zone 'UTC') + interval '1 month', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as "resetsAt",
      (select maker from key) as "makerId", (select requests_per_minute from key) as "perMinute",
      (select requests_per_month from key) as "perMonth",
      (select l.api_key_limit from organizations o, app.effective_limits(o.id, o.plan_code, o.plan_version) l
        where o.id = ${organizationId}) as "keyLimit"`.execute(systemDb(context));
  const { ownUsed, used, month: period, resetsAt, ...key } = rows[0]!;
  if (key.perMonth !== null && ownUsed === null)
    throw quotaExceeded(key.perMonth, resetsAt, 'The API key has used its');
  if (limit !== null) await noteMonth(context, { organizationId, period, used: used ?? limit, limit });
  if (used === null) {
    if (ownUsed !== null) await giveBackToOwnQuota(context, access.apiKey!);
    throw quotaExceeded(limit!, resetsAt);
  }
  return key;
}

/** Notes how much of the month's quota an organization has used. */
export const noteMonth = (
  context: Context,
  {
    organizationId,
    period,
    used,
    limit,
  }: { organizationId: string; period: string; used: string | number; limit: string | number },
): Promise<void> =>
  noteQuota(context, {
    organizationId,
    period,
    what: REQUESTS_METER,
    used: String(used),
    limit: String(limit),
  });

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

type KeyId = Pick<NonNullable<CallerAccess['apiKey']>, 'id' | 'organizationId'>;

/** Takes one request off the count of the key's own limit. */
const lessOfOwn = ({ organizationId, id }: KeyId) => sql`
  update api_key_counts set used = used - 1
  where organization_id = ${organizationId} and api_key_id = ${id} and month = ${month} and used > 0`;

/** The key's own count comes first, as everywhere. */
const giveBackToQuota = (context: Context, key: KeyId, { perMonth }: CountedKey) =>
  sql`
    with own as (${lessOfOwn(key)} and ${perMonth !== null}::boolean returning used)
    update api_request_counts set used = used - 1
    where organization_id = ${key.organizationId} and month = ${month} and used > 0
      and (select count(*) from own) >= 0`.execute(systemDb(context));

const giveBackToOwnQuota = (context: Context, key: KeyId) => lessOfOwn(key).execute(systemDb(context));
