import { sql, type Kysely } from 'kysely';

/** The work of a tenant. Status is text and priority a number because only leakproof comparisons use an index under row-level security. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table projects (
      organization_id uuid not null references organizations on delete cascade,
      id uuid not null default uuidv7(),
      name text not null check (char_length(name) between 1 and 200),
      name_key text collate "C" not null generated always as (lower(name)) stored,
      description text check (char_length(description) <= 2000),
      status text not null default 'ACTIVE' check (status in ('ACTIVE', 'ARCHIVED')),
      version integer not null default 1,
      created_by_id uuid references users on delete set null,
      created_at timestamptz not null default clock_timestamp(),
      updated_at timestamptz not null default clock_timestamp(),
      primary key (organization_id, id)
    );
    create index projects_created_at on projects (organization_id, created_at, id);
    create index projects_updated_at on projects (organization_id, updated_at, id);
    create index projects_name on projects (organization_id, name_key, id);
    create trigger projects_touch before update on projects
      for each row execute function app.touch();

    create table tasks (
      organization_id uuid not null references organizations on delete cascade,
      id uuid not null default uuidv7(),
      project_id uuid not null,
      title text not null check (char_length(title) between 1 and 200),
      title_key text collate "C" not null generated always as (lower(title)) stored,
      description text check (char_length(description) <= 10000),
      status text not null default 'TODO' check (status in ('TODO', 'IN_PROGRESS', 'DONE')),
      priority smallint not null default 1 check (priority between 0 and 3),
      assignee_id uuid,
      due_at timestamptz,
      version integer not null default 1,
      created_by_id uuid references users on delete set null,
      created_at timestamptz not null default clock_timestamp(),
      updated_at timestamptz not null default clock_timestamp(),
      primary key (organization_id, id),
      constraint tasks_project_fkey foreign key (organization_id, project_id)
        references projects (organization_id, id) on delete cascade,
      constraint tasks_assignee_fkey foreign key (organization_id, assignee_id)
        references memberships (organization_id, user_id) on delete set null (assignee_id)
    );
    create index tasks_created_at on tasks (organization_id, created_at, id);
    create index tasks_updated_at on tasks (organization_id, updated_at, id);
    create index tasks_title on tasks (organization_id, title_key, id);
    create index tasks_priority on tasks (organization_id, priority, id);
    create index tasks_due_first on tasks (organization_id, (coalesce(due_at, 'infinity')), id);
    create index tasks_due_last on tasks (organization_id, (coalesce(due_at, '-infinity')), id);
    create index tasks_project on tasks (organization_id, project_id, created_at, id);
    create index tasks_assignee on tasks (organization_id, assignee_id, created_at, id);
    create trigger tasks_touch before update on tasks
      for each row execute function app.touch();

    alter table projects enable row level security;
    alter table projects force row level security;
    create policy system on projects to polity_system using (true);
    create policy tenant on projects to polity_serving
      using (organization_id = (select app.organization_id()));
    grant select, insert, update, delete on projects to polity_serving;

    alter table tasks enable row level security;
    alter table tasks force row level security;
    create policy system on tasks to polity_system using (true);
    create policy tenant on tasks to polity_serving
      using (organization_id = (select app.organization_id()));
    grant select, insert, update, delete on tasks to polity_serving;
  `.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`drop table tasks, projects`.execute(db);
}
