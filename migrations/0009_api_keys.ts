import { sql, type Kysely } from 'kysely';

/** API keys, what organizations are allowed beyond their plan, and the requests that keys have made. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table plans
      add column api_key_limit integer check (api_key_limit >= 0),
      add column webhook_limit integer check (webhook_limit >= 0);
    update plans set api_key_limit = 2, webhook_limit = 0 where code = 'FREE';
    update plans set api_key_limit = 50, webhook_limit = 20 where code = 'PRO';

    create table organization_overrides (
      organization_id uuid not null primary key references organizations on delete cascade,
      member_limit integer check (member_limit >= 0),
      project_limit integer check (project_limit >= 0),
      api_key_limit integer check (api_key_limit >= 0),
      webhook_limit integer check (webhook_limit >= 0),
      requests_per_minute integer check (requests_per_minute > 0),
      requests_per_month integer check (requests_per_month > 0),
      added_features text[] not null default '{}',
      reason text not null check (char_length(reason) between 1 and 500),
      expires_at timestamptz,
      created_at timestamptz not null default clock_timestamp(),
      updated_at timestamptz not null default clock_timestamp()
    );
    comment on table organization_overrides is 'In the place of the plan''s limits, until it expires; a null leaves the plan''s.';
    create trigger organization_overrides_touch before update on organization_overrides
      for each row execute function app.touch();
    alter table organization_overrides enable row level security;
    alter table organization_overrides force row level security;
    create policy system on organization_overrides to polity_system using (true);
    create policy tenant on organization_overrides for select to polity_serving
      using (organization_id = (select app.organization_id()));
    grant select on organization_overrides to polity_serving;

    create function app.effective_limits(organization uuid, plan text)
    returns table (member_limit integer, project_limit integer, api_key_limit integer, webhook_limit integer,
      requests_per_minute integer, requests_per_month integer, features text[])
    language sql stable set search_path = pg_catalog, public, pg_temp as $$
      select coalesce(v.member_limit, p.member_limit), coalesce(v.project_limit, p.project_limit),
        coalesce(v.api_key_limit, p.api_key_limit), coalesce(v.webhook_limit, p.webhook_limit),
        coalesce(v.requests_per_minute, p.requests_per_minute),
        coalesce(v.requests_per_month, p.requests_per_month),
        p.features || coalesce(v.added_features, '{}')
      from plans p
        left join organization_overrides v on v.organization_id = organization
          and coalesce(v.expires_at > now(), true)
      where p.code = plan $$;
    comment on function app.effective_limits is
      'What an organization may use on a plan: its overrides before the plan''s own limits.';

    create table api_keys (
      organization_id uuid not null references organizations on delete cascade,
      id uuid not null default uuidv7(),
      name text not null check (char_length(name) between 1 and 100),
      name_key text collate "C" not null generated always as (lower(name)) stored,
      prefix text not null,
      role text not null check (role in ('ADMIN', 'MEMBER')),
      scopes text[] not null,
      created_by_id uuid not null references users on delete cascade,
      expires_at timestamptz,
      revoked_at timestamptz,
      last_used_at timestamptz,
      created_at timestamptz not null default clock_timestamp(),
      updated_at timestamptz not null default clock_timestamp(),
      primary key (organization_id, id)
    );
    comment on column api_keys.prefix is 'The beginning of the latest secret, by which people recognise it.';
    create index api_keys_created_at on api_keys (organization_id, created_at, id);
    create index api_keys_updated_at on api_keys (organization_id, updated_at, id);
    create index api_keys_name on api_keys (organization_id, name_key, id);
    create index api_keys_of_person on api_keys (created_by_id);
    create trigger api_keys_touch before update of name, prefix, expires_at, revoked_at on api_keys
      for each row execute function app.touch();
    alter table api_keys enable row level security;
    alter table api_keys force row level security;
    create policy system on api_keys to polity_system using (true);
    create policy tenant on api_keys to polity_serving
      using (organization_id = (select app.organization_id()));
    grant select, insert, update on api_keys to polity_serving;

    create table api_key_secrets (
      hash bytea not null primary key,
      organization_id uuid not null references organizations on delete cascade,
      api_key_id uuid not null,
      expires_at timestamptz,
      foreign key (organization_id, api_key_id) references api_keys (organization_id, id) on delete cascade
    );
    comment on column api_key_secrets.hash is 'SHA-256 of the secret, which is random enough to need no salt.';
    comment on column api_key_secrets.expires_at is 'The end of its overlap with a newer secret.';
    create index api_key_secrets_key on api_key_secrets (organization_id, api_key_id);
    alter table api_key_secrets enable row level security;
    alter table api_key_secrets force row level security;
    create policy system on api_key_secrets to polity_system using (true);
    create policy tenant on api_key_secrets to polity_serving
      using (organization_id = (select app.organization_id()));
    grant select (organization_id, api_key_id, expires_at), insert, update (expires_at) on api_key_secrets to polity_serving;

    create table api_request_counts (
      organization_id uuid not null references organizations on delete cascade,
      month date not null,
      used bigint not null,
      primary key (organization_id, month)
    );
    alter table api_request_counts enable row level security;
    alter table api_request_counts force row level security;
    create policy system on api_request_counts to polity_system using (true);
    create policy tenant on api_request_counts for select to polity_serving
      using (organization_id = (select app.organization_id()));
    grant select on api_request_counts to polity_serving;

    create function app.api_key_id() returns uuid
    language sql stable parallel safe as $$ select nullif(current_setting('app.api_key_id', true), '')::uuid $$;

    drop function app.begin_request;
    create function app.begin_request(session uuid, organization uuid, statement_timeout integer, api_key_hash bytea)
    returns table (
      user_id uuid, email text, full_name text, bio text, avatar_url text, user_status text, platform_admin boolean,
      user_created_at timestamptz, user_updated_at timestamptz,
      organization_id uuid, organization_status text, role text,
      api_key_id uuid, api_key_organization_id uuid, scopes text[],
      requests_per_minute integer, requests_per_month integer)
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
            and app.effective_status(u.status, u.status_until) = 'ACTIVE';
        if api_key_organization_id = coalesce(organization, api_key_organization_id) then
          organization_id := api_key_organization_id;
        end if;
      else
        select u.id, u.email, u.full_name, u.bio, u.avatar_url, app.effective_status(u.status, u.status_until),
            u.platform_admin, u.created_at, u.updated_at
          into user_id, email, full_name, bio, avatar_url, user_status, platform_admin, user_created_at, user_updated_at
          from sessions s join users u on u.id = s.user_id
          where s.id = session and s.revoked_at is null and s.expires_at > now();
        if user_id is not null and organization is not null then
          select o.id, app.effective_status(o.status, o.suspended_until), m.role, o.plan_code
            into organization_id, organization_status, role, plan
            from memberships m join organizations o on o.id = m.organization_id
            where m.organization_id = organization and m.user_id = begin_request.user_id;
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
    comment on function app.begin_request is
      'Opens a request: finds who asks, a session or an API key, and in which organization, and only for what it verified sets what row-level security reads. Always one row.';

    revoke execute on function app.begin_request, app.effective_limits, app.api_key_id from public;
    grant execute on function app.begin_request, app.effective_limits, app.api_key_id to polity_serving, polity_system;
  `.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`
    drop function app.begin_request;
    create function app.begin_request(session uuid, organization uuid, statement_timeout integer)
    returns table (
      user_id uuid, email text, full_name text, bio text, avatar_url text, user_status text, platform_admin boolean,
      user_created_at timestamptz, user_updated_at timestamptz,
      organization_id uuid, organization_status text, role text)
    language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
    begin
      select u.id, u.email, u.full_name, u.bio, u.avatar_url, app.effective_status(u.status, u.status_until),
          u.platform_admin, u.created_at, u.updated_at
        into user_id, email, full_name, bio, avatar_url, user_status, platform_admin, user_created_at, user_updated_at
        from sessions s join users u on u.id = s.user_id
        where s.id = session and s.revoked_at is null and s.expires_at > now();
      if user_id is not null and organization is not null then
        select o.id, app.effective_status(o.status, o.suspended_until), m.role
          into organization_id, organization_status, role
          from memberships m join organizations o on o.id = m.organization_id
          where m.organization_id = organization and m.user_id = begin_request.user_id;
      end if;
      perform set_config('app.user_id', case when user_status = 'ACTIVE' then user_id::text else '' end, true),
        set_config('app.organization_id',
          case when user_status = 'ACTIVE' and organization_status <> 'ARCHIVED' then organization_id::text else '' end, true),
        set_config('statement_timeout', statement_timeout::text, true),
        set_config('timezone', 'UTC', true), set_config('datestyle', 'ISO', true);
      return next;
    end $$;
    comment on function app.begin_request is
      'Opens a request: finds who asks and in which organization, and only for what it verified sets what row-level security reads. Always one row.';
    revoke execute on function app.begin_request from public;
    grant execute on function app.begin_request to polity_serving, polity_system;

    drop function app.api_key_id;
    drop table api_request_counts, api_key_secrets, api_keys;
    drop function app.effective_limits;
    drop table organization_overrides;
    alter table plans drop column api_key_limit, drop column webhook_limit;
  `.execute(db);
}
