import { type Kysely, sql } from 'kysely';

/**
 * Every job that a traced transaction adds has its trace, whichever function adds it, and `tracestate` follows
 * `traceparent` (W3C Trace Context) to jobs and webhooks. A traced transaction sets `app.traceparent` and, if there is one,
 * `app.tracestate`.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table webhook_messages add column tracestate text
      default nullif(current_setting('app.tracestate', true), '');
    comment on column webhook_messages.tracestate is
      'Goes with traceparent, as in the W3C header of that name; null if there is none.';

    create function app.trace_job() returns trigger
    language plpgsql set search_path = pg_catalog, public, pg_temp as $$
    declare
      parent text := current_setting('app.traceparent', true);
      state text := nullif(current_setting('app.tracestate', true), '');
    begin
      -- A payload that has another trace, such as that of a postponed job, keeps it.
      if json_typeof(new.payload) = 'object' and coalesce(new.payload ->> 'traceparent', parent) = parent then
        new.payload := (new.payload::jsonb || jsonb_strip_nulls(jsonb_build_object(
          'traceparent', parent, 'tracestate', state)))::json;
      end if;
      return new;
    end $$;
    revoke execute on function app.trace_job() from public;
    comment on function app.trace_job() is 'Adds the trace of the transaction to a job.';

    create trigger trace_job before insert on graphile_worker._private_jobs for each row
      when (coalesce(current_setting('app.traceparent', true), '') <> '')
      execute function app.trace_job();
  `.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`
    drop trigger trace_job on graphile_worker._private_jobs;
    drop function app.trace_job();
    alter table webhook_messages drop column tracestate;
  `.execute(db);
}
