import { sql, type Kysely } from 'kysely';

/** What the serving role may do beyond its own tenant, each as one SECURITY DEFINER function. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
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

    create function app.begin_job(organization uuid) returns text
    language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
    declare found_status text;
    begin
      select case when o.status = 'SUSPENDED' and o.suspended_until <= now() then 'ACTIVE' else o.status end
        into found_status from organizations o where o.id = organization;
      perform set_config('app.user_id', '', true),
        set_config('app.organization_id', case when found_status is null then '' else organization::text end, true);
      return found_status;
    end $$;
    comment on function app.begin_job is
      'Opens a job in its organization; answers the organization''s status, null when it is gone.';

    create function app.create_organization(name text, slug text, ip_address text, user_agent text, request_id text)
    returns uuid
    language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
    declare created uuid;
    begin
      if app.user_id() is null then raise insufficient_privilege using message = 'no user'; end if;
      insert into organizations (name, slug) values (create_organization.name, create_organization.slug)
        on conflict on constraint organizations_slug_key do nothing returning id into created;
      if created is not null then
        insert into memberships (organization_id, user_id, role) values (created, app.user_id(), 'OWNER');
        insert into audit_events (organization_id, actor_id, action, target_type, target_id, after, ip_address, user_agent, request_id)
          values (created, app.user_id(), 'organization.created', 'Organization', created,
            jsonb_build_object('name', name, 'slug', slug),
            create_organization.ip_address, create_organization.user_agent, create_organization.request_id);
      end if;
      return created;
    end $$;
    comment on function app.create_organization is
      'Makes an organization owned by the request''s user; null when the slug is taken.';

    create function app.find_user_by_email(address text) returns uuid
    language sql stable security definer set search_path = pg_catalog, public, pg_temp as
      $$ select id from users where email = address and status = 'ACTIVE' and app.organization_id() is not null $$;
    comment on function app.find_user_by_email is
      'The id alone, so that an existing user can be added to an organization that does not see them yet.';

    create function app.enqueue_job(identifier text, payload jsonb) returns void
    language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
    begin
      perform graphile_worker.add_job(identifier,
        (payload || jsonb_build_object('organizationId', app.organization_id()))::json);
    end $$;
    comment on function app.enqueue_job is
      'Adds a job to the queue within the present transaction, stamped with the present organization.';

    revoke execute on all functions in schema app from public;
    grant execute on all functions in schema app to polity_serving, polity_system;
  `.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`
    drop function app.enqueue_job;
    drop function app.find_user_by_email;
    drop function app.create_organization;
    drop function app.begin_job;
    drop function app.begin_request;
  `.execute(db);
}
