import { type Kysely, sql } from 'kysely';

/** Finds what a person created in an organization without reading everybody's tasks and comments. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create index tasks_created_by on tasks (organization_id, created_by_id, created_at, id);
    create index comments_author on comments (organization_id, author_id, created_at, id);
  `.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`
    drop index comments_author;
    drop index tasks_created_by;
  `.execute(db);
}
