import { sql, type Kysely } from 'kysely';

/** Webhook secrets with an overlap each, who saw a secret, owners who can sign in, and what ends with a membership. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await retiredSecrets(db);
  await witnesses(db);
  await sql`
    create function app.owners_who_can_sign_in(organization uuid) returns setof uuid
    language sql stable set search_path = pg_catalog, public, pg_temp as $$
      select m.user_id from memberships m join users u on u.id = m.user_id
      where m.organization_id = organization and m.role = 'OWNER'
        and app.effective_status(u.status, u.status_until) = 'ACTIVE' $$;
    comment on function app.owners_who_can_sign_in is
      'The owners whose accounts are active now: the one definition of an owner who can act.';
    revoke execute on function app.owners_who_can_sign_in from public;
    grant execute on function app.owners_who_can_sign_in to polity_serving, polity_system;
  `.execute(db);
  await departures(db);
}

/** A rotation of either release moves the secret that it replaces here, with its own end. */
async function retiredSecrets(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table webhook_retired_secrets (
      organization_id uuid not null references organizations on delete cascade,
      id uuid not null default uuidv7(),
      endpoint_id uuid not null,
      secret bytea not null,
      expires_at timestamptz not null,
      primary key (organization_id, id),
      foreign key (organization_id, endpoint_id) references webhook_endpoints (organization_id, id) on delete cascade
    );
    comment on table webhook_retired_secrets is 'Replaced secrets that still sign, each until its own end.';
    comment on column webhook_retired_secrets.secret is 'Encrypted as webhook_endpoints.secret is.';
    create index webhook_retired_secrets_endpoint on webhook_retired_secrets (organization_id, endpoint_id, expires_at);
    alter table webhook_retired_secrets enable row level security;
    alter table webhook_retired_secrets force row level security;
    create policy system on webhook_retired_secrets to polity_system using (true);
    create policy tenant on webhook_retired_secrets to polity_serving
      using (organization_id = (select app.organization_id()));
    grant select on webhook_retired_secrets to polity_serving;
    insert into webhook_retired_secrets (organization_id, endpoint_id, secret, expires_at)
      select organization_id, id, previous_secret, previous_secret_expires_at from webhook_endpoints
      where previous_secret_expires_at > now();

    create function app.retire_webhook_secret() returns trigger
    language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
    begin
      -- An overlap that is over at once ends the secrets of earlier rotations, too.
      delete from webhook_retired_secrets s
        where s.organization_id = new.organization_id and s.endpoint_id = new.id
          and (s.expires_at <= now() or new.previous_secret_expires_at <= clock_timestamp());
      insert into webhook_retired_secrets (organization_id, endpoint_id, secret, expires_at)
        select new.organization_id, new.id, old.secret, new.previous_secret_expires_at
        where new.previous_secret_expires_at > clock_timestamp();
      return null;
    end $$;
    comment on function app.retire_webhook_secret is
      'Keeps the secret that a rotation replaces until its own overlap ends.';
    create trigger webhook_endpoints_retire_secret after update of secret on webhook_endpoints for each row
      when (old.secret is distinct from new.secret and new.previous_secret is not distinct from old.secret)
      execute function app.retire_webhook_secret();
    revoke execute on function app.retire_webhook_secret from public;
  `.execute(db);
}

/** Who saw a secret last, or sent an invitation: the database notes it, so that no statement can forget to. */
async function witnesses(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table api_key_secrets
      add column seen_by_id uuid references users on delete set null;
    comment on column api_key_secrets.seen_by_id is 'Who was shown the secret.';
    update api_key_secrets s set seen_by_id = coalesce(
        (select e.actor_id from audit_events e
          where e.organization_id = s.organization_id and e.target_id = s.api_key_id and e.action = 'api_key.rolled'
          order by e.created_at desc limit 1), k.created_by_id)
      from api_keys k
      where k.organization_id = s.organization_id and k.id = s.api_key_id and s.expires_at is null;
    update api_key_secrets s set seen_by_id = k.created_by_id from api_keys k
      where k.organization_id = s.organization_id and k.id = s.api_key_id and s.seen_by_id is null;
    alter table api_key_secrets alter column seen_by_id set default app.user_id();
    create index api_key_secrets_of_person on api_key_secrets (seen_by_id) where seen_by_id is not null;
    grant select (seen_by_id) on api_key_secrets to polity_serving;

    alter table invitations
      add column api_key_id uuid,
      add foreign key (organization_id, api_key_id) references api_keys (organization_id, id)
        on delete set null (api_key_id);
    alter table invitations alter column api_key_id set default app.api_key_id();
    comment on column invitations.api_key_id is 'The key that sent it, in the place of a person.';
    create index invitations_of_inviter on invitations (organization_id, invited_by_id) where status = 'PENDING';
    create index invitations_of_key on invitations (organization_id, api_key_id) where api_key_id is not null;

    alter table webhook_endpoints
      add column secret_seen_by_id uuid references users on delete set null,
      add column secret_seen_by_key_id uuid,
      add column secret_rotation_advised_at timestamptz,
      add foreign key (organization_id, secret_seen_by_key_id) references api_keys (organization_id, id)
        on delete set null (secret_seen_by_key_id);
    comment on column webhook_endpoints.secret_seen_by_id is 'Who was shown the present secret.';
    comment on column webhook_endpoints.secret_seen_by_key_id is 'The API key that was shown the present secret.';
    comment on column webhook_endpoints.secret_rotation_advised_at is
      'When somebody who saw the present secret lost the right to it.';
    update webhook_endpoints w set (secret_seen_by_id, secret_seen_by_key_id) = (
      select e.actor_id, (select k.id from api_keys k where k.organization_id = w.organization_id and k.id = e.api_key_id)
      from audit_events e
      where e.organization_id = w.organization_id and e.target_id = w.id
        and e.action in ('webhook_endpoint.created', 'webhook_endpoint.secret_rotated')
      order by e.created_at desc limit 1);
    create index webhook_endpoints_of_person on webhook_endpoints (secret_seen_by_id)
      where secret_seen_by_id is not null;
    create index webhook_endpoints_seen_by_key on webhook_endpoints (organization_id, secret_seen_by_key_id)
      where secret_seen_by_key_id is not null;

    create function app.note_webhook_secret() returns trigger
    language plpgsql set search_path = pg_catalog, public, pg_temp as $$
    begin
      new.secret_seen_by_id := app.user_id();
      new.secret_seen_by_key_id := app.api_key_id();
      new.secret_rotation_advised_at := null;
      return new;
    end $$;
    comment on function app.note_webhook_secret is 'Notes who is shown an endpoint''s new secret.';
    create trigger webhook_endpoints_note_secret before insert on webhook_endpoints
      for each row execute function app.note_webhook_secret();
    create trigger webhook_endpoints_note_new_secret before update of secret on webhook_endpoints for each row
      when (old.secret is distinct from new.secret and new.previous_secret is not distinct from old.secret)
      execute function app.note_webhook_secret();
    revoke execute on function app.note_webhook_secret from public;
  `.execute(db);
}

