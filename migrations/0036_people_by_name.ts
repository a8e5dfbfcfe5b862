import { sql, type Kysely } from 'kysely';

/** Lets platform administrators sort all users by name without sorting the table. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create index users_name on users ((app.fold_text(full_name) collate "C"), id)`.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`drop index users_name`.execute(db);
}
