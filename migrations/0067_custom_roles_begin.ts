import { type Kysely, sql } from 'kysely';

/**
 * Functions and triggers of custom roles.
 *
 * `app.begin_request` with the impersonator before `with_limits` is the new one: it returns the permissions of a custom
 * role, and the settings on which permissions depend. The other ones are for earlier releases.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create function app.permissions_of(role text, custom text[]) returns text[]
    language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
      select coalesce(custom, array(select p.name from permissions p where p.min_role = any (case permissions_of.role
        when 'OWNER' then '{OWNER,ADMIN,MEMBER}'::text[] when 'ADMIN' then '{ADMIN,MEMBER}' else '{MEMBER}' end))) $$;
    comment on function app.permissions_of(text, text[]) is
      'The permissions of a custom role, if they are given, or of the built-in role.';

    create function app.custom_permissions(organization uuid, role_id uuid) returns text[]
    language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
      select case when role_id is not null then coalesce((select r.permissions from organization_roles r
        where r.organization_id = organization and r.id = role_id), '{}') end $$;
    comment on function app.custom_permissions(uuid, uuid) is
      'The permissions of a custom role; null without one, and none for one that does not exist.';

    create function app.may_keep_key(key_role text, scopes text[], remaining text, permissions text[]) returns boolean
    language sql immutable as $$
      select case when remaining is null then false when remaining = 'OWNER' then true else
        not scopes @> '{MEMBERS_WRITE}'
        and (key_role = 'MEMBER' or remaining <> 'MEMBER' and permissions @> '{apiKey.manage}')
        and (not scopes @> '{USAGE_WRITE}' or permissions @> '{usage.record}')
        and (not scopes @> '{CREDITS_WRITE}' or permissions @> '{credit.spend}') end $$;
    comment on function app.may_keep_key(text, text[], text, text[]) is
      'Whether somebody whose role and permissions become these keeps such an API key.';
    revoke execute on function app.permissions_of(text, text[]), app.custom_permissions(uuid, uuid),
      app.may_keep_key(text, text[], text, text[]) from public;
  `.execute(db);
  await sql.raw(limitAuthority).execute(db);
  await sql`
    create or replace function app.end_authority(organization uuid, member uuid, remaining text, cause text) returns void
    language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
    begin
      perform app.limit_authority(organization, member, remaining,
        case when remaining is not null then app.permissions_of(remaining, null) end, cause);
    end $$;

    create or replace function app.membership_ended() returns trigger
    language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
    declare
      before text[];
      after text[];
    begin
      if tg_op = 'DELETE' then
        perform app.limit_authority(old.organization_id, old.user_id, null, null, 'MEMBER_LEFT');
        return null;
      end if;
      before := app.permissions_of(old.role, app.custom_permissions(old.organization_id, old.role_id));
      after := app.permissions_of(new.role, app.custom_permissions(new.organization_id, new.role_id));
      if not after @> before then
        perform app.limit_authority(new.organization_id, new.user_id, new.role, after, 'MEMBER_DEMOTED');
      end if;
      return null;
    end $$;
    create or replace trigger memberships_lower_authority after update of role, role_id on memberships for each row
      when (old.role is distinct from new.role or old.role_id is distinct from new.role_id)
      execute function app.membership_ended();

    create function app.leave_custom_role() returns trigger
    language plpgsql set search_path = pg_catalog, public, pg_temp as $$
    begin
      new.role_id := null;
      return new;
    end $$;
    comment on function app.leave_custom_role() is
      'Trigger: a statement that changes only the built-in role, such as one of an earlier release, ends the custom one.';
    create trigger memberships_leave_role before update of role on memberships for each row
      when (old.role is distinct from new.role and old.role_id is not distinct from new.role_id
        and new.role_id is not null)
      execute function app.leave_custom_role();
    revoke execute on function app.leave_custom_role() from public;

    create function app.role_narrowed() returns trigger
    language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
    declare holder uuid;
    begin
      -- Most holders have set up nothing.
      for holder in
        select m.user_id from memberships m
        where m.organization_id = new.organization_id and m.role_id = new.id and (
          exists (select from api_keys k where k.organization_id = m.organization_id and k.created_by_id = m.user_id)
          or exists (select from api_key_secrets s
            where s.organization_id = m.organization_id and s.seen_by_id = m.user_id)
          or exists (select from invitations i
            where i.organization_id = m.organization_id and i.invited_by_id = m.user_id and i.status = 'PENDING')
          or exists (select from webhook_endpoints w
            where w.organization_id = m.organization_id and w.secret_seen_by_id = m.user_id))
      loop
        perform app.limit_authority(new.organization_id, holder, new.based_on, new.permissions, 'ROLE_NARROWED');
      end loop;
      return null;
    end $$;
    comment on function app.role_narrowed() is
      'Trigger: lowers what the holders of a role have set up to what they may still do.';
    create trigger organization_roles_narrowed after update of permissions on organization_roles for each row
      when (not new.permissions @> old.permissions) execute function app.role_narrowed();
    revoke execute on function app.role_narrowed() from public;

    create or replace trigger memberships_tell_subscribers
      after insert or delete or update of role, role_id, member_suspended_at, member_suspended_until,
        member_suspension_reason on memberships
      for each row execute function app.tell_subscribers('member', '{"role": "role", "role_id": "assignedRole",
        "member_suspended_at": "status", "member_suspended_until": "suspension",
        "member_suspension_reason": "suspension"}');
    create or replace trigger invitations_tell_subscribers
      after insert or delete or update of email, role, role_id, status, expires_at on invitations
      for each row execute function app.tell_subscribers('invitation', '{"email": "email", "role": "role",
        "role_id": "assignedRole", "status": "status", "expires_at": "expiresAt", "invited_by_id": "invitedBy"}');
    create or replace trigger organizations_tell_subscribers
      after update of name, slug, plan_code, plan_version, status, suspended_at, suspended_by, suspension_reason,
        suspended_until, archive_reason, deletes_at, admins_grant_admin, members_see_all_projects, members_invite
        on organizations
      for each row execute function app.tell_subscribers('organization', '{"name": "name", "slug": "slug",
        "plan_code": "plan", "plan_version": "plan", "status": "status", "suspended_at": "suspension", "suspended_by": "suspension",
        "suspension_reason": "suspension", "suspended_until": "suspension", "archive_reason": "archiveReason",
        "deletes_at": "deletesAt", "admins_grant_admin": "settings", "members_see_all_projects": "settings",
        "members_invite": "settings"}');
  `.execute(db);
  await sql
    .raw(
      acceptInvitation({
        column: ', invitations.role_id',
        target: ', role_id',
        value: ', i.role_id',
        audited: `jsonb_strip_nulls(jsonb_build_object('userId', app.user_id(), 'role', i.role, 'roleId', i.role_id,
                'invitationId', i.id))`,
      }),
    )
    .execute(db);
  await sql.raw(announceJoining(`, 'roleId', m.role_id`)).execute(db);
  await sql.raw(beginRequest('former', true)).execute(db);
  await sql.raw(beginRequest('present')).execute(db);
  await sql`
    revoke execute on function app.begin_request(uuid, uuid, integer, bytea, uuid, boolean) from public;
    grant execute on function app.begin_request(uuid, uuid, integer, bytea, uuid, boolean) to polity_serving, polity_system;
    comment on function app.begin_request(uuid, uuid, integer, bytea, uuid, boolean) is
      'Identifies the caller of a request, by session or API key, and its access to the organization. Sets the variables of row-level security, only to verified values. Returns one row; without with_limits its limits are null, and so are the permissions of a built-in role. With an impersonator: for the session in which this platform administrator acts as a user.';
    comment on function app.begin_request(uuid, uuid, integer, bytea, boolean) is
      'For earlier releases. They know no custom roles: who has one, and API keys of theirs, find no organization.';
  `.execute(db);
}

/** Without custom roles, their holders keep the least: the role MEMBER. Invitations that grant them are revoked. */
export async function down(db: Kysely<unknown>): Promise<void> {
  await sql.raw(beginRequest('former')).execute(db);
  await sql.raw(announceJoining()).execute(db);
  await sql.raw(acceptInvitation()).execute(db);
  await sql.raw(endAuthority).execute(db);
  await sql`
    comment on function app.begin_request(uuid, uuid, integer, bytea, boolean) is
      'Identifies the caller of a request, by session or API key, and its access to the organization. Sets the variables of row-level security, only to verified values. Returns one row; without with_limits its limits are null.';
    drop function app.begin_request(uuid, uuid, integer, bytea, uuid, boolean);

    create or replace trigger organizations_tell_subscribers
      after update of name, slug, plan_code, plan_version, status, suspended_at, suspended_by, suspension_reason,
        suspended_until, archive_reason, deletes_at on organizations
      for each row execute function app.tell_subscribers('organization', '{"name": "name", "slug": "slug",
        "plan_code": "plan", "plan_version": "plan", "status": "status", "suspended_at": "suspension", "suspended_by": "suspension",
        "suspension_reason": "suspension", "suspended_until": "suspension", "archive_reason": "archiveReason",
        "deletes_at": "deletesAt"}');
    create or replace trigger invitations_tell_subscribers
      after insert or delete or update of email, role, status, expires_at on invitations
      for each row execute function app.tell_subscribers('invitation', '{"email": "email", "role": "role",
        "status": "status", "expires_at": "expiresAt", "invited_by_id": "invitedBy"}');
    create or replace trigger memberships_tell_subscribers
      after insert or delete or update of role, member_suspended_at, member_suspended_until, member_suspension_reason
        on memberships
      for each row execute function app.tell_subscribers('member', '{"role": "role", "member_suspended_at": "status",
        "member_suspended_until": "suspension", "member_suspension_reason": "suspension"}');

    update invitations set status = 'REVOKED' where role_id is not null and status in ('PENDING', 'EXPIRED');
    update memberships set role = 'MEMBER', role_id = null where role_id is not null;

    create or replace function app.membership_ended() returns trigger
    language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
    begin
      if tg_op = 'DELETE' then
        perform app.end_authority(old.organization_id, old.user_id, null, 'MEMBER_LEFT');
      else
        perform app.end_authority(new.organization_id, new.user_id, new.role, 'MEMBER_DEMOTED');
      end if;
      return null;
    end $$;
    create or replace trigger memberships_lower_authority after update of role on memberships for each row
      when (old.role = 'OWNER' and new.role <> 'OWNER' or old.role = 'ADMIN' and new.role = 'MEMBER')
      execute function app.membership_ended();

    drop trigger organization_roles_narrowed on organization_roles;
    drop function app.role_narrowed();
    drop trigger memberships_leave_role on memberships;
    drop function app.leave_custom_role();
    drop function app.limit_authority(uuid, uuid, text, text[], text);
    drop function app.may_keep_key(text, text[], text, text[]);
    drop function app.custom_permissions(uuid, uuid);
    drop function app.permissions_of(text, text[]);
  `.execute(db);
}

