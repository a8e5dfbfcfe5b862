import { type Kysely, sql } from 'kysely';
import { protectTenantTable } from '../src/database/protect-tenant-table.ts';
import { raiseVersions } from '../src/database/raise-versions.ts';
import { namesEitherVisible, showVisible } from '../src/database/show-visible.ts';

const watchers = (teams: string) => `
    create or replace function app.find_watchers(projects uuid[], tasks uuid[])
    returns table (project_id uuid, task_id uuid, user_id uuid)
    language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
    #variable_conflict use_column
    begin
      if app.organization_id() is null or app.user_id() is not null then
        raise insufficient_privilege using message = 'only jobs find watchers';
      end if;
      return query
        ${teams}select w.project_id, w.task_id, w.user_id from watches w
          where w.organization_id = app.organization_id() and w.project_id = any(projects)
        union all
        select w.project_id, w.task_id, w.user_id from watches w
          where w.organization_id = app.organization_id() and w.task_id = any(tasks)`;

/**
 * Teams watch projects and tasks. Whoever is in the team when something happens is told of it, and the members of the teams
 * below it: a watch of a team names no people.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table team_watches (
      organization_id uuid not null references organizations on delete cascade,
      id uuid not null default uuidv7(),
      team_id uuid not null,
      project_id uuid,
      task_id uuid,
      created_at timestamptz not null default clock_timestamp(),
      primary key (organization_id, id),
      constraint team_watches_one_thing_check check (num_nonnulls(project_id, task_id) = 1),
      constraint team_watches_project_key unique (organization_id, project_id, team_id),
      constraint team_watches_task_key unique (organization_id, task_id, team_id),
      constraint team_watches_team_fkey foreign key (organization_id, team_id)
        references teams (organization_id, id) on delete cascade,
      constraint team_watches_project_fkey foreign key (organization_id, project_id)
        references projects (organization_id, id) on delete cascade,
      constraint team_watches_task_fkey foreign key (organization_id, task_id)
        references tasks (organization_id, id) on delete cascade
    );
    comment on table team_watches is 'The projects and tasks that teams watch.';
    create index team_watches_team on team_watches (organization_id, team_id);
  `.execute(db);
  await protectTenantTable(db, 'team_watches', { grants: ['select', 'insert', 'delete'] });
  await raiseVersions(db, 'team_watches');
  await showVisible(db, 'team_watches', namesEitherVisible('team_watches'));
  await sql`
    ${sql.raw(
      watchers(`with recursive watching as (
          select w.project_id, w.task_id, w.team_id from team_watches w
            where w.organization_id = app.organization_id() and w.project_id = any(projects)
          union
          select w.project_id, w.task_id, w.team_id from team_watches w
            where w.organization_id = app.organization_id() and w.task_id = any(tasks)
        ), below as (
          select project_id, task_id, team_id from watching
          union
          select b.project_id, b.task_id, t.id from teams t join below b on t.parent_id = b.team_id
            where t.organization_id = app.organization_id()
        ), people as (
          select distinct b.project_id, b.task_id, m.user_id from below b join team_members m on m.team_id = b.team_id
            where m.organization_id = app.organization_id()
        ), numbered as (
          select project_id, task_id, user_id, row_number() over (partition by project_id, task_id order by user_id) as number from people
        )
        -- A hundred tasks that are created at once tell each of them a hundred times.
        select project_id, task_id, user_id from numbered where number <= 500
        union
        `),
    )}
    ;
    end $$`.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  // In the order in which requests lock them, so that none is the victim of a deadlock.
  await sql`
    lock table organizations, projects, tasks in access exclusive mode;
    ${sql.raw(watchers(''))};
    end $$;
    drop table team_watches`.execute(db);
}
