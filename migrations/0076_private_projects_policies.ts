import { type Kysely, sql } from 'kysely';
import { namesEitherVisible, namesVisible, showVisible } from '../src/database/show-visible.ts';

/** By table, in the order in which requests lock them: SQL that is true of the rows that hang on a visible project. */
const conditions: Record<string, string> = {
  // Of its own columns: the view does not have a row that is being inserted yet.
  projects: `visibility = 'ORGANIZATION' and (select app.sees_organization_projects())
    or exists (select from app.project_grants g where g.organization_id = projects.organization_id
      and g.project_id = projects.id and g.user_id = (select app.member_id()))`,
  project_members: namesVisible('project_members', 'project'),
  tasks: namesVisible('tasks', 'project'),
  task_labels: namesVisible('task_labels', 'task'),
  task_changes: namesVisible('task_changes', 'task'),
  comments: namesVisible('comments', 'task'),
  comment_mentions: `exists (select from comments c
    where c.organization_id = comment_mentions.organization_id and c.id = comment_mentions.comment_id)`,
  watches: namesEitherVisible('watches'),
  notifications: `task_id is null or ${namesVisible('notifications', 'task')}`,
};

/** Row-level security shows projects, and what hangs on them, to those who see the project. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const [table, condition] of Object.entries(conditions)) await showVisible(db, table, condition);
  // What is recorded is seen by others, also of a project that was deleted.
  const ofProject = namesVisible('audit_events', 'project', 'target_id');
  await showVisible(db, 'audit_events', `target_type <> 'Project' or ${ofProject}`, 'select');
}

export async function down(db: Kysely<unknown>): Promise<void> {
  for (const table of [...Object.keys(conditions), 'audit_events'])
    await sql`drop policy visible on ${sql.table(table)}`.execute(db);
}
