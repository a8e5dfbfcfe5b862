import { type Kysely, sql } from 'kysely';

/** Locks and claims an idempotency key with one statement: each round trip costs a mutation more than either of the two. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create function app.lock_idempotency_key(lock_name text, key text, request_hash bytea)
    returns table (alone boolean, id uuid, same boolean, answer text)
    language plpgsql set search_path = pg_catalog, public, pg_temp as $$
    begin
      alone := pg_try_advisory_xact_lock(hashtextextended(lock_name, 0));
      if alone then
        -- This statement has a snapshot of its own, which shows what a twin has committed before it released the lock.
        select c.id, c.same, c.answer into id, same, answer from app.claim_idempotency_key(key, request_hash) c;
      end if;
      return next;
    end $$;
    revoke execute on function app.lock_idempotency_key(text, text, bytea) from public;
    grant execute on function app.lock_idempotency_key(text, text, bytea) to polity_serving, polity_system;
    comment on function app.lock_idempotency_key(text, text, bytea) is
      'Locks the name until the transaction ends, and claims the key. If another transaction holds the lock, claims nothing.';
  `.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`drop function app.lock_idempotency_key(text, text, bytea)`.execute(db);
}
