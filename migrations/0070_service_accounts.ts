import { type Kysely, sql } from 'kysely';

/**
 * The columns of service accounts, and the owners of API keys. The next migration's functions and triggers read them: when
 * that is taken back, a request that has read a function still finds its columns.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table users add column kind text not null default 'PERSON';
    -- Not validated, as that reads the whole table: all rows have the default.
    alter table users
      add constraint users_kind_check check (kind in ('PERSON', 'SERVICE')) not valid,
      drop constraint users_one_address,
      add constraint users_one_address check (case kind
        when 'SERVICE' then email is null and claimed_email is null
        else (email is null) <> (claimed_email is null) end) not valid,
      add constraint users_service_check check (kind = 'PERSON' or password_hash = '*service*' and not platform_admin
        and totp_secret is null) not valid;
    comment on column users.kind is
      'SERVICE: an account of a program, which cannot sign in and has no address. It belongs to one organization.';
    grant select (kind) on users to polity_serving;

    alter table memberships
      add column kind text not null default 'PERSON',
      add column responsible_id uuid;
    alter table memberships
      add constraint memberships_kind_check check (kind in ('PERSON', 'SERVICE')) not valid,
      add constraint memberships_service_check
        check (case kind when 'SERVICE' then role <> 'OWNER' else responsible_id is null end) not valid,
      add constraint memberships_responsible_fkey foreign key (organization_id, responsible_id)
        references memberships (organization_id, user_id) on delete set null (responsible_id);
    comment on column memberships.kind is 'That of the user. A trigger writes it.';
    comment on column memberships.responsible_id is
      'The member to ask about a service account; null once they are no longer a member.';
    create index memberships_of_services on memberships (organization_id, user_id) where kind = 'SERVICE';
    create index memberships_of_responsible on memberships (organization_id, responsible_id)
      where responsible_id is not null;

    alter table api_keys
      add column owner_id uuid,
      add column departure_overlap_seconds integer not null default 604800,
      add column roll_due_at timestamptz;
    update api_keys set owner_id = created_by_id;
    alter table api_keys
      add constraint api_keys_owner_id_fkey foreign key (owner_id) references users on delete cascade,
      add constraint api_keys_owner_check check (owner_id is not null),
      add constraint api_keys_departure_overlap_check check (departure_overlap_seconds between 0 and 604800),
      alter column created_by_id drop not null,
      drop constraint api_keys_created_by_id_fkey,
      add constraint api_keys_created_by_id_fkey foreign key (created_by_id) references users on delete set null;
    create index api_keys_of_owner on api_keys (owner_id);
    comment on column api_keys.owner_id is 'The member who the key acts for: the person who created it, or a service account.';
    comment on column api_keys.departure_overlap_seconds is
      'How long a secret of a service account works on after somebody who was shown it has left.';
    comment on column api_keys.roll_due_at is
      'When the latest secret ends, because somebody who was shown it has left; null once the key is rolled.';

    alter table notifications drop constraint notifications_kind_check;
    alter table notifications add constraint notifications_kind_check check (kind in ('TASK_ASSIGNED', 'TASK_COMMENTED',
      'MENTIONED', 'TASK_STATUS_CHANGED', 'TASK_CREATED', 'MEMBER_ADDED', 'ROLE_UPDATED', 'USAGE_ALERT', 'CREDIT_ALERT',
      'PLAN_ALERT', 'SECRET_ROTATION_ADVISED', 'SERVICE_ACCOUNT_ALERT')) not valid;

    create function app.set_key_owner() returns trigger language plpgsql set search_path = pg_catalog, public, pg_temp as $$
    begin
      new.owner_id := coalesce(new.owner_id, new.created_by_id);
      return new;
    end $$;
    comment on function app.set_key_owner() is
      'Trigger: a key that names no owner belongs to its creator, as those of an earlier release.';
    create trigger api_keys_owner before insert on api_keys for each row execute function app.set_key_owner();
    revoke execute on function app.set_key_owner() from public;
  `.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`
    lock table sessions, memberships, users, api_keys in access exclusive mode;
    delete from users where kind = 'SERVICE';
    delete from notifications where kind = 'SERVICE_ACCOUNT_ALERT';
    alter table notifications drop constraint notifications_kind_check;
    alter table notifications add constraint notifications_kind_check check (kind in ('TASK_ASSIGNED', 'TASK_COMMENTED',
      'MENTIONED', 'TASK_STATUS_CHANGED', 'TASK_CREATED', 'MEMBER_ADDED', 'ROLE_UPDATED', 'USAGE_ALERT', 'CREDIT_ALERT',
      'PLAN_ALERT', 'SECRET_ROTATION_ADVISED')) not valid;
    drop trigger api_keys_owner on api_keys;
    drop function app.set_key_owner();
    alter table api_keys
      drop constraint api_keys_created_by_id_fkey,
      alter column created_by_id set not null,
      add constraint api_keys_created_by_id_fkey foreign key (created_by_id) references users on delete cascade,
      drop column roll_due_at, drop column departure_overlap_seconds, drop column owner_id;
    alter table memberships drop column responsible_id, drop column kind;
    alter table users
      drop constraint users_service_check,
      drop constraint users_one_address,
      drop column kind,
      add constraint users_one_address check ((email is null) <> (claimed_email is null)) not valid;
    alter table users validate constraint users_one_address;
  `.execute(db);
}
