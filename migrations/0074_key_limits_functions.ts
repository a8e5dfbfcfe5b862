import { type Kysely, sql } from 'kysely';
import { rewriteFunctions } from '../src/database/rewrite-functions.ts';

/** What narrows an API key, and the verification of keys for customers' own services. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    insert into permissions (name, min_role) values ('apiKey.verify', 'ADMIN');

    create function app.key_limits(organization uuid, key uuid) returns jsonb
    language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
      select jsonb_build_object('permissions', k.permissions, 'networks', k.networks::text[])
      from api_keys k where k.organization_id = organization and k.id = key
        and (k.permissions is not null or k.networks is not null) $$;
    comment on function app.key_limits(uuid, uuid) is
      'The permissions and networks to which a key is limited; null for a key that is limited to none.';
    revoke execute on function app.key_limits(uuid, uuid) from public;
    grant execute on function app.key_limits(uuid, uuid) to polity_serving, polity_system;
  `.execute(db);
  await sql.raw(countVerification).execute(db);
  for (const [before, after] of edits) await rewriteFunctions(db, before, after);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  for (const [before, after] of edits.toReversed()) await rewriteFunctions(db, after, before);
  await sql`
    drop function app.count_verification(uuid, uuid, integer, integer, integer);
    drop function app.key_limits(uuid, uuid);
    delete from permissions where name = 'apiKey.verify';
  `.execute(db);
}

/** Parts of functions, and what takes their place. Each is undone by the reverse. */
const edits: [before: string, after: string][] = [
  // Security: an earlier release does not know these limits, and would grant the key what they deny it.
  [
    `and u.kind = 'PERSON' and m.role_id is null and not exists (select from memberships w\n`,
    `and u.kind = 'PERSON' and k.permissions is null and k.networks is null
            and k.requests_per_minute is null and k.requests_per_month is null
            and m.role_id is null and not exists (select from memberships w\n`,
  ],
  [
    `and (not scopes @> '{CREDITS_WRITE}' or permissions @> '{credit.spend}') end`,
    `and (not scopes @> '{CREDITS_WRITE}' or permissions @> '{credit.spend}')
        and (not scopes @> '{KEYS_VERIFY}' or permissions @> '{apiKey.verify}') end`,
  ],
];

/**
 * Locks the key's counts before the organization's, as every statement does that counts both. A refused verification counts
 * nowhere. The clock is read behind the locks: whoever waited counts in the minute in which they are counted.
 *
 * It waits for nobody who changes the key: its row is only read, and when it was used is noted by another verification if
 * the row is locked.
 */
const countVerification = `
    create function app.count_verification(organization uuid, key uuid, cost integer, plan_per_minute integer,
      plan_per_month integer,
      out outcome text, out remaining bigint, out resets_at timestamptz, out plan_used bigint, out period text)
    language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
    declare
      own record;
      counted record;
      moment timestamptz;
      this_month date;
      minute_left bigint;
      key_left bigint;
      organization_left bigint;
    begin
      -- A month is not closed while its usage is being recorded.
      perform pg_advisory_xact_lock_shared(hashtextextended('billing:' || organization::text, 0));
      insert into api_key_counts (organization_id, api_key_id, month)
        values (organization, key, date_trunc('month', now() at time zone 'UTC')) on conflict do nothing;
      select c.month, c.used, c.minute, c.minute_used into counted from api_key_counts c
        where c.organization_id = organization and c.api_key_id = key for no key update;
      moment := clock_timestamp();
      this_month := date_trunc('month', moment at time zone 'UTC');
      select least(k.requests_per_minute, plan_per_minute) as per_minute, k.requests_per_month as per_month into own
        from api_keys k where k.organization_id = organization and k.id = key;
      insert into api_request_counts (organization_id, month, used) values (organization, this_month, 0) on conflict do nothing;
      select c.used into plan_used from api_request_counts c
        where c.organization_id = organization and c.month = this_month for no key update;
      if counted.month <> this_month then counted.used := 0; end if;
      if counted.minute <> date_trunc('minute', moment) then counted.minute_used := 0; end if;
      minute_left := own.per_minute - counted.minute_used;
      key_left := own.per_month - counted.used;
      organization_left := plan_per_month - plan_used;
      outcome := case
        when cost > minute_left then 'RATE_LIMITED'
        when cost > key_left or cost > organization_left then 'QUOTA_EXCEEDED'
        else 'VALID' end;
      if outcome = 'VALID' and cost > 0 then
        update api_key_counts c set month = this_month, minute = date_trunc('minute', moment),
            used = counted.used + case when own.per_month is null then 0 else cost end,
            minute_used = counted.minute_used + cost
          where c.organization_id = organization and c.api_key_id = key;
        plan_used := plan_used + cost;
        update api_request_counts c set used = plan_used
          where c.organization_id = organization and c.month = this_month;
        minute_left := minute_left - cost;
        key_left := key_left - cost;
        organization_left := organization_left - cost;
        with present as (
          select greatest(this_month, p.open_month) as month from organizations o
            left join billing_periods p on p.organization_id = o.id where o.id = organization
        ), inserted as (
          insert into api_requests (organization_id, id, api_key_id, operation, status, duration_ms, occurred_at,
              statement_month, units)
            select organization, gen_random_uuid(), key, 'verifyKey', 'OK', 0, moment, present.month, cost from present
            returning statement_month)
        insert into usage_pending (organization_id, meter, hour, statement_month, keys, quantity)
          select organization, 'api.requests', date_trunc('hour', moment, 'UTC'), statement_month,
            jsonb_build_object('OPERATION', 'verifyKey', 'STATUS', 'OK', 'API_KEY', key), cost
          from inserted;
      end if;
      if outcome = 'VALID' then
        with idle as (
          select k.id from api_keys k where k.organization_id = organization and k.id = key
            and coalesce(k.last_used_at < moment - interval '1 minute', true) for no key update skip locked)
        update api_keys k set last_used_at = moment from idle where k.organization_id = organization and k.id = idle.id;
      end if;
      remaining := least(minute_left, key_left, organization_left);
      -- A limit may have been lowered.
      if remaining < 0 then remaining := 0; end if;
      period := this_month::text;
      resets_at := case
        when outcome = 'RATE_LIMITED' or outcome = 'VALID' and remaining = minute_left
          then date_trunc('minute', moment) + interval '1 minute'
        when remaining is not null then (this_month + interval '1 month') at time zone 'UTC' end;
    end $$;
    revoke execute on function app.count_verification(uuid, uuid, integer, integer, integer) from public;
    grant execute on function app.count_verification(uuid, uuid, integer, integer, integer) to polity_system;
    comment on function app.count_verification(uuid, uuid, integer, integer, integer) is
      'Counts the cost of a verification of a key that works against the limits of the key and of the plan, and meters it.'`;
