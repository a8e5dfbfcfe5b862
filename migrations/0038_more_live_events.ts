import { type Kysely, sql } from 'kysely';

/**
 * Live events of members, invitations, labels and organizations. Triggers tell of them: functions of the database, jobs
 * and cascades change these rows, too, and none must forget.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create function app.add_live_event(organization uuid, kind text, changes jsonb) returns void
    language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
    declare message text;
    begin
      -- The transaction's id tells equal messages of two transactions apart.
      message := jsonb_build_object('organizationId', organization, 'kind', kind, 'changes', changes,
        'transaction', pg_current_xact_id()::text)::text;
      insert into live_events (payload) values (message);
      perform pg_notify('polity_events', message);
    end $$;
    comment on function app.add_live_event is 'Tells the subscribers of an organization of changes once the transaction commits.';

    create or replace function app.publish_event(kind text, payload jsonb) returns void
    language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
    begin
      if app.organization_id() is null then raise insufficient_privilege using message = 'no organization'; end if;
      perform app.add_live_event(app.organization_id(), kind, payload);
    end $$;

    create function app.tell_subscribers() returns trigger
    language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
    declare
      before jsonb := to_jsonb(old);
      after jsonb := to_jsonb(new);
      thing jsonb := coalesce(after, before);
      organization uuid := coalesce(thing ->> 'organization_id', thing ->> 'id')::uuid;
      changed jsonb := '[]';
    begin
      -- The rows of an organization that this transaction creates or deletes have no subscribers.
      if not exists (select from organizations o where o.id = organization and o.created_at < now()) then
        return null;
      end if;
      if tg_op = 'UPDATE' then
        select coalesce(jsonb_agg(distinct names.name), '[]') into changed
          from jsonb_each_text(tg_argv[1]::jsonb) as names ("column", name)
          where before -> names."column" is distinct from after -> names."column";
        if changed = '[]' then return null; end if;
      end if;
      perform app.add_live_event(organization, tg_argv[0], jsonb_build_array(jsonb_strip_nulls(jsonb_build_object(
        'type', case tg_op when 'INSERT' then 'CREATED' when 'UPDATE' then 'UPDATED' else 'DELETED' end,
        'id', thing ->> 'id', 'projectIds', '[]'::jsonb, 'userId', thing ->> 'user_id', 'changedFields', changed))));
      return null;
    end $$;
    comment on function app.tell_subscribers is
      'Tells subscribers of a row that was written. Takes the kind of event, and the columns whose changes count with their names in the API.';

    create function app.tell_overrides() returns trigger
    language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
    declare organization uuid := coalesce(new.organization_id, old.organization_id);
    begin
      if exists (select from organizations o where o.id = organization and o.created_at < now()) then
        perform app.add_live_event(organization, 'organization', jsonb_build_array(jsonb_build_object(
          'type', 'UPDATED', 'id', organization, 'projectIds', '[]'::jsonb, 'changedFields', '["overrides"]'::jsonb)));
      end if;
      return null;
    end $$;
    comment on function app.tell_overrides is 'Tells subscribers that other limits than those of the plan hold.';
    revoke execute on function app.add_live_event, app.tell_subscribers, app.tell_overrides from public;

    create trigger memberships_tell_subscribers after insert or delete or update of role on memberships
      for each row execute function app.tell_subscribers('member', '{"role": "role"}');
    create trigger invitations_tell_subscribers after insert or delete or update of email, role, status, expires_at
      on invitations for each row execute function app.tell_subscribers('invitation',
        '{"email": "email", "role": "role", "status": "status", "expires_at": "expiresAt"}');
    create trigger labels_tell_subscribers after insert or delete or update of name, color on labels
      for each row execute function app.tell_subscribers('label', '{"name": "name", "color": "color"}');
    create trigger organizations_tell_subscribers after update of name, slug, plan_code, status, suspended_at,
      suspended_by, suspension_reason, suspended_until, archive_reason, deletes_at on organizations
      for each row execute function app.tell_subscribers('organization', '{"name": "name", "slug": "slug",
        "plan_code": "plan", "status": "status", "suspended_at": "suspension", "suspended_by": "suspension",
        "suspension_reason": "suspension", "suspended_until": "suspension", "archive_reason": "archiveReason",
        "deletes_at": "deletesAt"}');
    create trigger organization_overrides_tell_subscribers after insert or update or delete on organization_overrides
      for each row execute function app.tell_overrides();
  `.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`
    drop trigger organization_overrides_tell_subscribers on organization_overrides;
    drop trigger organizations_tell_subscribers on organizations;
    drop trigger labels_tell_subscribers on labels;
    drop trigger invitations_tell_subscribers on invitations;
    drop trigger memberships_tell_subscribers on memberships;
    drop function app.tell_overrides;
    drop function app.tell_subscribers;
    create or replace function app.publish_event(kind text, payload jsonb) returns void
    language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
    declare message text;
    begin
      if app.organization_id() is null then raise insufficient_privilege using message = 'no organization'; end if;
      message := jsonb_build_object('organizationId', app.organization_id(), 'kind', kind, 'changes', payload,
        'transaction', pg_current_xact_id()::text)::text;
      insert into live_events (payload) values (message);
      perform pg_notify('polity_events', message);
    end $$;
    drop function app.add_live_event;
  `.execute(db);
}
