import { type Kysely, sql } from 'kysely';

/** Tells all processes of sessions that end early, so that they close what was opened with them at once. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create function app.session_ended() returns trigger
    language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
    begin
      perform pg_notify('polity_events', json_build_object('organizationId', '', 'kind', 'session',
        'changes', json_build_array(json_build_object('type', 'DELETED', 'id', old.id, 'projectIds', '[]'::json,
          'changedFields', '[]'::json)))::text);
      return null;
    end $$;
    comment on function app.session_ended is
      'Tells all processes that a session has ended before it expired. Sockets and streams of it close once this commits.';
    revoke execute on function app.session_ended from public;

    create trigger session_ended after update of revoked_at on sessions
      for each row when (old.revoked_at is null and new.revoked_at is not null) execute function app.session_ended();
    create trigger session_deleted after delete on sessions
      for each row when (old.revoked_at is null) execute function app.session_ended();
  `.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`
    drop trigger session_deleted on sessions;
    drop trigger session_ended on sessions;
    drop function app.session_ended();
  `.execute(db);
}
