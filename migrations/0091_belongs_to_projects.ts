import { type Kysely, sql } from 'kysely';

/** Nothing asks any more whether a member belongs to projects that the caller does not see: the answer would tell. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`drop function app.belongs_to_projects(uuid)`.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`
    create function app.belongs_to_projects(member uuid) returns boolean
    language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
      select exists (select from app.project_grants g where g.user_id = member) $$;
    comment on function app.belongs_to_projects(uuid) is
      'Whether a member belongs to projects of the present organization, also to some that this transaction does not see.';
    revoke execute on function app.belongs_to_projects(uuid) from public;
    grant execute on function app.belongs_to_projects(uuid) to polity_serving, polity_system`.execute(db);
}