const begin = `language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$`;

const limitAuthority = `
    create function app.limit_authority(organization uuid, member uuid, remaining text, remaining_permissions text[],
      cause text) returns void
    ${begin}
    declare
      -- What the request says of itself; operators and jobs say nothing.
      origin jsonb := coalesce(nullif(current_setting('app.origin', true), '')::jsonb, '{}');
      actor uuid := coalesce(app.user_id(), (origin ->> 'actorId')::uuid);
      known uuid[];
      ended uuid[];
      closed uuid[];
      exposed uuid[];
    begin
      -- The organization is being deleted, and everything goes with it.
      if not exists (select from organizations o where o.id = organization) then return; end if;

      -- The keys that the member made, or of which they were shown a secret.
      select coalesce(array_agg(k.id), '{}') into known from api_keys k
        where k.organization_id = organization and (k.created_by_id = member or exists (
          select from api_key_secrets s
          where s.organization_id = organization and s.api_key_id = k.id and s.seen_by_id = member));
      -- A key belongs to who made it and to who was shown its latest secret.
      with gone as (
        update api_keys k set revoked_at = clock_timestamp()
          where k.organization_id = organization and k.id = any(known) and k.revoked_at is null
            and (k.created_by_id = member or exists (
              select from api_key_secrets s
              where s.organization_id = organization and s.api_key_id = k.id and s.seen_by_id = member
                and s.expires_at is null))
            and not app.may_keep_key(k.role, k.scopes, remaining, remaining_permissions)
          returning k.id)
      select coalesce(array_agg(id), '{}') into ended from gone;

      -- Earlier secrets of other keys, which still work beside a newer one.
      with expired_secrets as (
        update api_key_secrets s set expires_at = now() from api_keys k
          where s.organization_id = organization and s.seen_by_id = member and s.expires_at > now()
            and k.organization_id = organization and k.id = s.api_key_id and k.revoked_at is null
            and not app.may_keep_key(k.role, k.scopes, remaining, remaining_permissions)
          returning s.api_key_id),
      recorded as (
        insert into audit_events (organization_id, actor_id, action, target_type, target_id, after, ip_address, user_agent, request_id)
          select organization, actor, action, 'ApiKey', id, jsonb_build_object('cause', cause, 'userId', member),
            origin ->> 'ipAddress', origin ->> 'userAgent', origin ->> 'requestId'
          from (select 'api_key.revoked' as action, unnest(ended) as id
            union all select distinct 'api_key.secrets_expired', api_key_id from expired_secrets) events
          returning target_id)
      select coalesce(array_agg(target_id), '{}') into closed from recorded;

      with revoked as (
        update invitations i set status = 'REVOKED'
          where i.organization_id = organization and i.status = 'PENDING'
            and (i.invited_by_id = member or i.api_key_id = any(known))
            and not coalesce(remaining = 'OWNER' or remaining_permissions && '{invitation.manage,member.add}'
              and remaining_permissions @> app.permissions_of(i.role, app.custom_permissions(organization, i.role_id)), false)
          returning i.id, i.role, i.role_id)
      insert into audit_events (organization_id, actor_id, action, target_type, target_id, after, ip_address, user_agent, request_id)
        select organization, actor, 'invitation.revoked', 'Invitation', id,
          jsonb_strip_nulls(jsonb_build_object('role', role, 'roleId', role_id, 'cause', cause, 'userId', member)),
          origin ->> 'ipAddress', origin ->> 'userAgent', origin ->> 'requestId'
        from revoked;

      -- A secret goes on signing: what receivers verify must not fail because somebody left.
      with flagged as (
        update webhook_endpoints w set secret_rotation_advised_at = clock_timestamp()
          where w.organization_id = organization and w.secret_rotation_advised_at is null
            and not coalesce(remaining_permissions @> '{webhook.manage}', false)
            and (w.secret_seen_by_id = member or w.secret_seen_by_key_id = any(known))
          returning w.id),
      recorded as (
        insert into audit_events (organization_id, actor_id, action, target_type, target_id, after, ip_address, user_agent, request_id)
          select organization, actor, 'webhook_endpoint.rotation_advised', 'WebhookEndpoint', id,
            jsonb_build_object('cause', cause, 'userId', member),
            origin ->> 'ipAddress', origin ->> 'userAgent', origin ->> 'requestId'
          from flagged)
      select array_agg(id) into exposed from flagged;
      if exposed is not null then
        perform graphile_worker.add_job('advise-secret-rotation', json_build_object('organizationId', organization,
            'id', uuidv7(), 'endpointIds', exposed, 'userId', member),
          flags => array[organization::text], max_attempts => 12);
      end if;

      -- Sockets of theirs, and of those keys, close once this commits.
      perform pg_notify('polity_events', json_build_object('organizationId', organization, 'kind', 'access',
          'changes', json_build_array(json_build_object('type', 'UPDATED', 'id', id, 'projectIds', '[]'::json,
            'changedFields', '[]'::json)))::text)
        from unnest(member || closed) as id;
    end $$;
    revoke execute on function app.limit_authority(uuid, uuid, text, text[], text) from public;
    grant execute on function app.limit_authority(uuid, uuid, text, text[], text) to polity_system;
    comment on function app.limit_authority(uuid, uuid, text, text[], text) is
      'Ends or lowers what somebody set up in an organization to what they may do with the remaining role and its permissions; null is none. docs/departures.md lists what that is.'`;

