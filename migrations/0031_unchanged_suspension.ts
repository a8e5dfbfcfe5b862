import { type Kysely, type RawBuilder, sql } from 'kysely';

/** Suspending an organization again, by the same side with the same reason and end, changes nothing. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await define(
    db,
    sql`
        or change = 'suspend' and suspended and (o.suspended_by = 'PLATFORM') = administers
          and o.suspension_reason is not distinct from change_organization_status.reason
          and o.suspended_until is not distinct from until`,
  );
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await define(db, sql``);
}

/** `unchanged` is one more condition under which nothing is changed. */
async function define(db: Kysely<unknown>, unchanged: RawBuilder<unknown>): Promise<void> {
  await sql`
    create or replace function app.change_organization_status(
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
          or change = 'delete' and o.deletes_at is not null${unchanged} then
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
  `.execute(db);
}
