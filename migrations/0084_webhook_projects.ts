import { type Kysely, sql } from 'kysely';
import { namesVisible, showVisible } from '../src/database/show-visible.ts';

/**
 * Webhook endpoints name the projects that they hear of. Of a private one they hear only as long as whoever named it may
 * manage it and webhooks.
 *
 * Messages say in which project they are, so that the log and resends follow what may be seen and heard now. Those of
 * earlier releases do not: they end after 30 days.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    lock table organizations, projects, webhook_endpoints in access exclusive mode;

    alter table projects add column opened_at timestamptz;
    comment on column projects.opened_at is 'When it was private last. What happened before is told to no webhook that does not name it.';
    create function app.note_opening() returns trigger
    language plpgsql set search_path = pg_catalog, public, pg_temp as $$
    begin
      new.opened_at := clock_timestamp();
      return new;
    end $$;
    comment on function app.note_opening() is 'Trigger: the project is not private from now on.';
    revoke execute on function app.note_opening() from public;
    create trigger projects_opened before update of visibility on projects for each row
      when (old.visibility = 'PRIVATE' and new.visibility <> 'PRIVATE') execute function app.note_opening();

    alter table webhook_endpoints
      add column project_ids uuid[],
      add column confirmed_by_id uuid,
      -- Not validated, as all rows have null.
      add constraint webhook_endpoints_confirmed_by_fkey foreign key (organization_id, confirmed_by_id)
        references memberships (organization_id, user_id) on delete set null (confirmed_by_id) not valid;
    create index webhook_endpoints_confirmed_by on webhook_endpoints (organization_id, confirmed_by_id)
      where confirmed_by_id is not null;
    comment on column webhook_endpoints.project_ids is
      'The only projects of which it hears; null for all that are not private, and for events outside projects.';
    comment on column webhook_endpoints.confirmed_by_id is
      'The member who named the private ones of them and may manage them; null when another person changed the URL.';

    alter table webhook_messages add column project_id uuid;
    alter table webhook_deliveries add column project_id uuid;
    comment on column webhook_messages.project_id is 'The project in which the event happened, which may be deleted since.';
    comment on column webhook_deliveries.project_id is 'That of the message.';

    create function app.heard_projects(endpoints uuid[], projects uuid[], occurred_at timestamptz)
    returns table (endpoint_id uuid, project_id uuid, is_named boolean, was_open boolean)
    language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
      with heard as (
        select e.id as endpoint_id, wanted.id as project_id, p.opened_at, e.project_ids,
          -- What a deleted project was is unknown, unless none was private.
          case when p.id is null then not o.has_private_projects else p.visibility = 'ORGANIZATION' end as is_open,
          coalesce(p.id = any(e.project_ids), false) and u.id is not null and (
            r.permissions @> '{project.seeAll,project.manage}'
            or exists (select from app.project_grants g
              where g.project_id = p.id and g.user_id = e.confirmed_by_id and g.level = 'MANAGE')) as is_named
        from webhook_endpoints e
          join organizations o on o.id = e.organization_id
          cross join (select distinct id from unnest(projects) as listed (id)) wanted
          left join projects p on p.organization_id = e.organization_id and p.id = wanted.id
          left join memberships m on m.organization_id = e.organization_id and m.user_id = e.confirmed_by_id
            and app.membership_holds(m.member_suspended_at, m.member_suspended_until)
          left join lateral (
            select app.permissions_of(m.role, app.custom_permissions(m.organization_id, m.role_id)) as permissions
            where p.id = any(e.project_ids)) r on true
          left join users u on u.id = m.user_id and app.effective_status(u.status, u.status_until) = 'ACTIVE'
            and r.permissions @> '{webhook.manage}'
        where e.organization_id = app.organization_id() and e.id = any(endpoints)
      )
      select endpoint_id, project_id, is_named, coalesce(opened_at <= occurred_at, true) from heard
      where is_named
        or is_open and (project_ids is null or project_id = any(project_ids)) $$;
    comment on function app.heard_projects(uuid[], uuid[], timestamptz) is
      'Of which of the projects the endpoints may hear now: because somebody who may manage it named it for them, or because it is not private; and whether it was not private at that time, either.';

    create function app.give_up_deliveries(endpoint uuid) returns void
    language sql security definer set search_path = pg_catalog, public, pg_temp as $$
      update webhook_deliveries set state = 'FAILED', next_attempt_at = null
      where organization_id = app.organization_id() and endpoint_id = endpoint and state = 'PENDING' $$;
    comment on function app.give_up_deliveries(uuid) is
      'Makes the pending deliveries of an endpoint failed, also those that the caller does not see.';

    revoke execute on function app.heard_projects(uuid[], uuid[], timestamptz), app.give_up_deliveries(uuid) from public;
    grant execute on function app.heard_projects(uuid[], uuid[], timestamptz), app.give_up_deliveries(uuid)
      to polity_serving, polity_system;
  `.execute(db);
  for (const table of tables)
    await showVisible(db, table, `project_id is null or ${namesVisible(table, 'project')}`);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`lock table organizations, projects, webhook_endpoints in access exclusive mode`.execute(db);
  for (const table of tables) await sql`drop policy visible on ${sql.table(table)}`.execute(db);
  await sql`
    drop function app.give_up_deliveries(uuid), app.heard_projects(uuid[], uuid[], timestamptz);
    alter table webhook_deliveries drop column project_id;
    alter table webhook_messages drop column project_id;
    alter table webhook_endpoints drop column confirmed_by_id, drop column project_ids;
    drop trigger projects_opened on projects;
    drop function app.note_opening();
    alter table projects drop column opened_at;
  `.execute(db);
}

const tables = ['webhook_messages', 'webhook_deliveries'];