/** Of the time before custom roles. */
const endAuthority = `
    create or replace function app.end_authority(organization uuid, member uuid, remaining text, cause text) returns void
    ${begin}
    declare
      -- What the request says of itself; operators and jobs say nothing.
      origin jsonb := coalesce(nullif(current_setting('app.origin', true), '')::jsonb, '{}');
      actor uuid := coalesce(app.user_id(), (origin ->> 'actorId')::uuid);
      known uuid[];
      ended uuid[];
      closed uuid[];
      exposed uuid[];
    begin
      -- The organization is being deleted, and everything goes with it.
      if not exists (select from organizations o where o.id = organization) then return; end if;

      -- The keys that the member made, or of which they were shown a secret.
      select coalesce(array_agg(k.id), '{}') into known from api_keys k
        where k.organization_id = organization and (k.created_by_id = member or exists (
          select from api_key_secrets s
          where s.organization_id = organization and s.api_key_id = k.id and s.seen_by_id = member));
      -- A key belongs to who made it and to who was shown its latest secret.
      with gone as (
        update api_keys k set revoked_at = clock_timestamp()
          where k.organization_id = organization and k.id = any(known) and k.revoked_at is null
            and (k.created_by_id = member or exists (
              select from api_key_secrets s
              where s.organization_id = organization and s.api_key_id = k.id and s.seen_by_id = member
                and s.expires_at is null))
            and case remaining
              when 'OWNER' then false
              when 'ADMIN' then k.scopes @> '{MEMBERS_WRITE}'
              when 'MEMBER' then k.role <> 'MEMBER' or k.scopes && '{MEMBERS_WRITE,USAGE_WRITE,CREDITS_WRITE}'
              else true end
          returning k.id)
      select coalesce(array_agg(id), '{}') into ended from gone;

      -- Earlier secrets of other keys, which still work beside a newer one.
      with expired_secrets as (
        update api_key_secrets s set expires_at = now() from api_keys k
          where s.organization_id = organization and s.seen_by_id = member and s.expires_at > now()
            and k.organization_id = organization and k.id = s.api_key_id and k.revoked_at is null
            and case remaining
              when 'OWNER' then false
              when 'ADMIN' then k.scopes @> '{MEMBERS_WRITE}'
              when 'MEMBER' then k.role <> 'MEMBER' or k.scopes && '{MEMBERS_WRITE,USAGE_WRITE,CREDITS_WRITE}'
              else true end
          returning s.api_key_id),
      recorded as (
        insert into audit_events (organization_id, actor_id, action, target_type, target_id, after, ip_address, user_agent, request_id)
          select organization, actor, action, 'ApiKey', id, jsonb_build_object('cause', cause, 'userId', member),
            origin ->> 'ipAddress', origin ->> 'userAgent', origin ->> 'requestId'
          from (select 'api_key.revoked' as action, unnest(ended) as id
            union all select distinct 'api_key.secrets_expired', api_key_id from expired_secrets) events
          returning target_id)
      select coalesce(array_agg(target_id), '{}') into closed from recorded;

      with revoked as (
        update invitations i set status = 'REVOKED'
          where i.organization_id = organization and i.status = 'PENDING'
            and (i.invited_by_id = member or i.api_key_id = any(known))
            and case remaining when 'OWNER' then false when 'ADMIN' then i.role = 'OWNER' else true end
          returning i.id, i.role)
      insert into audit_events (organization_id, actor_id, action, target_type, target_id, after, ip_address, user_agent, request_id)
        select organization, actor, 'invitation.revoked', 'Invitation', id,
          jsonb_build_object('role', role, 'cause', cause, 'userId', member),
          origin ->> 'ipAddress', origin ->> 'userAgent', origin ->> 'requestId'
        from revoked;

      -- A secret goes on signing: what receivers verify must not fail because somebody left.
      with flagged as (
        update webhook_endpoints w set secret_rotation_advised_at = clock_timestamp()
          where w.organization_id = organization and w.secret_rotation_advised_at is null
            and coalesce(remaining, 'MEMBER') = 'MEMBER'
            and (w.secret_seen_by_id = member or w.secret_seen_by_key_id = any(known))
          returning w.id),
      recorded as (
        insert into audit_events (organization_id, actor_id, action, target_type, target_id, after, ip_address, user_agent, request_id)
          select organization, actor, 'webhook_endpoint.rotation_advised', 'WebhookEndpoint', id,
            jsonb_build_object('cause', cause, 'userId', member),
            origin ->> 'ipAddress', origin ->> 'userAgent', origin ->> 'requestId'
          from flagged)
      select array_agg(id) into exposed from flagged;
      if exposed is not null then
        perform graphile_worker.add_job('advise-secret-rotation', json_build_object('organizationId', organization,
            'id', uuidv7(), 'endpointIds', exposed, 'userId', member),
          flags => array[organization::text], max_attempts => 12);
      end if;

      -- Sockets of theirs, and of those keys, close once this commits.
      perform pg_notify('polity_events', json_build_object('organizationId', organization, 'kind', 'access',
          'changes', json_build_array(json_build_object('type', 'UPDATED', 'id', id, 'projectIds', '[]'::json,
            'changedFields', '[]'::json)))::text)
        from unnest(member || closed) as id;
    end $$`;

