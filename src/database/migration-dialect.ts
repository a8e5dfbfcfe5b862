import { type DatabaseIntrospector, type Kysely, PostgresDialect, sql } from 'kysely';
import { DEFAULT_MIGRATION_LOCK_TABLE, DEFAULT_MIGRATION_TABLE } from 'kysely/migration';

/**
 * Kysely's migrator asks before each migration whether its own two tables exist, and would read all columns of all tables
 * for that: with many tables that took as long as the migrations.
 */
export class MigrationDialect extends PostgresDialect {
  override createIntrospector(db: Kysely<unknown>): DatabaseIntrospector {
    return {
      getSchemas: () => super.createIntrospector(db).getSchemas(),
      async getTables() {
        const { rows } = await sql<{ name: string; schema: string }>`
          select relname as name, nspname as schema from pg_class join pg_namespace on pg_namespace.oid = relnamespace
          where relname in (${DEFAULT_MIGRATION_TABLE}, ${DEFAULT_MIGRATION_LOCK_TABLE}) and relkind = 'r'`.execute(
          db,
        );
        return rows.map((row) => ({ ...row, isView: false, isForeign: false, columns: [] }));
      },
    };
  }
}
