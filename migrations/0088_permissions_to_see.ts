import { type Kysely, sql } from 'kysely';

/**
 * Custom roles and limited API keys that have a permission within projects get those to see projects and tasks, if they lack
 * them: until now the fields of other objects showed these to everybody. The next migration shows them to nobody without.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  const complete = sql`array(select unnest(permissions) union select unnest('{project.see,task.see}'::text[]) order by 1)`;
  const isIncomplete = sql`not permissions @> '{project.see,task.see}' and permissions &&
    '{comment.deleteOthers,comment.write,project.manage,project.see,project.seeAll,task.deleteOthers,task.see,task.write,webhook.manage}'`;
  await sql`
    update organization_roles set permissions = ${complete}, version = version + 1 where ${isIncomplete};
    update api_keys set permissions = ${complete} where ${isIncomplete}`.execute(db);
}

/** The previous release shows the same with these permissions. */
export async function down(): Promise<void> {}
