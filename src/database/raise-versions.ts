import { type QueryExecutorProvider, sql } from 'kysely';

/** By event, the names of the tables of changed rows. PostgreSQL allows them only in triggers of a single event. */
const events = {
  insert: 'new table as changed',
  update: 'old table as before new table as changed',
  delete: 'old table as changed',
};

/**
 * Makes changes of a tenant table's rows raise their organization's version, so that no kept response shows older rows
 * (graphql/validated/responses.ts). A table whose rows no eligible field shows needs no triggers, but an entry with the
 * reason in test/support/catalog.ts.
 *
 * Merged migrations call this function, so its behaviour must not change.
 */
export async function raiseVersions(db: QueryExecutorProvider, name: string): Promise<void> {
  for (const [event, tables] of Object.entries(events))
    await sql`
      create trigger ${sql.ref(`${name}_version_${event}`)} after ${sql.raw(event)} on ${sql.table(name)}
        referencing ${sql.raw(tables)} for each statement execute function app.rows_changed()`.execute(db);
}

/** Removes the triggers. */
export async function keepVersions(db: QueryExecutorProvider, name: string): Promise<void> {
  for (const event of Object.keys(events))
    await sql`drop trigger ${sql.ref(`${name}_version_${event}`)} on ${sql.table(name)}`.execute(db);
}
