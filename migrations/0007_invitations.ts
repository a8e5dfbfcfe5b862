import { sql, type Kysely } from 'kysely';

/** Invitations by e-mail, and what somebody who is no member yet may do with one. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table invitations (
      organization_id uuid not null references organizations on delete cascade,
      id uuid not null default uuidv7(),
      email text not null check (char_length(email) <= 254),
      role text not null check (role in ('OWNER', 'ADMIN', 'MEMBER')),
      status text not null default 'PENDING' check (status in ('PENDING', 'ACCEPTED', 'DECLINED', 'REVOKED', 'EXPIRED')),
      token_hash bytea constraint invitations_token_key unique,
      invited_by_id uuid references users on delete set null,
      mail_requested_at timestamptz not null default clock_timestamp(),
      expires_at timestamptz not null,
      created_at timestamptz not null default clock_timestamp(),
      updated_at timestamptz not null default clock_timestamp(),
      primary key (organization_id, id)
    );
    comment on column invitations.token_hash is 'Of the token in the latest mail; none until that is sent.';
    create unique index invitations_pending_key on invitations (organization_id, email) where status = 'PENDING';
    create index invitations_created_at on invitations (organization_id, created_at, id);
    create index invitations_updated_at on invitations (organization_id, updated_at, id);
    create index invitations_of_person on invitations (email);
    create trigger invitations_touch before update on invitations
      for each row execute function app.touch();
    alter table invitations enable row level security;
    alter table invitations force row level security;
    create policy system on invitations to polity_system using (true);
    create policy tenant on invitations to polity_serving
      using (organization_id = (select app.organization_id()));
    grant select, insert, update on invitations to polity_serving;

    create function app.accept_invitation(token_hash bytea, ip_address text, user_agent text, request_id text)
    returns table (outcome text, organization_id uuid, membership_id uuid)
    language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
    #variable_conflict use_column
    declare
      i invitations;
      organization_status text;
    begin
      select * into i from invitations where invitations.token_hash = accept_invitation.token_hash;
      -- The lock that everything takes which counts members; the invitation is read again behind it.
      select app.effective_status(o.status, o.suspended_until) into organization_status
        from organizations o where o.id = i.organization_id for no key update;
      select * into i from invitations where invitations.token_hash = accept_invitation.token_hash;
      organization_id := i.organization_id;
      select m.id into membership_id from memberships m
        where m.organization_id = i.organization_id and m.user_id = app.user_id();
      outcome := case
        when i.id is null or coalesce(organization_status, 'ARCHIVED') = 'ARCHIVED' then 'INVALID_TOKEN'
        when not exists (select from users u where u.id = app.user_id() and u.email = i.email) then 'OTHER_ADDRESS'
        when organization_status = 'SUSPENDED' then 'SUSPENDED'
        when i.status = 'ACCEPTED' and membership_id is not null then 'ACCEPTED'
        when i.status = 'EXPIRED' or i.status = 'PENDING' and i.expires_at <= now() then 'EXPIRED'
        when i.status <> 'PENDING' then 'INVALID_TOKEN'
        else 'ACCEPTED' end;
      if outcome = 'ACCEPTED' and i.status = 'PENDING' then
        update invitations set status = 'ACCEPTED' where invitations.organization_id = i.organization_id and id = i.id;
        update users set email_verified_at = coalesce(email_verified_at, clock_timestamp()) where id = app.user_id();
        if membership_id is null then
          insert into memberships (organization_id, user_id, role) values (i.organization_id, app.user_id(), i.role)
            returning id into membership_id;
          insert into audit_events (organization_id, actor_id, action, target_type, target_id, after, ip_address, user_agent, request_id)
            values (i.organization_id, app.user_id(), 'member.added', 'Membership', membership_id,
              jsonb_build_object('userId', app.user_id(), 'role', i.role, 'invitationId', i.id),
              accept_invitation.ip_address, accept_invitation.user_agent, accept_invitation.request_id);
        end if;
      end if;
      return next;
    end $$;
    comment on function app.accept_invitation is
      'Makes the request''s user a member of the organization that invited their address. Again for one''s own accepted invitation: the same membership.';

    create function app.decline_invitation(token_hash bytea, ip_address text, user_agent text, request_id text)
    returns boolean
    language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
    #variable_conflict use_column
    declare i invitations;
    begin
      -- As for accepting: of the two at once, the second finds what the first has made of the invitation.
      perform from organizations o
        where o.id = (select organization_id from invitations where invitations.token_hash = decline_invitation.token_hash)
        for no key update;
      update invitations set status = 'DECLINED'
        where invitations.token_hash = decline_invitation.token_hash and status = 'PENDING'
        returning * into i;
      if i.id is null then
        return exists (select from invitations
          where invitations.token_hash = decline_invitation.token_hash and status = 'DECLINED');
      end if;
      insert into audit_events (organization_id, actor_id, action, target_type, target_id, ip_address, user_agent, request_id)
        values (i.organization_id, app.user_id(), 'invitation.declined', 'Invitation', i.id,
          decline_invitation.ip_address, decline_invitation.user_agent, decline_invitation.request_id);
      return true;
    end $$;
    comment on function app.decline_invitation is
      'Declines a pending invitation; false when the token opens none. Again for a declined one: true.';

    revoke execute on function app.accept_invitation, app.decline_invitation from public;
    grant execute on function app.accept_invitation, app.decline_invitation to polity_serving, polity_system;
  `.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`
    drop function app.accept_invitation, app.decline_invitation;
    drop table invitations;
  `.execute(db);
}