/**
 * Triggers, so that whatever ends a membership, lowers a role or makes an account inactive cannot leave anything behind:
 * a request, a job, an operator, the deletion of the user.
 */
async function departures(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table notifications drop constraint notifications_kind_check;
    alter table notifications add constraint notifications_kind_check check (kind in ('TASK_ASSIGNED', 'TASK_COMMENTED',
      'MENTIONED', 'TASK_STATUS_CHANGED', 'MEMBER_ADDED', 'ROLE_UPDATED', 'USAGE_ALERT', 'SECRET_ROTATION_ADVISED'));

    create function app.end_authority(organization uuid, member uuid, remaining text, cause text) returns void
    language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
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
              when 'MEMBER' then k.role <> 'MEMBER' or k.scopes && '{MEMBERS_WRITE,USAGE_WRITE}'
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
              when 'MEMBER' then k.role <> 'MEMBER' or k.scopes && '{MEMBERS_WRITE,USAGE_WRITE}'
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
    end $$;
    comment on function app.end_authority is
      'Ends or lowers what somebody set up in an organization to what they may do with the remaining role; null is none. docs/departures.md lists what that is.';

    create function app.membership_ended() returns trigger
    language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
    begin
      if tg_op = 'DELETE' then
        perform app.end_authority(old.organization_id, old.user_id, null, 'MEMBER_LEFT');
      else
        perform app.end_authority(new.organization_id, new.user_id, new.role, 'MEMBER_DEMOTED');
      end if;
      return null;
    end $$;
    create trigger memberships_end_authority after delete on memberships
      for each row execute function app.membership_ended();
    create trigger memberships_lower_authority after update of role on memberships for each row
      when (old.role = 'OWNER' and new.role <> 'OWNER' or old.role = 'ADMIN' and new.role = 'MEMBER')
      execute function app.membership_ended();

    create function app.account_ended() returns trigger
    language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
    begin
      perform app.end_authority(m.organization_id, new.id, null, 'ACCOUNT_' || new.status)
        from memberships m where m.user_id = new.id order by m.organization_id;
      delete from account_tokens t where t.user_id = new.id;
      return null;
    end $$;
    create trigger users_end_authority after update of status on users for each row
      when (old.status <> new.status and new.status <> 'ACTIVE')
      execute function app.account_ended();
    revoke execute on function app.end_authority, app.membership_ended, app.account_ended from public;
    grant execute on function app.end_authority to polity_system;
  `.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`
    drop trigger users_end_authority on users;
    drop trigger memberships_lower_authority on memberships;
    drop trigger memberships_end_authority on memberships;
    drop function app.account_ended, app.membership_ended, app.end_authority;
    delete from notifications where kind = 'SECRET_ROTATION_ADVISED';
    alter table notifications drop constraint notifications_kind_check;
    alter table notifications add constraint notifications_kind_check check (kind in ('TASK_ASSIGNED', 'TASK_COMMENTED',
      'MENTIONED', 'TASK_STATUS_CHANGED', 'MEMBER_ADDED', 'ROLE_UPDATED', 'USAGE_ALERT'));
    drop function app.owners_who_can_sign_in;
    drop trigger webhook_endpoints_note_new_secret on webhook_endpoints;
    drop trigger webhook_endpoints_note_secret on webhook_endpoints;
    drop function app.note_webhook_secret;
    alter table webhook_endpoints drop column secret_seen_by_id, drop column secret_seen_by_key_id,
      drop column secret_rotation_advised_at;
    drop index invitations_of_inviter;
    alter table invitations drop column api_key_id;
    alter table api_key_secrets drop column seen_by_id;
    drop trigger webhook_endpoints_retire_secret on webhook_endpoints;
    drop function app.retire_webhook_secret;
    drop table webhook_retired_secrets;
  `.execute(db);
}
