import { type Kysely, sql } from 'kysely';
import { protectTenantTable } from '../src/database/protect-tenant-table.ts';
import { raiseVersions } from '../src/database/raise-versions.ts';
import { rewriteFunctions } from '../src/database/rewrite-functions.ts';
import { namesVisible, showVisible } from '../src/database/show-visible.ts';

const projectGrants = (source: string) => `
  create or replace view app.project_grants as
    select g.organization_id, g.project_id, g.user_id, g.level from ${source} g
    where g.organization_id = (select app.organization_id())`;

/**
 * Teams belong to projects, with a level. Their members have it there, and the members of the teams below them.
 *
 * `app.all_project_grants` is the only place that says who was given which level.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table project_teams (
      organization_id uuid not null references organizations on delete cascade,
      id uuid not null default uuidv7(),
      project_id uuid not null,
      team_id uuid not null,
      level text not null check (level in ('VIEW', 'COMMENT', 'EDIT', 'MANAGE')),
      version integer not null default 1,
      created_at timestamptz not null default clock_timestamp(),
      updated_at timestamptz not null default clock_timestamp(),
      primary key (organization_id, id),
      constraint project_teams_team_key unique (organization_id, project_id, team_id),
      constraint project_teams_project_fkey foreign key (organization_id, project_id)
        references projects (organization_id, id) on delete cascade,
      constraint project_teams_team_fkey foreign key (organization_id, team_id)
        references teams (organization_id, id) on delete cascade
    );
    comment on table project_teams is 'Which teams belong to a project, and what their members may do there.';
    create index project_teams_created_at on project_teams (organization_id, project_id, created_at, id);
    create index project_teams_updated_at on project_teams (organization_id, project_id, updated_at, id);
    create index project_teams_of_team on project_teams (organization_id, team_id, created_at, id);
    create index project_teams_of_team_updated_at on project_teams (organization_id, team_id, updated_at, id);
    create trigger project_teams_touch before update on project_teams
      for each row execute function app.touch();

    -- Security: it has the rights of its owner, to whom row-level security shows every organization. Only the functions and
    -- views below read it, with a condition on the organization.
    create view app.all_project_grants as
      select g.organization_id, g.project_id, g.user_id, g.level from project_members g
      union all
      select g.organization_id, g.project_id, m.user_id, g.level
      from team_members m
        join teams t on t.organization_id = m.organization_id and t.id = m.team_id
        left join teams p on p.organization_id = t.organization_id and p.id = t.parent_id
        join project_teams g on g.organization_id = m.organization_id and g.team_id in (t.id, t.parent_id, p.parent_id);
    comment on view app.all_project_grants is
      'Who has been given which level in which project, alone or by a team. A member has the highest. Nothing else says so.';
    comment on view app.project_grants is
      'Those of the present organization.';
  `.execute(db);
  await protectTenantTable(db, 'project_teams', {
    grants: ['select', 'insert', 'update (level, version)', 'delete'],
  });
  await raiseVersions(db, 'project_teams');
  await showVisible(db, 'project_teams', namesVisible('project_teams', 'project'));
  await sql.raw(projectGrants('app.all_project_grants')).execute(db);
  for (const [before, after] of edits) await rewriteFunctions(db, before, after);
  await sql`
    create function app.given_level(organization uuid, project uuid, member uuid) returns integer
    language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
      select greatest(
        case when r.permissions @> '{project.seeAll}'
          then app.level_number(case when r.permissions @> '{project.manage}' then 'MANAGE' else 'EDIT' end) else 0 end,
        (select max(app.level_number(g.level)) from app.all_project_grants g
          where g.organization_id = organization and g.project_id = project and g.user_id = member))
      from memberships m
        cross join lateral (
          select app.permissions_of(m.role, app.custom_permissions(m.organization_id, m.role_id)) as permissions) r
      where m.organization_id = organization and m.user_id = member
        and app.membership_holds(m.member_suspended_at, m.member_suspended_until) $$;
    comment on function app.given_level(uuid, uuid, uuid) is
      'The number of the level that a member has in a project by their role or by what they were given, also if it is not private. 0 for none, null without a membership that holds.';

    create function app.projects_of_team(team uuid) returns table (project_id uuid, level text)
    language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
      with recursive above as (
        select t.id, t.parent_id from teams t where t.organization_id = app.organization_id() and t.id = team
        union all
        select t.id, t.parent_id from teams t join above a on t.id = a.parent_id
          where t.organization_id = app.organization_id()
      )
      select distinct on (g.project_id) g.project_id, g.level from project_teams g
      where g.organization_id = app.organization_id() and g.team_id in (select a.id from above a)
      order by g.project_id, app.level_number(g.level) desc $$;
    comment on function app.projects_of_team(uuid) is
      'What the members of a team are given by it and the teams above it, also in projects that this transaction does not see.';

    create function app.known_secrets_gain(members uuid[], projects uuid[], levels text[]) returns boolean
    language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
      select exists (
        select from memberships m
          join api_keys k on k.organization_id = m.organization_id and k.owner_id = m.user_id
          join api_key_secrets s on s.organization_id = k.organization_id and s.api_key_id = k.id
          cross join unnest(projects, levels) as given (project, level)
        where m.organization_id = app.organization_id() and m.user_id = any(members) and m.kind = 'SERVICE'
          and k.revoked_at is null and coalesce(k.expires_at > now(), true) and coalesce(s.expires_at > now(), true)
          and coalesce(app.given_level(m.organization_id, given.project, m.user_id), 0) < app.level_number(given.level)
          -- A key never manages what only its owner was given to manage.
          and least(app.level_number(given.level), app.level_number('EDIT')) > case
            when s.expires_at = k.roll_due_at then 0
            else coalesce(app.given_level(m.organization_id, given.project, s.seen_by_id), 0) end) $$;
    comment on function app.known_secrets_gain(uuid[], uuid[], text[]) is
      'Whether somebody knows the secret of a service account''s key, and lacks the level that the account is about to be given.';

    revoke execute on function app.given_level(uuid, uuid, uuid), app.projects_of_team(uuid),
      app.known_secrets_gain(uuid[], uuid[], text[]) from public;
    grant execute on function app.projects_of_team(uuid), app.known_secrets_gain(uuid[], uuid[], text[])
      to polity_serving, polity_system;
  `.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  // In the order in which requests lock them, so that none is the victim of a deadlock.
  await sql`
    lock table organizations, projects in access exclusive mode;
    drop function app.known_secrets_gain(uuid[], uuid[], text[]), app.projects_of_team(uuid),
      app.given_level(uuid, uuid, uuid)`.execute(db);
  for (const [before, after] of edits.toReversed()) await rewriteFunctions(db, after, before);
  await sql`
    ${sql.raw(projectGrants('project_members'))};
    comment on view app.project_grants is
      'Who has been given which level in which project of the present organization. Nothing else says so.';
    drop view app.all_project_grants;
    drop table project_teams`.execute(db);
}

/** Parts of functions, and what takes their place. Each is undone by the reverse. */
const edits: [before: string, after: string][] = [
  [
    `exists (select from project_members g where g.organization_id = organization
            and g.project_id = project and g.user_id = member)`,
    `exists (select from app.all_project_grants g where g.organization_id = organization
            and g.project_id = project and g.user_id = member)`,
  ],
  [
    `from project_members g where g.organization_id = app.organization_id() and g.user_id = member)`,
    `from app.project_grants g where g.user_id = member)`,
  ],
];
