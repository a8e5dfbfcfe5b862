import { type Kysely, sql } from 'kysely';

/**
 * Finds the caller of a request with one statement: a session with its user and membership, or an API key. Reads the
 * plan's limits only when they count. The function with four arguments is for the previous release, and calls the new one.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create or replace function app.effective_limits(organization uuid, plan text)
      returns table (member_limit integer, project_limit integer, api_key_limit integer, webhook_limit integer,
        requests_per_minute integer, requests_per_month integer, features text[])
      language sql stable as $$${sql.raw(limits('public.plans', 'public.organization_overrides'))}$$;

    create function app.begin_request(session uuid, organization uuid, statement_timeout integer, api_key_hash bytea,
      with_limits boolean) returns table (${columns})
    language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
    declare
      plan text;
      admitted boolean;
      applied text;
    begin
      if api_key_hash is not null then
        -- A key can do no more than its creator can now, and nothing when its creator is gone.
        select k.id, k.organization_id, k.scopes,
            case when k.organization_id = coalesce(organization, k.organization_id) then k.organization_id end,
            case when m.role = 'MEMBER' then 'MEMBER' else k.role end,
            app.effective_status(o.status, o.suspended_until), o.plan_code
          into api_key_id, api_key_organization_id, scopes, organization_id, role, organization_status, plan
          from api_key_secrets s
            join api_keys k on k.organization_id = s.organization_id and k.id = s.api_key_id
            join organizations o on o.id = k.organization_id
            join memberships m on m.organization_id = k.organization_id and m.user_id = k.created_by_id
            join users u on u.id = k.created_by_id
          where s.hash = api_key_hash and coalesce(s.expires_at > now(), true)
            and k.revoked_at is null and coalesce(k.expires_at > now(), true)
            and app.effective_status(u.status, u.status_until) = 'ACTIVE'
            and app.membership_holds(m.member_suspended_at, m.member_suspended_until)
            -- Security: a suspended member could use a secret that they were shown.
            and not app.is_suspended_member(k.organization_id, s.seen_by_id);
      else
        select u.id, coalesce(u.email, u.claimed_email), u.full_name, u.bio, u.avatar_url,
            app.effective_status(u.status, u.status_until), u.platform_admin, u.created_at, u.updated_at,
            o.id, app.effective_status(o.status, o.suspended_until), m.role, o.plan_code
          into user_id, email, full_name, bio, avatar_url, user_status, platform_admin, user_created_at, user_updated_at,
            organization_id, organization_status, role, plan
          from sessions s
            join users u on u.id = s.user_id
            left join (memberships m join organizations o on o.id = m.organization_id)
              on m.organization_id = organization and m.user_id = s.user_id
                and app.membership_holds(m.member_suspended_at, m.member_suspended_until)
          where s.id = session and s.revoked_at is null and s.expires_at > now();
      end if;
      if with_limits then
        select l.requests_per_minute, l.requests_per_month into requests_per_minute, requests_per_month
          from app.effective_limits(organization_id, coalesce(plan, 'FREE')) l;
      end if;
      admitted := (user_status = 'ACTIVE' or api_key_id is not null) and organization_status <> 'ARCHIVED';
      -- Assignments are evaluated without the executor, unlike queries.
      applied := set_config('app.user_id', case when user_status = 'ACTIVE' then user_id::text else '' end, true)
        || set_config('app.api_key_id', coalesce(api_key_id::text, ''), true)
        || set_config('app.organization_id',
          case when admitted then coalesce(organization_id::text, '') else '' end, true)
        || set_config('statement_timeout', statement_timeout::text, true);
      if current_setting('timezone') <> 'UTC' then applied := set_config('timezone', 'UTC', true); end if;
      if current_setting('datestyle') not like 'ISO%' then applied := set_config('datestyle', 'ISO', true); end if;
      return next;
    end $$;
    revoke execute on function app.begin_request(uuid, uuid, integer, bytea, boolean) from public;
    grant execute on function app.begin_request(uuid, uuid, integer, bytea, boolean) to polity_serving, polity_system;
    comment on function app.begin_request(uuid, uuid, integer, bytea, boolean) is
      'Identifies the caller of a request, by session or API key, and its access to the organization. Sets the variables of row-level security, only to verified values. Returns one row; without with_limits its limits are null.';

    create or replace function app.begin_request(session uuid, organization uuid, statement_timeout integer,
      api_key_hash bytea) returns table (${columns})
    language sql as $$
      select user_id, email, full_name, bio, avatar_url, user_status, platform_admin, user_created_at, user_updated_at,
        organization_id, organization_status, role, api_key_id, api_key_organization_id, scopes,
        requests_per_minute, requests_per_month
      from app.begin_request(session, organization, statement_timeout, api_key_hash, true) $$;
    comment on function app.begin_request(uuid, uuid, integer, bytea) is 'For the previous release.';
  `.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`
    create or replace function app.effective_limits(organization uuid, plan text)
      returns table (member_limit integer, project_limit integer, api_key_limit integer, webhook_limit integer,
        requests_per_minute integer, requests_per_month integer, features text[])
      language sql stable set search_path = pg_catalog, public, pg_temp
      as $$${sql.raw(limits('plans', 'organization_overrides'))}$$;

    create or replace function app.begin_request(session uuid, organization uuid, statement_timeout integer,
      api_key_hash bytea) returns table (${columns})
    language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
    declare
      plan text := 'FREE';
      admitted boolean;
    begin
      if api_key_hash is not null then
        -- A key can do no more than its creator can now, and nothing when they are gone.
        select k.id, k.organization_id, k.scopes,
            case when m.role = 'MEMBER' then 'MEMBER' else k.role end,
            app.effective_status(o.status, o.suspended_until), o.plan_code
          into api_key_id, api_key_organization_id, scopes, role, organization_status, plan
          from api_key_secrets s
            join api_keys k on k.organization_id = s.organization_id and k.id = s.api_key_id
            join organizations o on o.id = k.organization_id
            join memberships m on m.organization_id = k.organization_id and m.user_id = k.created_by_id
            join users u on u.id = k.created_by_id
          where s.hash = api_key_hash and coalesce(s.expires_at > now(), true)
            and k.revoked_at is null and coalesce(k.expires_at > now(), true)
            and app.effective_status(u.status, u.status_until) = 'ACTIVE'
            and app.membership_holds(m.member_suspended_at, m.member_suspended_until)
            -- Whoever was shown the secret and is suspended could use it.
            and not app.is_suspended_member(k.organization_id, s.seen_by_id);
        if api_key_organization_id = coalesce(organization, api_key_organization_id) then
          organization_id := api_key_organization_id;
        end if;
      else
        select u.id, coalesce(u.email, u.claimed_email), u.full_name, u.bio, u.avatar_url, app.effective_status(u.status, u.status_until),
            u.platform_admin, u.created_at, u.updated_at
          into user_id, email, full_name, bio, avatar_url, user_status, platform_admin, user_created_at, user_updated_at
          from sessions s join users u on u.id = s.user_id
          where s.id = session and s.revoked_at is null and s.expires_at > now();
        if user_id is not null and organization is not null then
          select o.id, app.effective_status(o.status, o.suspended_until), m.role, o.plan_code
            into organization_id, organization_status, role, plan
            from memberships m join organizations o on o.id = m.organization_id
            where m.organization_id = organization and m.user_id = begin_request.user_id
              and app.membership_holds(m.member_suspended_at, m.member_suspended_until);
        end if;
      end if;
      select l.requests_per_minute, l.requests_per_month into requests_per_minute, requests_per_month
        from app.effective_limits(organization_id, coalesce(plan, 'FREE')) l;
      admitted := (user_status = 'ACTIVE' or api_key_id is not null) and organization_status <> 'ARCHIVED';
      perform set_config('app.user_id', case when user_status = 'ACTIVE' then user_id::text else '' end, true),
        set_config('app.api_key_id', coalesce(api_key_id::text, ''), true),
        set_config('app.organization_id', case when admitted then coalesce(organization_id::text, '') else '' end, true),
        set_config('statement_timeout', statement_timeout::text, true),
        set_config('timezone', 'UTC', true), set_config('datestyle', 'ISO', true);
      return next;
    end $$;
    comment on function app.begin_request(uuid, uuid, integer, bytea) is
      'Opens a request: finds who asks, a session or an API key, and in which organization, and only for what it verified sets what row-level security reads. Always one row.';

    drop function app.begin_request(uuid, uuid, integer, bytea, boolean);
  `.execute(db);
}

const columns =
  sql.raw(`user_id uuid, email text, full_name text, bio text, avatar_url text, user_status text,
  platform_admin boolean, user_created_at timestamptz, user_updated_at timestamptz, organization_id uuid,
  organization_status text, role text, api_key_id uuid, api_key_organization_id uuid, scopes text[],
  requests_per_minute integer, requests_per_month integer`);

/** The body of `app.effective_limits`, which PostgreSQL inlines if the function sets no search path. */
const limits = (plans: string, overrides: string) => `
      select coalesce(v.member_limit, p.member_limit), coalesce(v.project_limit, p.project_limit),
        coalesce(v.api_key_limit, p.api_key_limit), coalesce(v.webhook_limit, p.webhook_limit),
        coalesce(v.requests_per_minute, p.requests_per_minute),
        coalesce(v.requests_per_month, p.requests_per_month),
        p.features || coalesce(v.added_features, '{}')
      from ${plans} p
        left join ${overrides} v on v.organization_id = organization
          and coalesce(v.expires_at > now(), true)
      where p.code = plan `;
