import { sql, type Kysely } from 'kysely';

/** How a change is told to every process that serves subscriptions. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create function app.publish_event(kind text, payload jsonb) returns void
    language plpgsql set search_path = pg_catalog, public, pg_temp as $$
    begin
      if app.organization_id() is null then raise insufficient_privilege using message = 'no organization'; end if;
      perform pg_notify('polity_events',
        jsonb_build_object('organizationId', app.organization_id(), 'kind', kind, 'changes', payload)::text);
    end $$;
    comment on function app.publish_event is
      'Tells all processes of changes when the present transaction commits, stamped with the present organization. Carries ids and names of fields alone: what changed is read again by who may.';
    revoke execute on function app.publish_event from public;
    grant execute on function app.publish_event to polity_serving, polity_system;
  `.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`drop function app.publish_event`.execute(db);
}
