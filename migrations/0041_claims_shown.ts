import { type Kysely, sql } from 'kysely';

/**
 * Shows accounts the address that they claim. Not in one migration with the column: a request that waited for the table
 * while both are taken back would look for a column that is gone.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await rewriteBeginRequest(db, 'u.id, u.email,', 'u.id, coalesce(u.email, u.claimed_email),');
}

/** @throws while accounts claim addresses: the earlier release cannot keep them */
export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`
    do $$ begin
      if exists (select from users where email is null) then
        raise exception 'accounts claim addresses that other accounts hold: delete them first (users.email is null)';
      end if;
    end $$`.execute(db);
  await rewriteBeginRequest(db, 'u.id, coalesce(u.email, u.claimed_email),', 'u.id, u.email,');
}

/** Replaces a part of the function, whose arguments, result and grants stay. @throws when the part is missing */
async function rewriteBeginRequest(db: Kysely<unknown>, before: string, after: string): Promise<void> {
  const { rows } = await sql<{ text: string }>`
    select pg_get_functiondef(oid) as text from pg_proc
    where proname = 'begin_request' and pronamespace = 'app'::regnamespace`.execute(db);
  const { text } = rows[0]!;
  if (!text.includes(before)) throw new Error(`app.begin_request does not say "${before}".`);
  await sql.raw(text.replace(before, after)).execute(db);
}
