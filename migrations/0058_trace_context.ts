import { type Kysely, sql } from 'kysely';

/**
 * Traces continue from a transaction into what it leaves behind: jobs, messages of webhooks, and live events. A traced
 * transaction sets `app.traceparent`. Without it, nothing of this changes.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table webhook_messages add column traceparent text
      default nullif(current_setting('app.traceparent', true), '');
    comment on column webhook_messages.traceparent is
      'The trace of the transaction that wrote the message, as in the W3C header of that name; null if it was not traced.';

    ${sql.raw(insertAnnouncement("nullif(current_setting('app.traceparent', true), '')"))}
    ${sql.raw(enqueueJob(` || ${traceOfTransaction}`))}
    ${sql.raw(logChanges(` || ${traceOfTransaction}`))}
    ${sql.raw(addLiveEvent(` || ${traceOfTransaction}`))}
  `.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table webhook_messages drop column traceparent;
    ${sql.raw(insertAnnouncement(undefined))}
    ${sql.raw(enqueueJob(''))}
    ${sql.raw(logChanges(''))}
    ${sql.raw(addLiveEvent(''))}
  `.execute(db);
}

const traceOfTransaction = `jsonb_strip_nulls(jsonb_build_object(
          'traceparent', nullif(current_setting('app.traceparent', true), '')))`;

const insertAnnouncement = (trace: string | undefined) => `
    create or replace function app.insert_announcement(organization uuid, happenings jsonb, actor uuid) returns void
    language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
    declare
      -- The clock grows with every write to one entity, whose row is locked, and counts for no other tenant.
      sequence bigint := (extract(epoch from clock_timestamp()) * 1000000)::bigint;
      payload json := json_build_object(
        'organizationId', organization,
        'id', uuidv7(),
        'actorId', actor,
        'occurredAt', to_char(clock_timestamp() at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
        'happenings', (
          select jsonb_agg(happening || jsonb_build_object('sequence', sequence + number - 1) order by number)
          from jsonb_array_elements(happenings) with ordinality as listed (happening, number)));${
            trace === undefined ? '' : `\n      trace text := ${trace};`
          }
      task integer := (select t.id from graphile_worker._private_tasks t where t.identifier = 'announce');
    begin${
      trace === undefined
        ? ''
        : `
      if trace is not null then
        payload := (payload::jsonb || jsonb_build_object('traceparent', trace))::json;
      end if;`
    }
      -- No worker has started yet and registered the task.
      if task is null then
        perform graphile_worker.add_job('announce', payload, flags => array[organization::text], max_attempts => 12);
      else
        insert into graphile_worker._private_jobs (task_id, payload, max_attempts, flags)
          values (task, payload, 12, jsonb_build_object(organization::text, true));
      end if;
    end $$;`;

/** The functions of `down` must be those of the migrations before, to the character. */
const added = (object: string, trace: string) => (trace === '' ? object : `(${object}${trace})`);

const enqueueJob = (trace: string) => `
    create or replace function app.enqueue_job(identifier text, payload jsonb, most_attempts integer default null) returns void
    language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
    begin
      perform graphile_worker.add_job(identifier,
        (payload || jsonb_build_object('organizationId', app.organization_id())${trace})::json,
        max_attempts => most_attempts, flags => array[app.organization_id()::text]);
    end $$;`;

const logChanges = (trace: string) => `
    create or replace function app.log_changes(kind text, changes jsonb, happenings jsonb, actor uuid) returns void
    language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
    declare organization uuid := app.organization_id();
    begin
      if organization is null then raise insufficient_privilege using message = 'no organization'; end if;
      -- The transaction's id tells equal messages of two transactions apart.
      insert into live_events (payload, told)
        select ${added(
          `jsonb_build_object('organizationId', organization, 'kind', kind, 'changes', part,
          'transaction', pg_current_xact_id()::text)`,
          trace,
        )}::text, false
        from jsonb_array_elements(changes) as part;
      if happenings <> '[]' then perform app.insert_announcement(organization, happenings, actor); end if;
    end $$;`;

const addLiveEvent = (trace: string) => `
    create or replace function app.add_live_event(organization uuid, kind text, changes jsonb) returns void
    language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
    declare message text;
    begin
      -- The transaction's id tells equal messages of two transactions apart.
      message := ${added(
        `jsonb_build_object('organizationId', organization, 'kind', kind, 'changes', changes,
        'transaction', pg_current_xact_id()::text)`,
        trace,
      )}::text;
      insert into live_events (payload) values (message);
      perform pg_notify('polity_events', message);
    end $$;`;
