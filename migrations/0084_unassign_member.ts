import { type Kysely, sql } from 'kysely';

/** A member who leaves is unassigned from all tasks, also from those that whoever ends the membership does not see. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create function app.unassign_member(member uuid, actor uuid) returns table (id uuid, project_id uuid)
    language sql security definer set search_path = pg_catalog, public, pg_temp as $$
      with changed as (
        update tasks t set assignee_id = null, version = version + 1
        where t.organization_id = app.organization_id() and t.assignee_id = member
        returning t.id, t.project_id
      ), logged as (
        insert into task_changes (organization_id, task_id, actor_id, fields)
        select app.organization_id(), changed.id, actor,
          jsonb_build_array(jsonb_build_object('field', 'assignee', 'from', member, 'to', null)) from changed
      )
      select changed.id, changed.project_id from changed $$;
    comment on function app.unassign_member(uuid, uuid) is
      'Unassigns a member of the present organization from all tasks and writes their history. Returns the tasks, also those that the caller does not see.';
    revoke execute on function app.unassign_member(uuid, uuid) from public;
    grant execute on function app.unassign_member(uuid, uuid) to polity_serving;
  `.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`drop function app.unassign_member(uuid, uuid)`.execute(db);
}
