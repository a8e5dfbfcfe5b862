import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  await announcement(db, sql`flags => array[organization::text], max_attempts => 12`);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await announcement(db, sql`flags => array[organization::text]`);
}

/** As often as other jobs: the queue's own default is 25 times, which takes days. */
async function announcement(db: Kysely<unknown>, options: ReturnType<typeof sql>): Promise<void> {
  await sql`
    create or replace function app.add_announcement(organization uuid, happenings jsonb, actor uuid) returns void
    language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
    declare
      -- The clock grows with every write to one thing, whose row is locked, and counts for no other tenant.
      sequence bigint := (extract(epoch from clock_timestamp()) * 1000000)::bigint;
    begin
      perform graphile_worker.add_job('announce', json_build_object(
        'organizationId', organization,
        'id', uuidv7(),
        'actorId', actor,
        'occurredAt', to_char(clock_timestamp() at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
        'happenings', (
          select jsonb_agg(happening || jsonb_build_object('sequence', sequence + number - 1) order by number)
          from jsonb_array_elements(happenings) with ordinality as listed (happening, number))),
        ${options});
    end $$`.execute(db);
}
