import { type Kysely, sql } from 'kysely';
import { protectTenantTable } from '../src/database/protect-tenant-table.ts';
import { keepVersions, raiseVersions } from '../src/database/raise-versions.ts';

/** By the lowest built-in role that has them. */
const permissions = {
  OWNER: [
    'organization.update',
    'organization.suspend',
    'organization.reinstate',
    'organization.archive',
    'organization.restore',
    'organization.delete',
    'settings.update',
    'plan.change',
    'ownership.transfer',
    'billing.see',
    'billing.manage',
  ],
  ADMIN: [
    'plan.seeHistory',
    'member.seeDetails',
    'member.add',
    'member.updateRole',
    'member.suspend',
    'member.remove',
    'role.manage',
    'invitation.see',
    'invitation.manage',
    'apiKey.see',
    'apiKey.manage',
    'usage.record',
    'usage.void',
    'usage.see',
    'credit.see',
    'credit.spend',
    'credit.setAlert',
    'audit.see',
    'project.manage',
    'task.deleteOthers',
    'comment.deleteOthers',
    'label.manage',
    'webhook.see',
    'webhook.manage',
  ],
  MEMBER: [
    'organization.see',
    'organization.leave',
    'project.see',
    'task.see',
    'task.write',
    'comment.write',
    'notification.see',
    'notification.manage',
  ],
};

/**
 * The tables and columns of custom roles, and the settings of organizations. The next migration's functions read them.
 *
 * A custom role is based on a built-in one, which `memberships.role` and `invitations.role` still name: it is what clients
 * that know no custom roles are shown. Without `role_id`, the built-in role itself is meant.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table permissions (
      name text primary key,
      min_role text not null check (min_role in ('OWNER', 'ADMIN', 'MEMBER'))
    );
    comment on table permissions is
      'The permissions of src/authorization/permissions.ts, each with the lowest built-in role that has it.';
    insert into permissions (name, min_role)
      select jsonb_array_elements_text(names), role
      from jsonb_each('${sql.raw(JSON.stringify(permissions))}') as listed (role, names);

    create table organization_roles (
      organization_id uuid not null references organizations on delete cascade,
      id uuid not null default uuidv7(),
      name text not null check (char_length(name) between 1 and 50),
      name_key text collate "C" not null generated always as (app.name_key(name)) stored,
      description text check (char_length(description) <= 500),
      based_on text not null check (based_on in ('ADMIN', 'MEMBER')),
      permissions text[] not null
        check (permissions @> '{organization.see,organization.leave}' and cardinality(permissions) <= 200),
      version integer not null default 1,
      created_at timestamptz not null default clock_timestamp(),
      updated_at timestamptz not null default clock_timestamp(),
      primary key (organization_id, id),
      constraint organization_roles_name_key unique (organization_id, name_key),
      constraint organization_roles_based_key unique (organization_id, id, based_on)
    );
    comment on table organization_roles is 'The custom roles of organizations.';
    comment on column organization_roles.based_on is
      'The built-in role that clients without custom roles are shown. Never changes.';
    create index organization_roles_created_at on organization_roles (organization_id, created_at, id);
    create index organization_roles_updated_at on organization_roles (organization_id, updated_at, id);
    create trigger organization_roles_touch before update on organization_roles
      for each row execute function app.touch();
    create trigger organization_roles_tell_subscribers
      after insert or delete or update of name, description, permissions on organization_roles
      for each row execute function app.tell_subscribers('role',
        '{"name": "name", "description": "description", "permissions": "permissions"}');

    alter table memberships
      add column role_id uuid,
      add column member_suspended_by_permissions text[],
      add constraint memberships_role_fkey foreign key (organization_id, role_id, role)
        references organization_roles (organization_id, id, based_on);
    comment on column memberships.role_id is 'The custom role; null for the built-in one.';
    comment on column memberships.member_suspended_by_permissions is
      'The permissions of whoever suspended the member, if they had a custom role.';
    create index memberships_of_role on memberships (organization_id, role_id) where role_id is not null;

    alter table invitations
      add column role_id uuid,
      add constraint invitations_role_fkey foreign key (organization_id, role_id, role)
        references organization_roles (organization_id, id, based_on) on delete set null (role_id);
    comment on column invitations.role_id is
      'The custom role to grant; null for the built-in one, and once the role of an answered invitation is deleted.';
    create index invitations_of_role on invitations (organization_id, role_id) where role_id is not null;

    alter table organizations
      add column admins_grant_admin boolean not null default true,
      add column members_see_all_projects boolean not null default true,
      add column members_invite boolean not null default false;
    comment on column organizations.admins_grant_admin is
      'Whether others than owners may grant roles that can do more than MEMBER.';
    comment on column organizations.members_see_all_projects is
      'Whether members see the projects that are not private, although they do not belong to them.';
    comment on column organizations.members_invite is 'Whether members with the role MEMBER may invite as MEMBER.';
    grant update (admins_grant_admin, members_see_all_projects, members_invite) on organizations to polity_serving;
  `.execute(db);
  await protectTenantTable(db, 'organization_roles', {
    grants: ['select', 'insert', 'update (name, description, permissions, version)', 'delete'],
  });
  await sql`
    create policy own on organization_roles for select to polity_serving using (exists (
      select from memberships m where m.organization_id = organization_roles.organization_id
        and m.role_id = organization_roles.id and m.user_id = (select app.user_id())
        and app.membership_holds(m.member_suspended_at, m.member_suspended_until)))`.execute(db);
  await raiseVersions(db, 'organization_roles');
}

export async function down(db: Kysely<unknown>): Promise<void> {
  // In the order in which requests lock them, so that none is the victim of a deadlock.
  await sql`
    lock table sessions, memberships, organizations, invitations in access exclusive mode;
    alter table organizations drop column members_invite, drop column members_see_all_projects,
      drop column admins_grant_admin;
    alter table invitations drop constraint invitations_role_fkey, drop column role_id;
    drop policy own on organization_roles;
    alter table memberships drop constraint memberships_role_fkey, drop column member_suspended_by_permissions,
      drop column role_id;`.execute(db);
  await keepVersions(db, 'organization_roles');
  await sql`drop table organization_roles, permissions`.execute(db);
}
