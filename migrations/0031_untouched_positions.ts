import { type Kysely, sql } from 'kysely';

/** Positions of tasks that have grown long are shortened, which leaves no other trace in the tasks. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    drop trigger tasks_touch on tasks;
    create trigger tasks_touch before update of project_id, title, description, status, priority, assignee_id, due_at,
      completed_at, archived_at, version on tasks for each row execute function app.touch();

    create function app.shorten_positions(project uuid) returns boolean
    language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
    declare
      ordered uuid[];
    begin
      perform from tasks t where t.organization_id = app.organization_id() and t.project_id = project
        for no key update nowait;
      ordered := array(select t.id from tasks t
        where t.organization_id = app.organization_id() and t.project_id = project order by t.position);
      -- PostgreSQL checks uniqueness row by row: the new positions must not meet those that are still there.
      update tasks t set position = '~' || t.id
        where t.organization_id = app.organization_id() and t.project_id = project;
      update tasks t set position = app.position_at(place.number)
        from unnest(ordered) with ordinality as place (id, number)
        where t.organization_id = app.organization_id() and t.id = place.id;
      return true;
    exception when lock_not_available then
      return false;
    end $$;
    comment on function app.shorten_positions is
      'Writes the positions of a project''s tasks anew, in the same order. The project is locked. Returns false, and does nothing, while somebody else writes to one of the tasks: a later move tries again.';
    revoke execute on function app.shorten_positions from public;
    grant execute on function app.shorten_positions to polity_serving;
  `.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`
    drop function app.shorten_positions;
    drop trigger tasks_touch on tasks;
    create trigger tasks_touch before update on tasks for each row execute function app.touch();
  `.execute(db);
}