/** What a custom role adds to the statements. */
const acceptInvitation = ({
  column = '',
  target = '',
  value = '',
  audited = `jsonb_build_object('userId', app.user_id(), 'role', i.role, 'invitationId', i.id)`,
} = {}) => `
    create or replace function app.accept_invitation(token_hash bytea, ip_address text, user_agent text, request_id text)
      returns table (outcome text, organization_id uuid, membership_id uuid)
    ${begin}
    #variable_conflict use_column
    declare
      i record;
      organization_status text;
    begin
      select invitations.id, invitations.organization_id, invitations.email, invitations.role, invitations.status, invitations.expires_at, invitations.invited_by_id, invitations.api_key_id${column} into i from invitations where invitations.token_hash = accept_invitation.token_hash;
      -- The lock that everything takes which counts members; the invitation is read again behind it.
      select app.effective_status(o.status, o.suspended_until) into organization_status
        from organizations o where o.id = i.organization_id for no key update;
      select invitations.id, invitations.organization_id, invitations.email, invitations.role, invitations.status, invitations.expires_at, invitations.invited_by_id, invitations.api_key_id${column} into i from invitations where invitations.token_hash = accept_invitation.token_hash;
      organization_id := i.organization_id;
      select m.id into membership_id from memberships m
        where m.organization_id = i.organization_id and m.user_id = app.user_id();
      outcome := case
        when i.id is null or coalesce(organization_status, 'ARCHIVED') = 'ARCHIVED' then 'INVALID_TOKEN'
        when not exists (select from users u where u.id = app.user_id() and u.email = i.email) then 'OTHER_ADDRESS'
        -- Security: a suspended owner could have invited somebody who reinstates them.
        when app.is_suspended_member(i.organization_id, app.user_id())
          or app.inviter_is_suspended(i.organization_id, i.invited_by_id, i.api_key_id) then 'INVALID_TOKEN'
        when organization_status = 'SUSPENDED' then 'SUSPENDED'
        when i.status = 'ACCEPTED' and membership_id is not null then 'ACCEPTED'
        when i.status = 'EXPIRED' or i.status = 'PENDING' and i.expires_at <= now() then 'EXPIRED'
        when i.status <> 'PENDING' then 'INVALID_TOKEN'
        else 'ACCEPTED' end;
      if outcome = 'ACCEPTED' and i.status = 'PENDING' then
        update invitations set status = 'ACCEPTED' where invitations.organization_id = i.organization_id and id = i.id;
        update users set email_verified_at = coalesce(email_verified_at, clock_timestamp()) where id = app.user_id();
        if membership_id is null then
          insert into memberships (organization_id, user_id, role${target}) values (i.organization_id, app.user_id(), i.role${value})
            returning id into membership_id;
          insert into audit_events (organization_id, actor_id, action, target_type, target_id, after, ip_address, user_agent, request_id)
            values (i.organization_id, app.user_id(), 'member.added', 'Membership', membership_id,
              ${audited},
              accept_invitation.ip_address, accept_invitation.user_agent, accept_invitation.request_id);
        end if;
      end if;
      return next;
    end $$`;

