import { sql, type Kysely } from 'kysely';

/** Profiles, status with reason and end, sign-in protection, mailed tokens, second factors, platform administrators. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table users
      add column bio text check (char_length(bio) <= 500),
      add column avatar_url text check (char_length(avatar_url) <= 2000),
      add column status_reason text check (char_length(status_reason) <= 500),
      add column status_until timestamptz,
      add column platform_admin boolean not null default false,
      add column email_verified_at timestamptz,
      add column password_changed_at timestamptz,
      add column totp_secret text,
      add column totp_enabled_at timestamptz,
      add column totp_last_step bigint;
    comment on column users.totp_last_step is 'The time step of the last code that was accepted: none is accepted twice.';
    create index users_created_at on users (created_at, id);
    grant select (bio, avatar_url, status_until) on users to polity_serving;

    create table user_status_changes (
      id uuid not null default uuidv7() primary key,
      user_id uuid not null references users on delete cascade,
      status text not null,
      reason text,
      until timestamptz,
      changed_by_id uuid references users on delete set null,
      created_at timestamptz not null default clock_timestamp()
    );
    create index user_status_changes_user_id on user_status_changes (user_id, created_at, id);

    create table sign_in_failures (
      key text not null primary key,
      failures integer not null,
      resets_at timestamptz not null
    );
    create index sign_in_failures_resets_at on sign_in_failures (resets_at);

    create table account_tokens (
      token_hash bytea not null primary key,
      user_id uuid not null references users on delete cascade,
      purpose text not null check (purpose in ('VERIFY_EMAIL', 'RESET_PASSWORD')),
      created_at timestamptz not null default clock_timestamp(),
      expires_at timestamptz not null
    );
    create index account_tokens_user_id on account_tokens (user_id, purpose);

    create table recovery_codes (
      user_id uuid not null references users on delete cascade,
      code_hash bytea not null,
      used_at timestamptz,
      primary key (user_id, code_hash)
    );

    alter table account_events
      add column actor_id uuid references users on delete set null,
      add column details jsonb;

    create function app.effective_status(status text, until timestamptz) returns text
    language sql stable parallel safe as
      $$ select case when status = 'SUSPENDED' and until <= now() then 'ACTIVE' else status end $$;
    comment on function app.effective_status is 'A suspension whose end has passed is over, without a job having run.';

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

    create or replace function app.find_user_by_email(address text) returns uuid
    language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
      select id from users
      where email = address and app.effective_status(status, status_until) = 'ACTIVE' and app.organization_id() is not null $$;

    revoke execute on function app.effective_status, app.begin_request from public;
    grant execute on function app.effective_status, app.begin_request to polity_serving, polity_system;
  `.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`
    drop function app.begin_request;
    create function app.begin_request(session uuid, organization uuid, statement_timeout integer)
    returns table (
      user_id uuid, email text, full_name text, user_status text, user_created_at timestamptz, user_updated_at timestamptz,
      organization_id uuid, organization_status text, role text)
    language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
    begin
      select u.id, u.email, u.full_name, u.status, u.created_at, u.updated_at
        into user_id, email, full_name, user_status, user_created_at, user_updated_at
        from sessions s join users u on u.id = s.user_id
        where s.id = session and s.revoked_at is null and s.expires_at > now();
      if user_id is not null and organization is not null then
        select o.id,
            case when o.status = 'SUSPENDED' and o.suspended_until <= now() then 'ACTIVE' else o.status end,
            m.role
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

    create or replace function app.find_user_by_email(address text) returns uuid
    language sql stable security definer set search_path = pg_catalog, public, pg_temp as
      $$ select id from users where email = address and status = 'ACTIVE' and app.organization_id() is not null $$;

    drop function app.effective_status;
    alter table account_events drop column actor_id, drop column details;
    drop table recovery_codes, account_tokens, sign_in_failures, user_status_changes;
    revoke select (bio, avatar_url, status_until) on users from polity_serving;
    drop index users_created_at;
    alter table users
      drop column bio, drop column avatar_url, drop column status_reason, drop column status_until,
      drop column platform_admin, drop column email_verified_at, drop column password_changed_at,
      drop column totp_secret, drop column totp_enabled_at, drop column totp_last_step;
  `.execute(db);
}
