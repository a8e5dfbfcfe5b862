import { type Kysely, sql } from 'kysely';

/**
 * Requests only log what subscribers and workers are told; the server tells them after the commit (events/teller.ts).
 *
 * PostgreSQL lets only one transaction that has called NOTIFY commit at a time, in all databases, and it waits for the disk
 * meanwhile. So all writes together were as fast as the disk, one commit after the other.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table live_events add column told boolean not null default true;
    comment on column live_events.told is 'False until app.tell_changes has sent the message. Functions that send it themselves log true.';
    create index live_events_untold on live_events (sequence) where not told;

    create function app.insert_announcement(organization uuid, happenings jsonb, actor uuid) returns void
    language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
    declare
      -- The clock grows with every write to one entity, whose row is locked, and counts for no other tenant.
      sequence bigint := (extract(epoch from clock_timestamp()) * 1000000)::bigint;
      payload json := ${payload};
      task integer := (select t.id from graphile_worker._private_tasks t where t.identifier = 'announce');
    begin
      -- No worker has started yet and registered the task.
      if task is null then
        perform graphile_worker.add_job('announce', payload, flags => array[organization::text], max_attempts => 12);
      else
        insert into graphile_worker._private_jobs (task_id, payload, max_attempts, flags)
          values (task, payload, 12, jsonb_build_object(organization::text, true));
      end if;
    end $$;
    revoke execute on function app.insert_announcement(uuid, jsonb, uuid) from public;
    comment on function app.insert_announcement(uuid, jsonb, uuid) is
      'Adds the job that announces events in an organization, without telling a worker of it.';

    create or replace function app.add_announcement(organization uuid, happenings jsonb, actor uuid) returns void
    language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
    begin
      perform app.insert_announcement(organization, happenings, actor);
      -- PostgreSQL delivers equal notifications of a transaction once. The random number keeps them apart.
      perform pg_notify('jobs:insert', '{"r":' || random()::text || ',"count":1}');
    end $$;

    create function app.log_changes(kind text, changes jsonb, happenings jsonb, actor uuid) returns void
    language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
    declare organization uuid := app.organization_id();
    begin
      if organization is null then raise insufficient_privilege using message = 'no organization'; end if;
      -- The transaction's id tells equal messages of two transactions apart.
      insert into live_events (payload, told)
        select jsonb_build_object('organizationId', organization, 'kind', kind, 'changes', part,
          'transaction', pg_current_xact_id()::text)::text, false
        from jsonb_array_elements(changes) as part;
      if happenings <> '[]' then perform app.insert_announcement(organization, happenings, actor); end if;
    end $$;
    revoke execute on function app.log_changes(text, jsonb, jsonb, uuid) from public;
    grant execute on function app.log_changes(text, jsonb, jsonb, uuid) to polity_serving, polity_system;
    comment on function app.log_changes(text, jsonb, jsonb, uuid) is
      'Logs changes in the present organization for subscribers, one message for each list of changes, and adds a job that announces events. app.tell_changes tells of both after the commit.';

    create function app.tell_changes(most integer) returns integer
    language plpgsql set search_path = pg_catalog, public, pg_temp as $$
    declare
      message text;
      told integer := 0;
    begin
      -- Only one transaction that has called NOTIFY commits at a time: this one does not wait for the disk. If PostgreSQL
      -- crashes and forgets it, the messages are sent again, and recognized.
      perform set_config('synchronous_commit', 'off', true);
      -- Waits for a concurrent call, whose messages precede. A change that follows another one has a greater number.
      for message in
        with due as (
          select e.sequence from live_events e where not e.told order by e.sequence limit most for no key update
        ), sent as (
          update live_events e set told = true from due where e.sequence = due.sequence returning e.sequence, e.payload
        )
        select sent.payload from sent order by sent.sequence
      loop
        perform pg_notify('polity_events', message);
        told := told + 1;
      end loop;
      if told > 0 then
        perform pg_notify('jobs:insert', '{"r":' || random()::text || ',"count":' || told || '}');
      end if;
      return told;
    end $$;
    revoke execute on function app.tell_changes(integer) from public;
    grant execute on function app.tell_changes(integer) to polity_system;
    comment on function app.tell_changes(integer) is
      'Tells subscribers and workers of logged changes that have been committed, the oldest first. Returns how many.';
  `.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`
    drop function app.tell_changes(integer);
    drop function app.log_changes(text, jsonb, jsonb, uuid);

    create or replace function app.add_announcement(organization uuid, happenings jsonb, actor uuid) returns void
    language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
    declare
      -- The clock grows with every write to one entity, whose row is locked, and counts for no other tenant.
      sequence bigint := (extract(epoch from clock_timestamp()) * 1000000)::bigint;
      payload json := ${payload};
      task integer := (select t.id from graphile_worker._private_tasks t where t.identifier = 'announce');
    begin
      -- No worker has started yet and registered the task.
      if task is null then
        perform graphile_worker.add_job('announce', payload, flags => array[organization::text], max_attempts => 12);
        return;
      end if;
      insert into graphile_worker._private_jobs (task_id, payload, max_attempts, flags)
        values (task, payload, 12, jsonb_build_object(organization::text, true));
      -- PostgreSQL delivers equal notifications of a transaction once. The random number keeps them apart.
      perform pg_notify('jobs:insert', '{"r":' || random()::text || ',"count":1}');
    end $$;

    drop function app.insert_announcement(uuid, jsonb, uuid);
    drop index live_events_untold;
    alter table live_events drop column told;
  `.execute(db);
}

const payload = sql.raw(`json_build_object(
        'organizationId', organization,
        'id', uuidv7(),
        'actorId', actor,
        'occurredAt', to_char(clock_timestamp() at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
        'happenings', (
          select jsonb_agg(happening || jsonb_build_object('sequence', sequence + number - 1) order by number)
          from jsonb_array_elements(happenings) with ordinality as listed (happening, number)))`);
