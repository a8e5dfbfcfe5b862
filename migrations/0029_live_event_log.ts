import { type Kysely, sql } from 'kysely';

/** A log of the last live events: a process whose LISTEN connection broke reads there what it missed. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table live_events (
      sequence bigint generated always as identity primary key,
      payload text not null,
      created_at timestamptz not null default clock_timestamp()
    );
    comment on table live_events is
      'The messages of app.publish_event of the last 15 minutes, for processes whose LISTEN connection broke.';
    create index live_events_created_at on live_events (created_at);
    alter table live_events enable row level security;
    alter table live_events force row level security;
    create policy system on live_events to polity_system using (true);

    -- The transaction's id tells equal messages of two transactions apart.
    create or replace function app.publish_event(kind text, payload jsonb) returns void
    language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
    declare message text;
    begin
      if app.organization_id() is null then raise insufficient_privilege using message = 'no organization'; end if;
      message := jsonb_build_object('organizationId', app.organization_id(), 'kind', kind, 'changes', payload,
        'transaction', pg_current_xact_id()::text)::text;
      insert into live_events (payload) values (message);
      perform pg_notify('polity_events', message);
    end $$;
  `.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`
    create or replace function app.publish_event(kind text, payload jsonb) returns void
    language plpgsql security invoker set search_path = pg_catalog, public, pg_temp as $$
    begin
      if app.organization_id() is null then raise insufficient_privilege using message = 'no organization'; end if;
      perform pg_notify('polity_events',
        jsonb_build_object('organizationId', app.organization_id(), 'kind', kind, 'changes', payload)::text);
    end $$;
    drop table live_events;
  `.execute(db);
}
