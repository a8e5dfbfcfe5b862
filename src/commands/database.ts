import { migrate, migrateDown, withMigrator } from '../database/migrate.ts';
import { loadConfigOrExit, createLogger } from '../bootstrap/startup.ts';
import { withDatabase } from './with-database.ts';

export type Direction = 'up' | 'down' | 'status';

/** Prints a line for each migration. */
export function runMigrations(direction: Direction): Promise<void> {
  return withDatabase(async ({ systemUrl, servingUrl }) => {
    if (direction === 'up') {
      const results = await migrate(systemUrl, servingUrl, createLogger(loadConfigOrExit()));
      for (const { migrationName } of results) console.log(`up    ${migrationName}`);
      if (results.length === 0) console.log('The database is up to date.');
    } else if (direction === 'down') {
      const logger = createLogger(loadConfigOrExit());
      const results = await withMigrator(systemUrl, (migrator) => migrateDown(migrator, logger));
      for (const { migrationName } of results) console.log(`down  ${migrationName}`);
    } else {
      const migrations = await withMigrator(systemUrl, (migrator) => migrator.getMigrations());
      for (const { name, executedAt } of migrations)
        console.log(`${executedAt ? 'done   ' : 'pending'}  ${name}`);
    }
  });
}
