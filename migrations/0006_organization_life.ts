import { sql, type Kysely } from 'kysely';

/** How an organization is suspended, put away and deleted, and who may do that although it cannot be worked in. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table organizations
      add column suspended_at timestamptz,
      add column suspended_by text check (suspended_by in ('OWNER', 'PLATFORM')),
      add column suspension_reason text check (char_length(suspension_reason) <= 500),
      add column archived_at timestamptz,
      add column archive_reason text check (char_length(archive_reason) <= 500),
      add column deletes_at timestamptz;
    comment on column organizations.suspended_by is 'Whose suspension it is: only a platform administrator lifts the platform''s.';
    comment on column organizations.deletes_at is 'When the organization is deleted for good, unless it is restored before. From then on nobody sees it.';
    update organizations set suspended_at = updated_at, suspended_by = 'PLATFORM' where status = 'SUSPENDED';
    update organizations set archived_at = updated_at where status = 'ARCHIVED';
    create index organizations_deletes_at on organizations (deletes_at) where deletes_at is not null;
    alter policy selected_and_own on organizations using (
      id = (select app.organization_id()) or exists (
        select from memberships m
        where m.organization_id = organizations.id and m.user_id = (select app.user_id())
          and (organizations.status <> 'ARCHIVED'
            or m.role = 'OWNER' and coalesce(organizations.deletes_at > now(), true))));

    create table organization_status_changes (
      organization_id uuid not null references organizations on delete cascade,
      id uuid not null default uuidv7(),
      status text not null check (status in ('ACTIVE', 'SUSPENDED', 'ARCHIVED')),
      reason text,
      until timestamptz,
      changed_by_id uuid references users on delete set null,
      created_at timestamptz not null default clock_timestamp(),
      primary key (organization_id, id)
    );
    create index organization_status_changes_created_at on organization_status_changes (organization_id, created_at, id);
    alter table organization_status_changes enable row level security;
    alter table organization_status_changes force row level security;
    create policy system on organization_status_changes to polity_system using (true);
    create policy tenant on organization_status_changes for select to polity_serving
      using (organization_id = (select app.organization_id()));
    grant select on organization_status_changes to polity_serving;

    alter table audit_events add column api_key_id uuid;
    comment on column audit_events.api_key_id is 'The key that acted; kept when the key is gone.';
    create index audit_events_actor on audit_events (organization_id, actor_id, created_at, id);
    create index audit_events_action on audit_events (organization_id, action, created_at, id);
    create index audit_events_target on audit_events (organization_id, target_id, created_at, id);
    create index audit_events_of_person on audit_events (actor_id) where actor_id is not null;

    create function app.change_organization_status(
      organization uuid, change text, reason text, until timestamptz, grace interval,
      ip_address text, user_agent text, request_id text)
    returns text
    language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
    declare
      o organizations;
      owns boolean;
      administers boolean;
      suspended boolean;
      changed_to text;
    begin
      select * into o from organizations where id = organization for no key update;
      select exists (select from memberships m
          where m.organization_id = o.id and m.user_id = app.user_id() and m.role = 'OWNER') into owns;
      select exists (select from users u where u.id = app.user_id() and u.platform_admin) into administers;
      if o.id is null or not (owns or administers and change in ('suspend', 'reinstate')) or o.deletes_at <= now() then
        return 'NOT_FOUND';
      end if;
      suspended := o.suspended_at is not null and coalesce(o.suspended_until > now(), true);
      if o.status = 'ARCHIVED' and change in ('suspend', 'reinstate', 'archive') then
        return 'NOT_FOUND';
      elsif change in ('suspend', 'reinstate') and suspended and o.suspended_by = 'PLATFORM' and not administers then
        return 'FORBIDDEN';
      elsif change = 'reinstate' and not suspended or change = 'restore' and o.status <> 'ARCHIVED'
          or change = 'delete' and o.deletes_at is not null then
        return 'UNCHANGED';
      end if;
      changed_to := case change
        when 'suspend' then 'SUSPENDED'
        when 'reinstate' then 'ACTIVE'
        when 'restore' then case when suspended then 'SUSPENDED' else 'ACTIVE' end
        else 'ARCHIVED' end;
      update organizations set
        status = changed_to,
        suspended_at = case when change = 'suspend' and not suspended then clock_timestamp()
          when change <> 'reinstate' then suspended_at end,
        suspended_by = case when change = 'suspend' then case when administers then 'PLATFORM' else 'OWNER' end
          when change <> 'reinstate' then suspended_by end,
        suspension_reason = case when change = 'suspend' then reason when change <> 'reinstate' then suspension_reason end,
        suspended_until = case when change = 'suspend' then until when change <> 'reinstate' then suspended_until end,
        archived_at = case when change in ('archive', 'delete') then coalesce(archived_at, clock_timestamp())
          when change <> 'restore' then archived_at end,
        archive_reason = case when change = 'archive' then reason when change <> 'restore' then archive_reason end,
        deletes_at = case when change = 'delete' then now() + grace end
        where id = organization;
      insert into organization_status_changes (organization_id, status, reason, until, changed_by_id)
        values (organization, changed_to, reason, until, app.user_id());
      insert into audit_events (organization_id, actor_id, action, target_type, target_id, before, after, ip_address, user_agent, request_id)
        values (organization, app.user_id(),
          'organization.' || case change when 'suspend' then 'suspended' when 'reinstate' then 'reinstated'
            when 'archive' then 'archived' when 'restore' then 'restored' else 'deletion_scheduled' end,
          'Organization', organization,
          jsonb_build_object('status', app.effective_status(o.status, o.suspended_until)),
          jsonb_strip_nulls(jsonb_build_object('status', changed_to, 'reason', reason, 'until', until)),
          change_organization_status.ip_address, change_organization_status.user_agent, change_organization_status.request_id);
      return 'CHANGED';
    end $$;
    comment on function app.change_organization_status is
      'Suspends, reinstates, archives, restores an organization or schedules its deletion, for an owner or a platform administrator.';

    revoke execute on function app.change_organization_status from public;
    grant execute on function app.change_organization_status to polity_serving, polity_system;
  `.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`
    drop function app.change_organization_status;
    alter policy selected_and_own on organizations using (
      id = (select app.organization_id()) or exists (
        select from memberships m
        where m.organization_id = organizations.id and m.user_id = (select app.user_id())
          and (m.role = 'OWNER' or organizations.status <> 'ARCHIVED')));
    drop index audit_events_of_person, audit_events_target, audit_events_action, audit_events_actor;
    alter table audit_events drop column api_key_id;
    drop table organization_status_changes;
    alter table organizations
      drop column suspended_at, drop column suspended_by, drop column suspension_reason,
      drop column archived_at, drop column archive_reason, drop column deletes_at;
  `.execute(db);
}
