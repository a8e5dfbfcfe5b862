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
  await sql.raw(verifyKey).execute(db);
  for (const [before, after] of edits) await rewriteFunctions(db, before, after);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  for (const [before, after] of edits.toReversed()) await rewriteFunctions(db, after, before);
  await sql`
    drop function app.verify_key(uuid, bytea, integer, inet, text, text, text, boolean);
    drop function app.key_limits(uuid, uuid);
    delete from permissions where name = 'apiKey.verify';
  `.execute(db);
}

/** Parts of functions, and what takes their place. Each is undone by the reverse. */
const edits: [before: string, after: string][] = [
  [
    `and (not scopes @> '{CREDITS_WRITE}' or permissions @> '{credit.spend}') end`,
    `and (not scopes @> '{CREDITS_WRITE}' or permissions @> '{credit.spend}')
        and (not scopes @> '{KEYS_VERIFY}' or permissions @> '{apiKey.verify}') end`,
  ],
];

/**
 * Locks the key's counts before the organization's, as every statement does that counts both. A refused verification counts
 * nowhere. The clock is read behind the locks: whoever waited counts in the minute in which they are counted.
 */
const verifyKey = `
    create function app.verify_key(organization uuid, secret_hash bytea, cost integer, address inet, wanted text,
      least_role text, scope text, with_rate boolean,
      out outcome text, out key_id uuid, out owner_id uuid, out remaining bigint, out resets_at timestamptz,
      out plan_used bigint, out plan_limit bigint, out period text)
    language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
    declare
      k record;
      counted record;
      moment timestamptz;
      this_month date;
      minute_left bigint;
      key_left bigint;
      organization_left bigint;
    begin
      select f.id, f.owner_id, f.scopes, f.permissions, f.networks, f.requests_per_minute, f.requests_per_month, f.revoked_at,
          least(f.expires_at, s.expires_at) as ends_at, case when m.role = 'MEMBER' then 'MEMBER' else f.role end as role,
          app.custom_permissions(organization, m.role_id) as custom,
          coalesce(app.effective_status(u.status, u.status_until) = 'ACTIVE'
            and app.membership_holds(m.member_suspended_at, m.member_suspended_until)
            and (u.kind = 'SERVICE' or not app.is_suspended_member(organization, s.seen_by_id)), false) as works,
          least(f.requests_per_minute, case when with_rate then l.requests_per_minute end) as per_minute,
          l.requests_per_month as plan_limit
        into k
        from api_key_secrets s
          join api_keys f on f.organization_id = s.organization_id and f.id = s.api_key_id
          join organizations o on o.id = f.organization_id
          left join memberships m on m.organization_id = f.organization_id and m.user_id = f.owner_id
          left join users u on u.id = m.user_id
          left join lateral app.effective_limits(o.id, o.plan_code, o.plan_version) l on true
        where s.hash = secret_hash and s.organization_id = organization;
      if not found then outcome := 'NOT_FOUND'; return; end if;
      key_id := k.id;
      owner_id := k.owner_id;
      outcome := case
        when k.revoked_at is not null then 'REVOKED'
        when k.ends_at <= now() then 'EXPIRED'
        when not k.works then 'DISABLED'
        when k.networks is not null and not exists (
          select from unnest(k.networks) as network where address <<= network) then 'FORBIDDEN'
        when wanted is not null and not (scope = any(k.scopes)
          and (k.permissions is null or wanted = any(k.permissions) or wanted = 'organization.see')
          and (k.custom is null or wanted = any(k.custom))
          and case least_role when 'MEMBER' then true when 'ADMIN' then k.role = 'ADMIN' else false end) then 'FORBIDDEN'
        end;
      if outcome is not null then return; end if;

      -- A month is not closed while its usage is being recorded.
      perform pg_advisory_xact_lock_shared(hashtextextended('billing:' || organization::text, 0));
      insert into api_key_counts (organization_id, api_key_id, month)
        values (organization, k.id, date_trunc('month', now() at time zone 'UTC')) on conflict do nothing;
      select c.month, c.used, c.minute, c.minute_used into counted from api_key_counts c
        where c.organization_id = organization and c.api_key_id = k.id for update;
      moment := clock_timestamp();
      plan_limit := k.plan_limit;
      this_month := date_trunc('month', moment at time zone 'UTC');
      insert into api_request_counts (organization_id, month, used) values (organization, this_month, 0) on conflict do nothing;
      select c.used into plan_used from api_request_counts c
        where c.organization_id = organization and c.month = this_month for update;
      if counted.month <> this_month then counted.used := 0; end if;
      if counted.minute <> date_trunc('minute', moment) then counted.minute_used := 0; end if;
      minute_left := k.per_minute - counted.minute_used;
      key_left := k.requests_per_month - counted.used;
      organization_left := plan_limit - plan_used;
      outcome := case
        when cost > minute_left then 'RATE_LIMITED'
        when cost > key_left or cost > organization_left then 'QUOTA_EXCEEDED'
        else 'VALID' end;
      if outcome = 'VALID' and cost > 0 then
        update api_key_counts c set month = this_month, used = counted.used + cost, minute = date_trunc('minute', moment),
            minute_used = counted.minute_used + cost
          where c.organization_id = organization and c.api_key_id = k.id;
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
            select organization, gen_random_uuid(), k.id, 'verifyKey', 'OK', 0, moment, present.month, cost from present
            returning statement_month)
        insert into usage_pending (organization_id, meter, hour, statement_month, keys, quantity)
          select organization, 'api.requests', date_trunc('hour', moment, 'UTC'), statement_month,
            jsonb_build_object('OPERATION', 'verifyKey', 'STATUS', 'OK', 'API_KEY', k.id), cost
          from inserted;
      end if;
      if outcome = 'VALID' then
        update api_keys f set last_used_at = moment where f.organization_id = organization and f.id = k.id
          and coalesce(f.last_used_at < moment - interval '1 minute', true);
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
    revoke execute on function app.verify_key(uuid, bytea, integer, inet, text, text, text, boolean) from public;
    grant execute on function app.verify_key(uuid, bytea, integer, inet, text, text, text, boolean) to polity_system;
    comment on function app.verify_key(uuid, bytea, integer, inet, text, text, text, boolean) is
      'Checks a secret of the organization for a permission, counts the cost against the limits of the key and of the plan, and meters it.'`;
