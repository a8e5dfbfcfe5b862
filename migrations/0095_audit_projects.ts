import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table audit_events add column project_id uuid;
    comment on column audit_events.project_id is
      'The project that the target hangs on; kept when the project is gone. Null for projects themselves, and for what hangs on none.';
  `.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`alter table audit_events drop column project_id`.execute(db);
}
