import { type Kysely, sql } from 'kysely';

/**
 * Requests get the limits of their organization's version. This is a migration of its own, so that when it is taken back,
 * no running request still needs a column or function that the previous one removes.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await createBeginRequest(db, 'o.plan_code, o.plan_version', 'plan, plan_version', {
    declare: 'plan text; plan_version integer;',
    read: `if plan is null then
            plan := 'FREE';
            plan_version := app.current_plan_version(plan);
          end if;
          select l.requests_per_minute, l.requests_per_month into requests_per_minute, requests_per_month
            from app.effective_limits(organization_id, plan, plan_version) l;`,
  });
  // For the previous release.
  await sql`
    create or replace function app.effective_limits(organization uuid, plan text)
      returns table (member_limit integer, project_limit integer, api_key_limit integer, webhook_limit integer,
        requests_per_minute integer, requests_per_month integer, features text[])
      language sql stable as $$
      select l.member_limit, l.project_limit, l.api_key_limit, l.webhook_limit, l.requests_per_minute,
        l.requests_per_month, array(select f.key from app.effective_features(organization, plan, v.number) f
          where f.key in ('WEBHOOKS', 'AUDIT_EXPORT', 'CUSTOM_LABELS') and f.value = 'true')
      from (${sql.raw(VERSION)}) v, app.effective_limits(organization, plan, v.number) l $$;
    create or replace function app.effective_subscription_limits(organization uuid, plan text)
      returns table (subscription_limit integer, caller_subscription_limit integer)
      language sql stable set search_path = pg_catalog, public, pg_temp as $$
      select l.subscription_limit, l.caller_subscription_limit
      from (${sql.raw(VERSION)}) v, app.effective_subscription_limits(organization, plan, v.number) l $$;
  `.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await createBeginRequest(db, 'o.plan_code', 'plan', {
    declare: 'plan text;',
    read: `select l.requests_per_minute, l.requests_per_month into requests_per_minute, requests_per_month
          from app.effective_limits(organization_id, coalesce(plan, 'FREE')) l;`,
  });
  await sql`
    create or replace function app.effective_limits(organization uuid, plan text)
      returns table (member_limit integer, project_limit integer, api_key_limit integer, webhook_limit integer,
        requests_per_minute integer, requests_per_month integer, features text[])
      language sql stable as $$
      select coalesce(v.member_limit, p.member_limit), coalesce(v.project_limit, p.project_limit),
        coalesce(v.api_key_limit, p.api_key_limit), coalesce(v.webhook_limit, p.webhook_limit),
        coalesce(v.requests_per_minute, p.requests_per_minute),
        coalesce(v.requests_per_month, p.requests_per_month),
        p.features || coalesce(v.added_features, '{}')
      from public.plans p
        left join public.organization_overrides v on v.organization_id = organization
          and coalesce(v.expires_at > now(), true)
      where p.code = plan $$;
    create or replace function app.effective_subscription_limits(organization uuid, plan text)
      returns table (subscription_limit integer, caller_subscription_limit integer)
      language sql stable set search_path = pg_catalog, public, pg_temp as $$
      select coalesce(v.subscription_limit, p.subscription_limit),
        coalesce(v.caller_subscription_limit, p.caller_subscription_limit)
      from plans p
        left join organization_overrides v on v.organization_id = organization
          and coalesce(v.expires_at > now(), true)
      where p.code = plan $$;
  `.execute(db);
}

/** The organization's version of the plan, or the current one. */
const VERSION = `select coalesce(
        (select o.plan_version from public.organizations o where o.id = organization and o.plan_code = plan),
        app.current_plan_version(plan)) as number`;

const createBeginRequest = (
  db: Kysely<unknown>,
  from: string,
  into: string,
  { declare, read }: { declare: string; read: string },
) =>
  sql
    .raw(
      `
    create or replace function app.begin_request(session uuid, organization uuid, statement_timeout integer,
      api_key_hash bytea, with_limits boolean) returns table (user_id uuid, email text, full_name text, bio text,
        avatar_url text, user_status text, platform_admin boolean, user_created_at timestamptz,
        user_updated_at timestamptz, organization_id uuid, organization_status text, role text, api_key_id uuid,
        api_key_organization_id uuid, scopes text[], requests_per_minute integer, requests_per_month integer)
    language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
    declare
      ${declare}
      admitted boolean;
      applied text;
    begin
      if api_key_hash is not null then
        -- A key can do no more than its creator can now, and nothing when its creator is gone.
        select k.id, k.organization_id, k.scopes,
            case when k.organization_id = coalesce(organization, k.organization_id) then k.organization_id end,
            case when m.role = 'MEMBER' then 'MEMBER' else k.role end,
            app.effective_status(o.status, o.suspended_until), ${from}
          into api_key_id, api_key_organization_id, scopes, organization_id, role, organization_status, ${into}
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
            o.id, app.effective_status(o.status, o.suspended_until), m.role, ${from}
          into user_id, email, full_name, bio, avatar_url, user_status, platform_admin, user_created_at, user_updated_at,
            organization_id, organization_status, role, ${into}
          from sessions s
            join users u on u.id = s.user_id
            left join (memberships m join organizations o on o.id = m.organization_id)
              on m.organization_id = organization and m.user_id = s.user_id
                and app.membership_holds(m.member_suspended_at, m.member_suspended_until)
          where s.id = session and s.revoked_at is null and s.expires_at > now();
      end if;
      if with_limits then
        ${read}
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
    end $$`,
    )
    .execute(db);
