import { sql, type Kysely } from 'kysely';

/** Plans, tenants and their members, the audit log, and who sees what of them. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table plans (
      code text not null primary key,
      name text not null,
      position smallint not null unique,
      member_limit integer check (member_limit > 0),
      project_limit integer check (project_limit > 0),
      requests_per_minute integer check (requests_per_minute > 0),
      requests_per_month integer check (requests_per_month > 0),
      features text[] not null default '{}'
    );
    comment on table plans is 'A null limit is unlimited.';
    grant select on plans to polity_serving;
    insert into plans values
      ('FREE', 'Free', 1, 3, 5, 60, 10000, '{}'),
      ('PRO', 'Pro', 2, 50, 100, 600, 1000000, '{WEBHOOKS,AUDIT_EXPORT,CUSTOM_LABELS}');

    create table organizations (
      id uuid not null default uuidv7() primary key,
      name text not null check (char_length(name) between 1 and 100),
      name_key text collate "C" not null generated always as (lower(name)) stored,
      slug text not null constraint organizations_slug_key unique
        check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and char_length(slug) between 2 and 80),
      plan_code text not null default 'FREE' references plans on delete restrict,
      status text not null default 'ACTIVE' check (status in ('ACTIVE', 'SUSPENDED', 'ARCHIVED')),
      suspended_until timestamptz,
      created_at timestamptz not null default clock_timestamp(),
      updated_at timestamptz not null default clock_timestamp()
    );
    create trigger organizations_touch before update on organizations
      for each row execute function app.touch();

    alter table sessions
      add foreign key (organization_id) references organizations on delete set null;
    create index sessions_organization_id on sessions (organization_id) where organization_id is not null;

    create table memberships (
      organization_id uuid not null references organizations on delete cascade,
      id uuid not null default uuidv7(),
      user_id uuid not null references users on delete cascade,
      role text not null check (role in ('OWNER', 'ADMIN', 'MEMBER')),
      created_at timestamptz not null default clock_timestamp(),
      updated_at timestamptz not null default clock_timestamp(),
      primary key (organization_id, id),
      constraint memberships_user_key unique (organization_id, user_id)
    );
    create index memberships_created_at on memberships (organization_id, created_at, id);
    create index memberships_updated_at on memberships (organization_id, updated_at, id);
    create index memberships_of_user on memberships (user_id, organization_id);
    create trigger memberships_touch before update on memberships
      for each row execute function app.touch();

    create table audit_events (
      organization_id uuid not null references organizations on delete cascade,
      id uuid not null default uuidv7(),
      actor_id uuid references users on delete set null,
      action text not null,
      target_type text not null,
      target_id uuid,
      before jsonb,
      after jsonb,
      ip_address text,
      user_agent text,
      request_id text,
      created_at timestamptz not null default clock_timestamp(),
      primary key (organization_id, id)
    );
    create index audit_events_created_at on audit_events (organization_id, created_at, id);

    alter table users enable row level security;
    alter table users force row level security;
    create policy system on users to polity_system using (true);
    create policy oneself_and_fellow_members on users for select to polity_serving using (
      id = (select app.user_id()) or exists (
        select from memberships m
        where m.organization_id = (select app.organization_id()) and m.user_id = users.id));
    grant select (id, email, full_name, status, created_at, updated_at) on users to polity_serving;

    alter table organizations enable row level security;
    alter table organizations force row level security;
    create policy system on organizations to polity_system using (true);
    create policy selected_and_own on organizations for select to polity_serving using (
      id = (select app.organization_id()) or exists (
        select from memberships m
        where m.organization_id = organizations.id and m.user_id = (select app.user_id())
          and (m.role = 'OWNER' or organizations.status <> 'ARCHIVED')));
    create policy tenant on organizations for update to polity_serving
      using (id = (select app.organization_id()));
    grant select on organizations to polity_serving;
    grant update (name, slug, plan_code) on organizations to polity_serving;

    alter table memberships enable row level security;
    alter table memberships force row level security;
    create policy system on memberships to polity_system using (true);
    create policy tenant on memberships to polity_serving
      using (organization_id = (select app.organization_id()));
    create policy own on memberships for select to polity_serving
      using (user_id = (select app.user_id()));
    grant select, insert, update, delete on memberships to polity_serving;

    alter table audit_events enable row level security;
    alter table audit_events force row level security;
    create policy system on audit_events to polity_system using (true);
    create policy tenant on audit_events to polity_serving
      using (organization_id = (select app.organization_id()));
    grant select, insert on audit_events to polity_serving;
  `.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`
    drop policy system on users;
    drop policy oneself_and_fellow_members on users;
    alter table users no force row level security;
    alter table users disable row level security;
    revoke select (id, email, full_name, status, created_at, updated_at) on users from polity_serving;
    drop index sessions_organization_id;
    alter table sessions drop constraint sessions_organization_id_fkey;
    update sessions set organization_id = null where organization_id is not null;
    drop policy selected_and_own on organizations;
    drop table audit_events, memberships, organizations, plans;
  `.execute(db);
}
