import { type Kysely, sql } from 'kysely';

/**
 * `app.tell_changes` finds the rows that it has locked by their addresses, whatever the statistics say. With a join, plans
 * that were made while many rows were due read the whole log, 50 times a second.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await replaceStatement(
    db,
    sql`with sent as (
          update live_events e set told = true
          -- Whoever changed a row meanwhile has told of it: the rows that are locked are still at their addresses.
          where e.ctid = any(array(
            select due.ctid from live_events due where not due.told order by due.sequence limit most for no key update))
          returning e.sequence, e.payload
        )`,
  );
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await replaceStatement(
    db,
    sql`with due as (
          select e.sequence from live_events e where not e.told order by e.sequence limit most for no key update
        ), sent as (
          update live_events e set told = true from due where e.sequence = due.sequence returning e.sequence, e.payload
        )`,
  );
}

async function replaceStatement(db: Kysely<unknown>, sent: ReturnType<typeof sql>): Promise<void> {
  await sql`
    create or replace function app.tell_changes(most integer) returns integer
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
        ${sent}
        select sent.payload from sent order by sent.sequence
      loop
        perform pg_notify('polity_events', message);
        told := told + 1;
      end loop;
      if told > 0 then
        perform pg_notify('jobs:insert', '{"r":' || random()::text || ',"count":' || told || '}');
      end if;
      return told;
    end $$`.execute(db);
}
