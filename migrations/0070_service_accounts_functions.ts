import { type Kysely, sql } from 'kysely';
import { rewriteFunctions } from '../src/database/rewrite-functions.ts';

/**
 * Functions and triggers of service accounts. An API key acts for its owner. When somebody leaves who was shown the secret
 * of a service account's key, the account works on: the secret ends later, and the responsible contact is told.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const [before, after] of edits) await rewriteFunctions(db, before, after);
  await sql`
    insert into permissions (name, min_role) values ('serviceAccount.manage', 'ADMIN');

    create function app.is_service_account(account uuid) returns boolean
    language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
      select exists (select from users u where u.id = account and u.kind = 'SERVICE') $$;
    revoke execute on function app.is_service_account(uuid) from public;

    create function app.mark_service_account() returns trigger
    language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
    begin
      select u.kind into new.kind from users u where u.id = new.user_id;
      new.kind := coalesce(new.kind, 'PERSON');
      if new.kind = 'SERVICE' and exists (select from memberships m where m.user_id = new.user_id) then
        raise check_violation using message = 'a service account belongs to one organization';
      end if;
      return new;
    end $$;
    comment on function app.mark_service_account() is 'Trigger: notes whether the new member is a service account.';
    create trigger memberships_mark_service before insert on memberships
      for each row execute function app.mark_service_account();

    create function app.delete_service_account() returns trigger
    language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
    begin
      delete from users u where u.id = old.user_id and u.kind = 'SERVICE';
      return null;
    end $$;
    comment on function app.delete_service_account() is
      'Trigger: a service account ends with its membership, after its keys were revoked.';
    create trigger memberships_service_ended after delete on memberships for each row
      when (old.kind = 'SERVICE') execute function app.delete_service_account();

    create function app.miss_contact() returns trigger
    language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
    begin
      perform graphile_worker.add_job('tell-missing-contact', json_build_object('organizationId', missed.organization_id,
            'id', uuidv7(), 'userIds', missed.accounts),
          flags => array[missed.organization_id::text], max_attempts => 12)
        from (select changed.organization_id, array_agg(changed.user_id) as accounts
          from before join changed on changed.id = before.id
          where before.responsible_id is not null and changed.responsible_id is null
            and exists (select from organizations o where o.id = changed.organization_id)
          group by changed.organization_id) as missed;
      return null;
    end $$;
    comment on function app.miss_contact() is
      'Trigger: the responsible contact of service accounts has left. One job tells of all.';
    create trigger memberships_miss_contact after update on memberships
      referencing old table as before new table as changed for each statement execute function app.miss_contact();
    revoke execute on function app.mark_service_account(), app.delete_service_account(), app.miss_contact() from public;

    create function app.force_rolls(organization uuid, member uuid, remaining text, remaining_permissions text[],
      cause text) returns void
    language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
    declare
      origin jsonb := coalesce(nullif(current_setting('app.origin', true), '')::jsonb, '{}');
      actor uuid := coalesce(app.user_id(), (origin ->> 'actorId')::uuid);
      keys uuid[];
    begin
      with known as (
        -- Security: whoever knows a secret with MEMBERS_WRITE could come back with it, or become an administrator.
        select s.hash, k.id, s.expires_at is null or s.expires_at = k.roll_due_at as is_newest,
            least(s.expires_at, now() + make_interval(secs =>
              case when k.scopes @> '{MEMBERS_WRITE}' then 0 else k.departure_overlap_seconds end)) as ends_at
          from api_key_secrets s
            join api_keys k on k.organization_id = s.organization_id and k.id = s.api_key_id
            join memberships m on m.organization_id = k.organization_id and m.user_id = k.owner_id
          where s.organization_id = organization and s.seen_by_id = member and coalesce(s.expires_at > now(), true)
            and k.revoked_at is null and m.kind = 'SERVICE' and m.user_id <> member
            and not (app.may_keep_key(k.role, k.scopes, remaining, remaining_permissions) and (remaining = 'OWNER'
              or remaining_permissions @> app.permissions_of(k.role, app.custom_permissions(organization, m.role_id))))),
      ended as (
        update api_key_secrets s set expires_at = known.ends_at from known
          where s.organization_id = organization and s.hash = known.hash and s.expires_at is distinct from known.ends_at
          returning known.id, known.is_newest, known.ends_at),
      due as (
        update api_keys k set roll_due_at = ended.ends_at from ended
          where k.organization_id = organization and k.id = ended.id and ended.is_newest),
      recorded as (
        insert into audit_events (organization_id, actor_id, action, target_type, target_id, after, ip_address, user_agent, request_id)
          select organization, actor, case when is_newest then 'api_key.roll_forced' else 'api_key.secrets_expired' end,
            'ApiKey', id, jsonb_build_object('cause', cause, 'userId', member,
              case when is_newest then 'rollDueAt' else 'expiresAt' end, ends_at),
            origin ->> 'ipAddress', origin ->> 'userAgent', origin ->> 'requestId'
          from (select id, is_newest, min(ends_at) as ends_at from ended group by id, is_newest) as events),
      closed as (
        -- Sockets of secrets that have ended close once this commits.
        select pg_notify('polity_events', json_build_object('organizationId', organization, 'kind', 'access',
            'changes', json_build_array(json_build_object('type', 'UPDATED', 'id', id, 'projectIds', '[]'::json,
              'changedFields', '[]'::json)))::text)
          from (select distinct id from ended where ends_at <= now()) as gone)
      select array_agg(id) filter (where is_newest) into keys from ended left join (select count(*) from closed) as told on true;
      if keys is not null then
        perform graphile_worker.add_job('tell-forced-roll', json_build_object('organizationId', organization,
            'id', uuidv7(), 'apiKeyIds', keys),
          flags => array[organization::text], max_attempts => 12);
      end if;
    end $$;
    comment on function app.force_rolls(uuid, uuid, text, text[], text) is
      'Ends the secrets of service accounts'' keys that somebody was shown who no longer may, after the key''s overlap.';
    revoke execute on function app.force_rolls(uuid, uuid, text, text[], text) from public;

    create function app.create_service_account(name text, description text, role text, role_id uuid, responsible uuid) returns uuid
    language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
    declare
      account uuid;
    begin
      if app.organization_id() is null then
        raise insufficient_privilege using message = 'a service account belongs to an organization';
      end if;
      insert into users (kind, full_name, bio, password_hash) values ('SERVICE', name, description, '*service*') returning id into account;
      insert into memberships (organization_id, user_id, role, role_id, responsible_id)
        values (app.organization_id(), account, role, role_id, responsible);
      return account;
    end $$;
    comment on function app.create_service_account(text, text, text, uuid, uuid) is
      'Creates a service account in the request''s organization, and returns its user id.';

    create function app.update_service_account(account uuid, name text, description text) returns void
    language sql security definer set search_path = pg_catalog, public, pg_temp as $$
      update users u set full_name = name, bio = description
        where u.id = account and u.kind = 'SERVICE' and exists (select from memberships m
          where m.organization_id = app.organization_id() and m.user_id = account) $$;
    comment on function app.update_service_account(uuid, text, text) is
      'Renames a service account of the request''s organization.';
    revoke execute on function app.create_service_account(text, text, text, uuid, uuid),
      app.update_service_account(uuid, text, text) from public;
    grant execute on function app.create_service_account(text, text, text, uuid, uuid),
      app.update_service_account(uuid, text, text) to polity_serving, polity_system;
  `.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`
    drop trigger memberships_miss_contact on memberships;
    drop trigger memberships_service_ended on memberships;
    drop trigger memberships_mark_service on memberships;
    drop function app.update_service_account(uuid, text, text), app.create_service_account(text, text, text, uuid, uuid),
      app.force_rolls(uuid, uuid, text, text[], text), app.miss_contact(), app.delete_service_account(),
      app.mark_service_account(), app.is_service_account(uuid);
    delete from permissions where name = 'serviceAccount.manage';
  `.execute(db);
  for (const [before, after] of edits.toReversed()) await rewriteFunctions(db, after, before);
}

/** Parts of functions, and what takes their place. Each is undone by the reverse. */
const edits: [before: string, after: string][] = [
  // Security: an earlier release rolls the key of a service account for anybody who may manage keys.
  [
    'and m.role_id is null and not exists (select from memberships w\n',
    `and u.kind = 'PERSON' and m.role_id is null and not exists (select from memberships w\n`,
  ],
  // A key acts for its owner.
  ['k.created_by_id', 'k.owner_id'],
  [
    'than its creator can now, and nothing when its creator is gone.',
    'than its owner can now, and nothing when its owner is gone.',
  ],
  // A service account works on while somebody is suspended who was shown its secret: the secret ends, as when they leave.
  [
    'and not app.is_suspended_member(k.organization_id, s.seen_by_id)',
    `and (u.kind = 'SERVICE' or not app.is_suspended_member(k.organization_id, s.seen_by_id))`,
  ],
  [
    'case when s.seen_by_id <> k.owner_id then (',
    `case when u.kind = 'PERSON' and s.seen_by_id <> k.owner_id then (`,
  ],
  // Security: nobody signs in as a service account.
  ['join users u on u.id = s.user_id\n', `join users u on u.id = s.user_id and u.kind = 'PERSON'\n`],
  // Somebody who leaves takes the keys of service accounts not with them, but what they were shown of them.
  [
    'and k.id = any(known) and k.revoked_at is null\n',
    `and k.id = any(known) and k.revoked_at is null
            and (k.owner_id = member or not app.is_service_account(k.owner_id))\n`,
  ],
  [
    'and k.organization_id = organization and k.id = s.api_key_id and k.revoked_at is null\n',
    `and k.organization_id = organization and k.id = s.api_key_id and k.revoked_at is null
            and not app.is_service_account(k.owner_id)\n`,
  ],
  // A service account manages no keys: it keeps those that its lower role still includes.
  [
    `and not app.may_keep_key(k.role, k.scopes, remaining, remaining_permissions)
          returning k.id)\n`,
    `and not case when k.role <> 'MEMBER' and remaining <> 'MEMBER' and app.is_service_account(k.owner_id)
              then app.may_keep_key('MEMBER', k.scopes, remaining, remaining_permissions)
              else app.may_keep_key(k.role, k.scopes, remaining, remaining_permissions) end
          returning k.id)\n`,
  ],
  [
    '      -- Sockets of theirs, and of those keys, close once this commits.\n',
    `      perform app.force_rolls(organization, member, remaining, remaining_permissions, cause);

      -- Sockets of theirs, and of those keys, close once this commits.\n`,
  ],
  [
    '      -- Sockets of theirs, and of the keys that they made or know, close once this commits.\n',
    `      perform app.force_rolls(new.organization_id, new.user_id, null, null, 'MEMBER_SUSPENDED');
      -- Sockets of theirs, and of the keys that they made or know, close once this commits.\n`,
  ],
  // Only people are notified.
  [
    `join users u on u.id = m.user_id and app.effective_status(u.status, u.status_until) = 'ACTIVE'\n`,
    `join users u on u.id = m.user_id and u.kind = 'PERSON' and app.effective_status(u.status, u.status_until) = 'ACTIVE'\n`,
  ],
];