const announceJoining = (more = '') => `
    create or replace function app.announce_joining(organization uuid) returns void
    language sql security definer set search_path = pg_catalog, public, pg_temp as $$
      select app.add_announcement(m.organization_id, jsonb_build_array(jsonb_build_object(
          'type', 'member.added', 'data', jsonb_build_object('userId', m.user_id, 'role', m.role${more}))), m.user_id)
        from memberships m
        where m.organization_id = organization and m.user_id = app.user_id() and m.created_at >= now() $$`;

/** A subquery, so that it costs nothing for a built-in role, and is read in the same snapshot as the membership. */
const permissionsOf = (member: string) => `case when ${member}.role_id is not null then coalesce((
              select r.permissions from organization_roles r
              where r.organization_id = ${member}.organization_id and r.id = ${member}.role_id), '{}') end`;

const former = `session uuid, organization uuid, statement_timeout integer, api_key_hash bytea,`;
const result = `user_id uuid, email text, full_name text, bio text, avatar_url text, user_status text, platform_admin boolean, user_created_at timestamp with time zone, user_updated_at timestamp with time zone, organization_id uuid, organization_status text, role text, api_key_id uuid, api_key_organization_id uuid, scopes text[], requests_per_minute integer, requests_per_month integer`;

const formerImpersonator = `            -- Security: a server of an earlier release takes the session of an administrator who acts as a user for the user's
            -- own. It does not name the administrator, and so finds no session.
            and s.impersonator_id is not distinct from nullif(current_setting('app.impersonator_id', true), '')::uuid`;

