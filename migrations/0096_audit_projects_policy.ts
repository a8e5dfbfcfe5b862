import { type Kysely, sql } from 'kysely';
import { namesVisible, showVisible } from '../src/database/show-visible.ts';

const ofProjects = `target_type <> 'Project' or ${namesVisible('audit_events', 'project', 'target_id')}`;

/** Row-level security shows what is recorded of things on a project to those who see the project. */
export async function up(db: Kysely<unknown>): Promise<void> {
  const ofThings = namesVisible('audit_events', 'project');
  await replacePolicy(db, `case when project_id is not null then ${ofThings} else ${ofProjects} end`);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await replacePolicy(db, ofProjects);
}

async function replacePolicy(db: Kysely<unknown>, condition: string): Promise<void> {
  await sql`drop policy visible on audit_events`.execute(db);
  await showVisible(db, 'audit_events', condition, 'select');
}
