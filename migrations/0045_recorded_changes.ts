import { type Kysely, sql } from 'kysely';

/**
 * Records a write with one statement: the changes for subscribers, and the job that announces the events.
 *
 * The job is inserted directly. `graphile_worker.add_job` also creates missing tasks and queues and replaces jobs by key,
 * which took longer than the write itself.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
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

    create function app.record_changes(kind text, changes jsonb, happenings jsonb, actor uuid) returns void
    language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
    declare
      organization uuid := app.organization_id();
      part jsonb;
    begin
      if organization is null then raise insufficient_privilege using message = 'no organization'; end if;
      for part in select jsonb_array_elements(changes) loop
        perform app.add_live_event(organization, kind, part);
      end loop;
      if happenings <> '[]' then perform app.add_announcement(organization, happenings, actor); end if;
    end $$;
    revoke execute on function app.record_changes(text, jsonb, jsonb, uuid) from public;
    grant execute on function app.record_changes(text, jsonb, jsonb, uuid) to polity_serving, polity_system;
    comment on function app.record_changes(text, jsonb, jsonb, uuid) is
      'Publishes changes in the present organization to subscribers, one message for each list of changes, and announces events through a job.';
  `.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`
    drop function app.record_changes(text, jsonb, jsonb, uuid);

    create or replace function app.add_announcement(organization uuid, happenings jsonb, actor uuid) returns void
    language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
    declare
      -- The clock grows with every write to one thing, whose row is locked, and counts for no other tenant.
      sequence bigint := (extract(epoch from clock_timestamp()) * 1000000)::bigint;
    begin
      perform graphile_worker.add_job('announce', ${payload},
        flags => array[organization::text], max_attempts => 12);
    end $$;
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