/** The function of earlier releases, `guarded` against custom roles if there are any, or the present one. */
function beginRequest(which: 'former' | 'present', guarded = false): string {
  const isPresent = which === 'present';
  const own = (text: string) => (isPresent ? text : '');
  const builtIn = guarded
    ? `
                and m.role_id is null`
    : '';
  const builtInKey = guarded
    ? `
            and m.role_id is null and not exists (select from memberships w
              where w.organization_id = k.organization_id and w.user_id = s.seen_by_id and w.role_id is not null)`
    : '';
  return `
    create or replace function app.begin_request(${former}
      ${isPresent ? 'impersonator uuid, with_limits boolean' : 'with_limits boolean'})
    returns table (${result}${own(', permissions text[], admins_grant_admin boolean, members_invite boolean')})
    ${begin}
    declare
      plan text; plan_version integer;${own(`
      witness text[];`)}
      admitted boolean;
      applied text;
    begin${own(`
      if impersonator is not null then applied := set_config('app.impersonator_id', impersonator::text, true); end if;`)}
      if api_key_hash is not null then
        -- A key can do no more than its creator can now, and nothing when its creator is gone.
        select k.id, k.organization_id, k.scopes,
            case when k.organization_id = coalesce(organization, k.organization_id) then k.organization_id end,
            case when m.role = 'MEMBER' then 'MEMBER' else k.role end,
            app.effective_status(o.status, o.suspended_until), o.plan_code, o.plan_version${own(`,
            o.admins_grant_admin, o.members_invite, ${permissionsOf('m')},
            case when s.seen_by_id <> k.created_by_id then (
              select ${permissionsOf('w')} from memberships w
              where w.organization_id = k.organization_id and w.user_id = s.seen_by_id) end`)}
          into api_key_id, api_key_organization_id, scopes, organization_id, role, organization_status, plan, plan_version${own(`,
            admins_grant_admin, members_invite, permissions, witness`)}
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
            and not app.is_suspended_member(k.organization_id, s.seen_by_id)${builtInKey};
${own(`        -- Security: whoever was shown the secret could do what only the creator may do.
        if witness is not null then
          permissions := case when permissions is null then witness else
            array(select unnest(permissions) intersect select unnest(witness) order by 1) end;
        end if;
`)}      else
        select u.id, coalesce(u.email, u.claimed_email), u.full_name, u.bio, u.avatar_url,
            app.effective_status(u.status, u.status_until), u.platform_admin, u.created_at, u.updated_at,
            o.id, app.effective_status(o.status, o.suspended_until), m.role, o.plan_code, o.plan_version${own(`,
            o.admins_grant_admin, o.members_invite, ${permissionsOf('m')}`)}
          into user_id, email, full_name, bio, avatar_url, user_status, platform_admin, user_created_at, user_updated_at,
            organization_id, organization_status, role, plan, plan_version${own(`,
            admins_grant_admin, members_invite, permissions`)}
          from sessions s
            join users u on u.id = s.user_id
            left join (memberships m join organizations o on o.id = m.organization_id)
              on m.organization_id = organization and m.user_id = s.user_id
                -- An administrator who acts as a user does so in one organization.
                and (s.impersonator_id is null or m.organization_id = s.organization_id)
                and app.membership_holds(m.member_suspended_at, m.member_suspended_until)${builtIn}
          where s.id = session and s.revoked_at is null and s.expires_at > now()
            -- The organization may have been deleted meanwhile.
            and (s.impersonator_id is null or s.organization_id is not null)
${isPresent ? `            and s.impersonator_id is not distinct from impersonator` : formerImpersonator};
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
    end $$`;
}
