import { createDatabaseServices } from '../bootstrap/create-services.ts';
import { loadConfigOrExit } from '../bootstrap/startup.ts';
import { type DatabaseAccess, locateDatabase } from '../database/open.ts';
import { processDb, type SystemDb } from '../database/system.ts';
import { onInterruption } from '../util/interruption.ts';

/** Runs `work` with the configured database. Stops the embedded one afterwards if it was started here. */
export async function withDatabase<Result>(
  work: (database: DatabaseAccess) => Promise<Result>,
): Promise<Result> {
  const located = locateDatabase(loadConfigOrExit());
  const release = onInterruption(async () => (await located).close());
  try {
    const database = await located;
    try {
      return await work(database);
    } finally {
      await database.close();
    }
  } finally {
    release();
  }
}

/** Like `withDatabase`, with the system login. */
export const withSystemDb = <Result>(work: (db: SystemDb) => Promise<Result>): Promise<Result> =>
  withDatabase((database) => asSystem(database, work));

/** Runs `work` with the system login of a database. */
export async function asSystem<Result>(
  database: DatabaseAccess,
  work: (db: SystemDb) => Promise<Result>,
): Promise<Result> {
  const { services, stop } = await createDatabaseServices(loadConfigOrExit(), database);
  try {
    return await work(processDb(services));
  } finally {
    await stop();
  }
}
