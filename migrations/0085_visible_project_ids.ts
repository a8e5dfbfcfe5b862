import { type Kysely, sql } from 'kysely';

/**
 * The policies of private projects cost those who see all projects next to nothing.
 *
 * PostgreSQL prepares all parts of a statement's plan each time it executes the statement, also those that it then skips.
 * The condition of a private project was a join of projects with grants, for each mention of a table: more than twenty parts
 * in the statement that changes a task. Now the join is in a function, which PostgreSQL calls once for each mention, and only
 * for a caller whose sight is limited.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create function app.visible_project_ids() returns setof uuid
    language sql stable parallel safe security definer rows 100 set search_path = pg_catalog, public, pg_temp as $$
      select p.id from projects p
        where p.organization_id = app.organization_id() and p.visibility = 'ORGANIZATION'
          and app.sees_organization_projects()
      union all
      select g.project_id from app.project_grants g
        where g.organization_id = app.organization_id() and g.user_id = app.member_id() $$;
    comment on function app.visible_project_ids() is
      'The projects that this transaction sees, if it does not see all. A project can be listed twice.';
    revoke execute on function app.visible_project_ids() from public;
    grant execute on function app.visible_project_ids() to polity_serving, polity_system;

    create or replace view app.visible_projects as
      select p.organization_id, p.id from projects p
      where p.organization_id = (select app.organization_id()) and p.id in (select app.visible_project_ids());

    create or replace view app.visible_tasks as
      select t.organization_id, t.id from tasks t
      where t.organization_id = (select app.organization_id())
        and t.project_id in (select app.visible_project_ids());

    -- Of its own columns: the function does not return a project that is being inserted.
    alter policy visible on projects using ((select app.sees_all_projects())
      or visibility = 'ORGANIZATION' and app.sees_organization_projects()
      or id in (select app.visible_project_ids()));

    alter policy visible on tasks using ((select app.sees_all_projects())
      or project_id in (select app.visible_project_ids()));
  `.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter policy visible on projects using ((select app.sees_all_projects())
      or visibility = 'ORGANIZATION' and (select app.sees_organization_projects())
      or exists (select from app.project_grants g where g.organization_id = projects.organization_id
        and g.project_id = projects.id and g.user_id = (select app.member_id())));

    alter policy visible on tasks using ((select app.sees_all_projects())
      or exists (select from app.visible_projects v
        where v.organization_id = tasks.organization_id and v.id = tasks.project_id));

    create or replace view app.visible_projects as
      select p.organization_id, p.id from projects p
      where p.organization_id = (select app.organization_id()) and (
        p.visibility = 'ORGANIZATION' and (select app.sees_organization_projects())
        or exists (select from app.project_grants g where g.organization_id = p.organization_id
          and g.project_id = p.id and g.user_id = (select app.member_id())));

    create or replace view app.visible_tasks as
      select t.organization_id, t.id from tasks t
      where t.organization_id = (select app.organization_id())
        and exists (select from app.visible_projects v where v.organization_id = t.organization_id and v.id = t.project_id);

    drop function app.visible_project_ids();
  `.execute(db);
}
