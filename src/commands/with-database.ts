import { createPools, type DatabaseAccess, locateDatabase } from '../database/open.ts';
import { createSystemHandle, processDb, type SystemDb } from '../database/system.ts';
import { onInterruption } from '../interruption.ts';
import { configure, createLogger } from '../process.ts';

/** Runs `work` with the database of the settings, which it leaves as it was: started here, it is stopped again. */
export async function withDatabase<Result>(
  work: (database: DatabaseAccess) => Promise<Result>,
): Promise<Result> {
  const located = locateDatabase(configure());
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

/** As `withDatabase`, with the system login. */
export const withSystemDb = <Result>(work: (db: SystemDb) => Promise<Result>): Promise<Result> =>
  withDatabase((database) => asSystem(database, work));

/** Runs `work` with the system login of a database. */
export async function asSystem<Result>(
  database: DatabaseAccess,
  work: (db: SystemDb) => Promise<Result>,
): Promise<Result> {
  const pools = createPools(database, configure(), createLogger(configure()));
  try {
    return await work(processDb({ system: createSystemHandle(pools.system) }));
  } finally {
    await pools.end();
  }
}
