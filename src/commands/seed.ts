import { migrate } from '../database/migrate.ts';
import type { DatabaseAccess } from '../database/open.ts';
import { createPasswords } from '../modules/session/passwords.ts';
import { configure, createLogger } from '../process.ts';
import { demoAccounts, demoPassword, seedDemo } from '../seed/demo.ts';
import { seedLoad } from '../seed/load.ts';
import { asSystem, withDatabase } from './with-database.ts';

export interface SeedOptions {
  organizations: number;
  tasks: number;
  demo?: true;
  ifEmpty?: true;
  inProduction?: true;
}

/** Migrates the database and adds data. @throws in production, unless the demonstration data is asked for by name */
export function seed(options: SeedOptions): Promise<void> {
  const { development } = configure();
  if (!options.demo && !development) throw new Error('Load data does not belong into production.');
  // Security: anybody can sign in with the published password of the demonstration accounts.
  if (options.demo && !development && !options.inProduction)
    throw new Error(
      'Everybody knows the password of the demonstration accounts. In production they need --in-production.',
    );
  return withDatabase(async (database) => {
    await migrate(database.systemUrl, database.servingUrl, createLogger(configure()));
    await (options.demo ? addDemo(database, options) : addLoad(database, options));
  });
}

async function addDemo(database: DatabaseAccess, { ifEmpty }: SeedOptions): Promise<void> {
  const added = await asSystem(database, (db) => withPasswordHash((hash) => seedDemo(db, hash)));
  if (!added && !ifEmpty)
    throw new Error('The database has accounts. The demonstration data goes into an empty database only.');
  if (!added) return console.log('The database has accounts: nothing was added.');
  console.log(`The demonstration data is added. Sign in with the password ${demoPassword}:`);
  for (const { email, roles } of demoAccounts) console.log(`  ${email.padEnd(24)}${roles}`);
}

async function addLoad({ systemUrl }: DatabaseAccess, { organizations, tasks }: SeedOptions): Promise<void> {
  await withPasswordHash((hash) => seedLoad(systemUrl, hash, { organizations, tasks }, console.log));
  console.log(`Sign in as owner@load-0001.test and the like, with the password ${demoPassword}.`);
}

async function withPasswordHash<Result>(work: (hash: string) => Promise<Result>): Promise<Result> {
  const passwords = await createPasswords(configure().bcryptCost);
  try {
    return await work(await passwords.hash(demoPassword));
  } finally {
    await passwords.close();
  }
}
