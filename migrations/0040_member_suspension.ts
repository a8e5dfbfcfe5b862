import { sql, type Kysely } from 'kysely';

/**
 * Suspended members. `app.membership_holds` is the one definition of a membership that counts; whatever decides by
 * memberships who may see, do or hear something asks it. The columns have names that no other table has: the previous
 * release names `suspended_until` of organizations without its table.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table memberships
      add column member_suspended_at timestamptz,
      add column member_suspended_until timestamptz,
      add column member_suspension_reason text check (char_length(member_suspension_reason) <= 500),
      add column member_suspended_by_id uuid references users on delete set null,
      add constraint memberships_suspension_check check (member_suspended_at is not null
        or member_suspended_until is null and member_suspension_reason is null and member_suspended_by_id is null);
    create index memberships_suspended_by on memberships (member_suspended_by_id) where member_suspended_by_id is not null;
    create index memberships_suspended_until on memberships (member_suspended_until) where member_suspended_until is not null;

    create function app.membership_holds(suspended_at timestamptz, suspended_until timestamptz) returns boolean
    language sql stable parallel safe as
      $$ select suspended_at is null or coalesce(suspended_until <= now(), false) $$;
    comment on function app.membership_holds is
      'Whether a membership counts now. A suspension whose end has passed is over, without a job having run.';

    create function app.is_suspended_member(organization uuid, person uuid) returns boolean
    language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
      select exists (select from memberships m
        where m.organization_id = organization and m.user_id = person
          and not app.membership_holds(m.member_suspended_at, m.member_suspended_until)) $$;
    comment on function app.is_suspended_member is 'Whether the person is a member who is suspended now.';

    create function app.inviter_is_suspended(organization uuid, inviter uuid, key uuid) returns boolean
    language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
      select app.is_suspended_member(organization, coalesce(inviter, (
        select k.created_by_id from api_keys k where k.organization_id = organization and k.id = key))) $$;
    comment on function app.inviter_is_suspended is
      'Whether an invitation cannot be accepted because who sent it, or made the key that did, is suspended now.';

    create function app.membership_suspended() returns trigger
    language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
    begin
      -- Sockets of theirs, and of the keys that they made or know, close once this commits.
      perform pg_notify('polity_events', json_build_object('organizationId', new.organization_id, 'kind', 'access',
          'changes', json_build_array(json_build_object('type', 'UPDATED', 'id', id, 'projectIds', '[]'::json,
            'changedFields', '[]'::json)))::text)
        from (select new.user_id as id
          union select k.id from api_keys k
            where k.organization_id = new.organization_id and k.created_by_id = new.user_id
          union select s.api_key_id from api_key_secrets s
            where s.organization_id = new.organization_id and s.seen_by_id = new.user_id) as closed;
      return null;
    end $$;
    create trigger memberships_suspended after insert or update of member_suspended_at, member_suspended_until on memberships
      for each row when (not app.membership_holds(new.member_suspended_at, new.member_suspended_until))
      execute function app.membership_suspended();
    drop trigger memberships_tell_subscribers on memberships;
    create trigger memberships_tell_subscribers after insert or delete
      or update of role, member_suspended_at, member_suspended_until, member_suspension_reason on memberships
      for each row execute function app.tell_subscribers('member', '{"role": "role", "member_suspended_at": "status",
        "member_suspended_until": "suspension", "member_suspension_reason": "suspension"}');

    create function app.require_unsuspended_assignee() returns trigger
    language plpgsql set search_path = pg_catalog, public, pg_temp as $$
    begin
      if app.is_suspended_member(new.organization_id, new.assignee_id) then
        raise foreign_key_violation using message = 'the assignee is suspended', constraint = 'tasks_assignee_fkey';
      end if;
      return null;
    end $$;
    create trigger tasks_assignee_holds after insert on tasks for each row
      when (new.assignee_id is not null) execute function app.require_unsuspended_assignee();
    create trigger tasks_new_assignee_holds after update of assignee_id on tasks for each row
      when (new.assignee_id is distinct from old.assignee_id and new.assignee_id is not null)
      execute function app.require_unsuspended_assignee();

    create function app.require_unsuspended_mention() returns trigger
    language plpgsql set search_path = pg_catalog, public, pg_temp as $$
    begin
      if app.is_suspended_member(new.organization_id, new.user_id) then
        raise foreign_key_violation using message = 'the member is suspended', constraint = 'comment_mentions_member_fkey';
      end if;
      return null;
    end $$;
    create trigger comment_mentions_hold after insert on comment_mentions for each row
      execute function app.require_unsuspended_mention();

    revoke execute on function app.membership_holds, app.is_suspended_member, app.inviter_is_suspended, app.membership_suspended,
      app.require_unsuspended_assignee, app.require_unsuspended_mention from public;
    grant execute on function app.membership_holds, app.is_suspended_member, app.inviter_is_suspended to polity_serving, polity_system;
  `.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`
    drop trigger comment_mentions_hold on comment_mentions;
    drop trigger tasks_new_assignee_holds on tasks;
    drop trigger tasks_assignee_holds on tasks;
    drop trigger memberships_tell_subscribers on memberships;
    create trigger memberships_tell_subscribers after insert or delete or update of role on memberships
      for each row execute function app.tell_subscribers('member', '{"role": "role"}');
    drop trigger memberships_suspended on memberships;
    drop function app.require_unsuspended_mention, app.require_unsuspended_assignee, app.membership_suspended;
    drop function app.inviter_is_suspended, app.is_suspended_member;
    alter table memberships drop constraint memberships_suspension_check,
      drop column member_suspended_by_id, drop column member_suspension_reason,
      drop column member_suspended_until, drop column member_suspended_at;
    drop function app.membership_holds;
  `.execute(db);
}
