import { type QueryExecutorProvider, sql } from 'kysely';

/** SQL that is true of a table's rows whose column names a project, or a task, that the transaction sees. */
export const namesVisible = (table: string, kind: 'project' | 'task', column = `${kind}_id`): string =>
  `exists (select from app.visible_${kind}s v
    where v.organization_id = ${table}.organization_id and v.id = ${table}.${column})`;

/** The same for a table whose rows name either a project or a task. */
export const namesEitherVisible = (table: string): string =>
  `case when project_id is not null then ${namesVisible(table, 'project')} else ${namesVisible(table, 'task')} end`;

/**
 * Shows the serving login rows of a migration's table only if the condition is true of them, unless it sees all projects.
 *
 * Security: a table whose rows hang on a project, without this, shows those of private projects to every member.
 *
 * Merged migrations call these functions, so their behaviour must not change.
 */
export async function showVisible(
  db: QueryExecutorProvider,
  table: string,
  condition: string,
  command: 'all' | 'select' = 'all',
): Promise<void> {
  await sql`
    create policy visible on ${sql.table(table)} as restrictive for ${sql.raw(command)} to polity_serving
      using ((select app.sees_all_projects()) or ${sql.raw(condition)})`.execute(db);
}
