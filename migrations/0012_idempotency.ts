import { sql, type Kysely } from 'kysely';

/** The first answers to operations that were sent with an `Idempotency-Key`. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table idempotency_records (
      id uuid not null default uuidv7() primary key,
      caller_id uuid not null,
      organization_id uuid,
      key text not null check (char_length(key) between 1 and 255),
      request_hash bytea not null,
      answer text,
      created_at timestamptz not null default clock_timestamp(),
      constraint idempotency_records_key unique nulls not distinct (caller_id, organization_id, key)
    );
    comment on table idempotency_records is
      'Kept for 24 hours. Without foreign keys: a caller may delete their own account or organization in the operation that the record is about.';
    comment on column idempotency_records.answer is 'Null only within the transaction that makes it.';
    create index idempotency_records_created_at on idempotency_records (created_at);
    alter table idempotency_records enable row level security;
    alter table idempotency_records force row level security;
    create policy system on idempotency_records to polity_system using (true);

    create function app.claim_idempotency_key(key text, request_hash bytea)
    returns table (id uuid, same boolean, answer text)
    language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
    #variable_conflict use_column
    declare caller uuid := coalesce(app.user_id(), app.api_key_id());
    begin
      if caller is null then return; end if;
      delete from idempotency_records r
        where r.caller_id = caller and r.organization_id is not distinct from app.organization_id()
          and r.key = claim_idempotency_key.key and r.created_at <= now() - interval '24 hours';
      -- Waits for a twin that is at it, until it has committed or rolled back.
      insert into idempotency_records as r (caller_id, organization_id, key, request_hash)
        values (caller, app.organization_id(), claim_idempotency_key.key, claim_idempotency_key.request_hash)
        on conflict on constraint idempotency_records_key do nothing
        returning r.id into id;
      if id is null then
        select r.id, r.request_hash = claim_idempotency_key.request_hash, r.answer into id, same, answer
          from idempotency_records r
          where r.caller_id = caller and r.organization_id is not distinct from app.organization_id()
            and r.key = claim_idempotency_key.key;
      end if;
      return next;
    end $$;
    comment on function app.claim_idempotency_key is
      'The caller''s record of this key in the present organization: with its answer, or new, with none. No row for an anonymous caller.';

    create function app.keep_answer(record uuid, answer text) returns void
    language sql security definer set search_path = pg_catalog, public, pg_temp as $$
      update idempotency_records set answer = keep_answer.answer
        where id = record and idempotency_records.answer is null and keep_answer.answer is not null;
      delete from idempotency_records
        where id = record and idempotency_records.answer is null and keep_answer.answer is null;
    $$;
    comment on function app.keep_answer is
      'Completes a record that the present transaction has made; without an answer it is taken back.';

    revoke execute on function app.claim_idempotency_key, app.keep_answer from public;
    grant execute on function app.claim_idempotency_key, app.keep_answer to polity_serving, polity_system;
  `.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`
    drop function app.keep_answer;
    drop function app.claim_idempotency_key;
    drop table idempotency_records;
  `.execute(db);
}
