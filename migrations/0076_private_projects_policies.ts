import { type Kysely, sql } from 'kysely';

/** By table, in the order in which requests lock them: SQL that is true of the rows that hang on a visible project. */
const conditions: Record<string, string> = {
  // Of its own columns: the view does not have a row that is being inserted yet.
  projects: `visibility = 'ORGANIZATION' and (select app.sees_organization_projects())
    or exists (select from app.project_grants g where g.organization_id = projects.organization_id
      and g.project_id = projects.id and g.user_id = (select app.member_id()))`,
  project_members: within('project_members', 'visible_projects', 'project_id'),
  tasks: within('tasks', 'visible_projects', 'project_id'),
  task_labels: within('task_labels', 'visible_tasks', 'task_id'),
  task_changes: within('task_changes', 'visible_tasks', 'task_id'),
  comments: within('comments', 'visible_tasks', 'task_id'),
  comment_mentions: `exists (select from comments c
    where c.organization_id = comment_mentions.organization_id and c.id = comment_mentions.comment_id)`,
  watches: `case when project_id is not null then ${within('watches', 'visible_projects', 'project_id')}
    else ${within('watches', 'visible_tasks', 'task_id')} end`,
  notifications: `task_id is null or ${within('notifications', 'visible_tasks', 'task_id')}`,
};

/** Whether the project or task that the column names is visible. */
function within(table: string, view: 'visible_projects' | 'visible_tasks', column: string): string {
  return `exists (select from app.${view} v
    where v.organization_id = ${table}.organization_id and v.id = ${table}.${column})`;
}

/** Row-level security shows projects, and what hangs on them, to those who see the project. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const [table, condition] of Object.entries(conditions))
    await sql`
      create policy visible on ${sql.table(table)} as restrictive to polity_serving
        using ((select app.sees_all_projects()) or ${sql.raw(condition)})`.execute(db);
  // What is recorded is seen by others, also of a project that was deleted.
  await sql`
    create policy visible on audit_events as restrictive for select to polity_serving
      using ((select app.sees_all_projects()) or target_type <> 'Project'
        or ${sql.raw(within('audit_events', 'visible_projects', 'target_id'))})`.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  for (const table of [...Object.keys(conditions), 'audit_events'])
    await sql`drop policy visible on ${sql.table(table)}`.execute(db);
}
