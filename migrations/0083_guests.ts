import { type Kysely, sql } from 'kysely';
import { protectTenantTable } from '../src/database/protect-tenant-table.ts';
import { raiseVersions } from '../src/database/raise-versions.ts';
import { namesVisible, showVisible } from '../src/database/show-visible.ts';

/** The permissions that guests can have. All others are lost on them, whatever their role has. */
const permissions = [
  'organization.see',
  'organization.leave',
  'project.see',
  'task.see',
  'task.write',
  'comment.write',
  'notification.see',
  'notification.manage',
];

/** The columns and the table of guests, which the next migration's functions and policies read. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table memberships add column guest boolean not null default false;
    -- Not validated, as that reads the whole table: all rows have the default.
    alter table memberships add constraint memberships_guest_check
      check (not guest or role = 'MEMBER' and kind = 'PERSON') not valid;
    comment on column memberships.guest is
      'Whether the member sees only the projects that they were given, and has only permissions that guests can have.';
    alter table invitations add column guest boolean not null default false;
    alter table invitations add constraint invitations_guest_check check (not guest or role = 'MEMBER') not valid;
    comment on column invitations.guest is 'Whether whoever accepts becomes a guest.';
    alter table permissions add column guests boolean not null default false;
    comment on column permissions.guests is 'Whether guests can have it.';
    update permissions set guests = true where name in (${sql.join(permissions.map((name) => sql.lit(name)))});

    create table invitation_projects (
      organization_id uuid not null references organizations on delete cascade,
      invitation_id uuid not null,
      project_id uuid not null,
      level text not null check (level in ('VIEW', 'COMMENT', 'EDIT', 'MANAGE')),
      primary key (organization_id, invitation_id, project_id),
      constraint invitation_projects_invitation_fkey foreign key (organization_id, invitation_id)
        references invitations (organization_id, id) on delete cascade,
      constraint invitation_projects_project_fkey foreign key (organization_id, project_id)
        references projects (organization_id, id) on delete cascade
    );
    comment on table invitation_projects is 'The projects that an invited guest is given.';
    create index invitation_projects_project on invitation_projects (organization_id, project_id);
  `.execute(db);
  await protectTenantTable(db, 'invitation_projects', { grants: ['select', 'insert'] });
  await raiseVersions(db, 'invitation_projects');
  await showVisible(db, 'invitation_projects', namesVisible('invitation_projects', 'project'));
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`
    lock table memberships, organizations, projects in access exclusive mode;
    drop table invitation_projects;
    alter table permissions drop column guests;
    alter table invitations drop column guest;
    alter table memberships drop column guest`.execute(db);
}
