import { type Kysely, sql } from 'kysely';
import { protectTenantTable } from '../src/database/protect-tenant-table.ts';
import { keepVersions, raiseVersions } from '../src/database/raise-versions.ts';

/**
 * The tables and columns of private projects. The next migrations' functions and policies read them. Until a project is
 * private or an organization changes its setting, everybody sees what they saw before.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table projects add column visibility text not null default 'ORGANIZATION';
    -- Not validated, as that reads the whole table: all rows have the default.
    alter table projects
      add constraint projects_visibility_check check (visibility in ('ORGANIZATION', 'PRIVATE')) not valid;
    comment on column projects.visibility is
      'PRIVATE: only its members see it, and those who have the permission project.seeAll.';

    alter table organizations add column has_private_projects boolean not null default false;
    comment on column organizations.has_private_projects is
      'Whether there is a private project, or ever was one. While there is none, nobody looks for grants.';

    create table project_members (
      organization_id uuid not null references organizations on delete cascade,
      id uuid not null default uuidv7(),
      project_id uuid not null,
      user_id uuid not null,
      level text not null check (level in ('VIEW', 'COMMENT', 'EDIT', 'MANAGE')),
      version integer not null default 1,
      created_at timestamptz not null default clock_timestamp(),
      updated_at timestamptz not null default clock_timestamp(),
      primary key (organization_id, id),
      constraint project_members_member_key unique (organization_id, project_id, user_id),
      constraint project_members_project_fkey foreign key (organization_id, project_id)
        references projects (organization_id, id) on delete cascade,
      constraint project_members_member_fkey foreign key (organization_id, user_id)
        references memberships (organization_id, user_id) on delete cascade
    );
    comment on table project_members is 'Who belongs to a project, and what they may do there.';
    create index project_members_created_at on project_members (organization_id, project_id, created_at, id);
    create index project_members_updated_at on project_members (organization_id, project_id, updated_at, id);
    create index project_members_of_user on project_members (organization_id, user_id, project_id);
    create trigger project_members_touch before update on project_members
      for each row execute function app.touch();
  `.execute(db);
  await protectTenantTable(db, 'project_members', {
    grants: ['select', 'insert', 'update (level, version)', 'delete'],
  });
  await raiseVersions(db, 'project_members');
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await keepVersions(db, 'project_members');
  await sql`
    lock table organizations, projects in access exclusive mode;
    drop table project_members;
    alter table organizations drop column has_private_projects;
    alter table projects drop column visibility;
  `.execute(db);
}
