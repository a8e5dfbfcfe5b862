import { type Kysely, sql } from 'kysely';

/**
 * Sessions in which a platform administrator acts as a user. `app.begin_request` finds one only for the administrator that
 * the access token names. It ends with the administrator's own session and authority.
 *
 * The columns are those of an earlier migration: when this is taken back, a request that has read the function still finds
 * them when it gets its locks.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create or replace function app.begin_request(session uuid, organization uuid, statement_timeout integer, api_key_hash bytea,
      with_limits boolean)
    returns table (user_id uuid, email text, full_name text, bio text, avatar_url text, user_status text, platform_admin boolean, user_created_at timestamptz, user_updated_at timestamptz, organization_id uuid, organization_status text, role text, api_key_id uuid, api_key_organization_id uuid, scopes text[], requests_per_minute integer, requests_per_month integer)
    language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
    declare
      plan text; plan_version integer;
      admitted boolean;
      applied text;
    begin
      if api_key_hash is not null then
        -- A key can do no more than its creator can now, and nothing when its creator is gone.
        select k.id, k.organization_id, k.scopes,
            case when k.organization_id = coalesce(organization, k.organization_id) then k.organization_id end,
            case when m.role = 'MEMBER' then 'MEMBER' else k.role end,
            app.effective_status(o.status, o.suspended_until), o.plan_code, o.plan_version
          into api_key_id, api_key_organization_id, scopes, organization_id, role, organization_status, plan, plan_version
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
            o.id, app.effective_status(o.status, o.suspended_until), m.role, o.plan_code, o.plan_version
          into user_id, email, full_name, bio, avatar_url, user_status, platform_admin, user_created_at, user_updated_at,
            organization_id, organization_status, role, plan, plan_version
          from sessions s
            join users u on u.id = s.user_id
            left join (memberships m join organizations o on o.id = m.organization_id)
              on m.organization_id = organization and m.user_id = s.user_id
                -- An administrator who acts as a user does so in one organization.
                and (s.impersonator_id is null or m.organization_id = s.organization_id)
                and app.membership_holds(m.member_suspended_at, m.member_suspended_until)
          where s.id = session and s.revoked_at is null and s.expires_at > now()
            -- The organization may have been deleted meanwhile.
            and (s.impersonator_id is null or s.organization_id is not null)
            -- Security: a server of an earlier release takes the session of an administrator who acts as a user for the user's
            -- own. It does not name the administrator, and so finds no session.
            and s.impersonator_id is not distinct from nullif(current_setting('app.impersonator_id', true), '')::uuid;
      end if;
      if with_limits then
        if plan is null then
            plan := 'FREE';
            plan_version := app.current_plan_version(plan);
          end if;
          select l.requests_per_minute, l.requests_per_month into requests_per_minute, requests_per_month
            from app.effective_limits(organization_id, plan, plan_version) l;
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

    create function app.begin_request(session uuid, organization uuid, statement_timeout integer, api_key_hash bytea,
      with_limits boolean, impersonator uuid)
    returns table (user_id uuid, email text, full_name text, bio text, avatar_url text, user_status text, platform_admin boolean, user_created_at timestamptz, user_updated_at timestamptz, organization_id uuid, organization_status text, role text, api_key_id uuid, api_key_organization_id uuid, scopes text[], requests_per_minute integer, requests_per_month integer)
    language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
    declare
      applied text;
    begin
      applied := set_config('app.impersonator_id', coalesce(impersonator::text, ''), true);
      return query select opened.user_id, opened.email, opened.full_name, opened.bio, opened.avatar_url, opened.user_status, opened.platform_admin, opened.user_created_at, opened.user_updated_at, opened.organization_id, opened.organization_status, opened.role, opened.api_key_id, opened.api_key_organization_id, opened.scopes, opened.requests_per_minute, opened.requests_per_month
        from app.begin_request(session, organization, statement_timeout, api_key_hash, with_limits) as opened;
    end $$;
    comment on function app.begin_request(uuid, uuid, integer, bytea, boolean, uuid) is
      'Like app.begin_request without an impersonator, for the session in which this platform administrator acts as a user.';
    revoke execute on function app.begin_request(uuid, uuid, integer, bytea, boolean, uuid) from public;
    grant execute on function app.begin_request(uuid, uuid, integer, bytea, boolean, uuid) to polity_serving, polity_system;

    create or replace function app.session_ended() returns trigger
    language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
    begin
      perform pg_notify('polity_events', json_build_object('organizationId', '', 'kind', 'session',
        'changes', json_build_array(json_build_object('type', 'DELETED', 'id', old.id, 'projectIds', '[]'::json,
          'changedFields', '[]'::json)))::text);
      -- One that has expired ended when its first event says. Either person or the organization may be deleted right now.
      if old.impersonator_id is not null and old.expires_at > now() then
        insert into audit_events (organization_id, actor_id, impersonator_id, action, target_type, target_id)
          select o.id, (select a.id from users a where a.id = old.impersonator_id), old.impersonator_id,
              'impersonation.ended', 'User', old.user_id
            from organizations o where o.id = old.organization_id;
        insert into account_events (user_id, session_id, actor_id, action)
          select u.id, old.id, (select a.id from users a where a.id = old.impersonator_id), 'impersonation.ended'
            from users u where u.id = old.user_id;
      end if;
      if tg_op = 'UPDATE' then
        update sessions set revoked_at = clock_timestamp()
          where impersonator_session_id = old.id and revoked_at is null;
      end if;
      return null;
    end $$;

    create function app.end_impersonations() returns trigger
    language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
    begin
      update sessions set revoked_at = clock_timestamp()
        where impersonator_id is not null and revoked_at is null
          and (impersonator_id = new.id and not (new.platform_admin and new.status = 'ACTIVE')
            or user_id = new.id and (new.platform_admin or new.status <> 'ACTIVE'));
      return null;
    end $$;
    comment on function app.end_impersonations is
      'Ends the sessions in which a former administrator acts as a user, and those of a user who has become one.';
    revoke execute on function app.end_impersonations from public;
    create trigger users_end_impersonations after update of platform_admin, status on users
      for each row when (old.platform_admin is distinct from new.platform_admin or old.status is distinct from new.status)
      execute function app.end_impersonations();
  `.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`
    delete from sessions where impersonator_id is not null;
    drop trigger users_end_impersonations on users;
    drop function app.end_impersonations();
    drop function app.begin_request(uuid, uuid, integer, bytea, boolean, uuid);

    create or replace function app.begin_request(session uuid, organization uuid, statement_timeout integer, api_key_hash bytea,
      with_limits boolean)
    returns table (user_id uuid, email text, full_name text, bio text, avatar_url text, user_status text, platform_admin boolean, user_created_at timestamptz, user_updated_at timestamptz, organization_id uuid, organization_status text, role text, api_key_id uuid, api_key_organization_id uuid, scopes text[], requests_per_minute integer, requests_per_month integer)
    language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
    declare
      plan text; plan_version integer;
      admitted boolean;
      applied text;
    begin
      if api_key_hash is not null then
        -- A key can do no more than its creator can now, and nothing when its creator is gone.
        select k.id, k.organization_id, k.scopes,
            case when k.organization_id = coalesce(organization, k.organization_id) then k.organization_id end,
            case when m.role = 'MEMBER' then 'MEMBER' else k.role end,
            app.effective_status(o.status, o.suspended_until), o.plan_code, o.plan_version
          into api_key_id, api_key_organization_id, scopes, organization_id, role, organization_status, plan, plan_version
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
            o.id, app.effective_status(o.status, o.suspended_until), m.role, o.plan_code, o.plan_version
          into user_id, email, full_name, bio, avatar_url, user_status, platform_admin, user_created_at, user_updated_at,
            organization_id, organization_status, role, plan, plan_version
          from sessions s
            join users u on u.id = s.user_id
            left join (memberships m join organizations o on o.id = m.organization_id)
              on m.organization_id = organization and m.user_id = s.user_id
                and app.membership_holds(m.member_suspended_at, m.member_suspended_until)
          where s.id = session and s.revoked_at is null and s.expires_at > now();
      end if;
      if with_limits then
        if plan is null then
            plan := 'FREE';
            plan_version := app.current_plan_version(plan);
          end if;
          select l.requests_per_minute, l.requests_per_month into requests_per_minute, requests_per_month
            from app.effective_limits(organization_id, plan, plan_version) l;
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

    create or replace function app.session_ended() returns trigger
    language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
    begin
      perform pg_notify('polity_events', json_build_object('organizationId', '', 'kind', 'session',
        'changes', json_build_array(json_build_object('type', 'DELETED', 'id', old.id, 'projectIds', '[]'::json,
          'changedFields', '[]'::json)))::text);
      return null;
    end $$;
  `.execute(db);
}
