import { migrate } from '../database/migrate.ts';
import type { DatabaseAccess } from '../database/open.ts';
import { createPasswords } from '../crypto/passwords.ts';
import { loadConfigOrExit, createLogger } from '../bootstrap/startup.ts';
import { loadSecretBox } from '../crypto/key-store.ts';
import { demoAccountsIn, demoPassword, hasAdministrator, seedDemo } from '../development/seed/demo.ts';
import { seedLoad } from '../development/seed/load.ts';
import { asSystem, withDatabase } from './with-database.ts';

export interface SeedOptions {
  organizations: number;
  tasks: number;
  demo?: true;
  ifEmpty?: true;
  inProduction?: true;
}

/**
 * Migrates the database and adds data. Throws in production, unless the demonstration data is requested explicitly.
 */
export function seed(options: SeedOptions): Promise<void> {
  const { development } = loadConfigOrExit();
  if (!options.demo && !development) throw new Error('Load data cannot be added in production.');
  // Security: anybody can sign in with the published password of the demonstration accounts.
  if (options.demo && !development && !options.inProduction)
    throw new Error(
      'The password of the demonstration accounts is public. In production, add --in-production.',
    );
  return withDatabase(async (database) => {
    await migrate(database.systemUrl, database.servingUrl, createLogger(loadConfigOrExit()));
    await (options.demo ? addDemo(database, options) : addLoad(database, options));
  });
}

async function addDemo(database: DatabaseAccess, { ifEmpty }: SeedOptions): Promise<void> {
  const config = loadConfigOrExit();
  const administrator = hasAdministrator(config);
  const [secrets, logger] = [await loadSecretBox(config), createLogger(config)];
  const added = await asSystem(database, (db) =>
    withPasswordHash((passwordHash) => seedDemo(db, { passwordHash, secrets, logger, administrator })),
  );
  if (!added && !ifEmpty)
    throw new Error('The database has accounts. The demonstration data requires an empty database.');
  if (!added) return console.log('The database has accounts: nothing was added.');
  console.log(`The demonstration data has been added. Sign in with the password ${demoPassword}:`);
  for (const { email, roles } of demoAccountsIn(config)) console.log(`  ${email.padEnd(24)}${roles}`);
}

async function addLoad({ systemUrl }: DatabaseAccess, { organizations, tasks }: SeedOptions): Promise<void> {
  await withPasswordHash((hash) => seedLoad(systemUrl, hash, { organizations, tasks }, console.log));
  console.log(
    `Sign in as owner@load-0001.test, owner@load-0002.test and so on, with the password ${demoPassword}.`,
  );
}

async function withPasswordHash<Result>(work: (hash: string) => Promise<Result>): Promise<Result> {
  const passwords = await createPasswords(loadConfigOrExit().bcryptCost);
  try {
    return await work(await passwords.hash(demoPassword));
  } finally {
    await passwords.close();
  }
}
