import { type Kysely, sql } from 'kysely';

/**
 * Lets the command `import-organization` insert an organization with the labels and plan segments that it had, in the
 * place of those that a new one gets.
 *
 * Security: only the system login inserts an organization with a setting of its own. Requests run on the serving login,
 * and a function inserts their organizations.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create function app.is_importing(organization uuid) returns boolean
    language sql stable set search_path = pg_catalog, public, pg_temp as $$
      select coalesce(current_setting('app.importing', true) = organization::text
        and pg_has_role(session_user, 'polity_system', 'usage'), false) $$;
    revoke execute on function app.is_importing(uuid) from public;
    grant execute on function app.is_importing(uuid) to polity_system;
    comment on function app.is_importing(uuid) is
      'Whether the transaction imports this organization, with all that its insertion would otherwise add.';

    create or replace trigger organizations_default_labels after insert on organizations
      for each row when (not app.is_importing(new.id)) execute function app.add_default_labels();
    create or replace trigger organizations_first_plan after insert on organizations
      for each row when (not app.is_importing(new.id)) execute function app.add_plan_segment();
  `.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`
    create or replace trigger organizations_default_labels after insert on organizations
      for each row execute function app.add_default_labels();
    create or replace trigger organizations_first_plan after insert on organizations
      for each row execute function app.add_plan_segment();
    drop function app.is_importing(uuid);
  `.execute(db);
}
