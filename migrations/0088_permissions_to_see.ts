import { type Kysely, sql } from 'kysely';

/**
 * Custom roles and limited API keys that have a permission within projects get those to see projects and tasks, if they lack
 * them: until now the fields of other objects showed these to everybody. The functions of the next migration, which shows them
 * to nobody without, call the one that is created here.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  const complete = sql`array(select unnest(permissions) union select unnest('{project.see,task.see}'::text[]) order by 1)`;
  const isIncomplete = sql`not permissions @> '{project.see,task.see}' and permissions &&
    '{comment.deleteOthers,comment.write,project.manage,project.see,project.seeAll,task.deleteOthers,task.see,task.write,webhook.manage}'`;
  await sql`
    create function app.shows_projects(permissions text[]) returns boolean language sql immutable parallel safe as $$
      select coalesce(permissions @> '{project.see,task.see}', true) $$;
    comment on function app.shows_projects(text[]) is
      'Whether permissions include those to see projects and their tasks. Null stands for those of a built-in role.';
    revoke execute on function app.shows_projects(text[]) from public;
    grant execute on function app.shows_projects(text[]) to polity_serving, polity_system;

    update organization_roles set permissions = ${complete}, version = version + 1 where ${isIncomplete};
    update api_keys set permissions = ${complete} where ${isIncomplete}`.execute(db);
}

/** Roles and keys keep what they got: the previous release shows them the same without. */
export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`drop function app.shows_projects(text[])`.execute(db);
}
