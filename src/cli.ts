import { parseArgs } from 'node:util';
import { checkOrGenerateTypes } from './database/codegen.ts';
import { migrate, withMigrator } from './database/migrate.ts';
import { createPools, type DatabaseAccess, locateDatabase } from './database/open.ts';
import { createSystemHandle, type SystemDb, processDb } from './database/system.ts';
import { describeReport } from './graphql/schema-check.ts';
import { subgraphText } from './graphql/type-definitions.ts';
import { updatePlatformAdmin } from './modules/account/queries.ts';
import { sealTotpSecrets } from './modules/account/totp-secret.ts';
import { verifyStatement } from './modules/billing/verify.ts';
import { runOperationsCommand } from './modules/client/commands.ts';
import { commandJobs } from './modules/job/command.ts';
import { createPasswords } from './modules/session/passwords.ts';
import { generateSigningKey } from './modules/session/tokens.ts';
import { resealWebhookSecrets } from './modules/webhook/reseal.ts';
import { loadSecretBox } from './keys.ts';
import { configure, createLogger, fail } from './process.ts';
import { checkSchema, findActiveClients, readClients, releaseSchema } from './schema-commands.ts';
import { demoPassword } from './seed/demo.ts';
import { seedLoad } from './seed/load.ts';

const usage = `Usage: npm run cli -- <command>

  migrate [up|down|status]   bring the database up to date, take back the last migration, or list them
  seed [--organizations N] [--tasks N]
                             add load data (200 organizations with 400000 tasks by default); not in production
  grant-admin EMAIL|ID       make the account with this verified address, or with this id, a platform administrator;
                             revoke-admin EMAIL|ID takes it back
  jobs list [--failed] [--task NAME] [--organization ID]
                             the oldest 200 jobs of the queue; --failed: those that used up their attempts
  jobs show|retry|drop ID    print a job, let it run again with all its attempts, or remove it for good
  encrypt-secrets            encrypt stored TOTP and webhook secrets under the first key of SECRETS_KEY
  generate-key               print a signing key for JWT_KEYS
  verify-statement ORGANIZATION MONTH
                             make a sealed statement again from its events, and fail when it differs
  operations register CLIENT VERSION manifest.json
                             check the operations that a client version is released with, and register them
  operations activate|retire CLIENT VERSION
                             serve them; or tell the client to upgrade
  operations list            the client versions, and how much they are used
  schema-check [--database] [manifest.json ...]
                             compare the schema with the released one, and with the operations of active client versions
                             (of DATABASE_URL, of the embedded database with --database, and of these files)
  subgraph                   print the SDL that a supergraph is composed from
  schema-release             make the present schema the released one
  codegen [--check]          generate the database types from the migrations, or fail when they are stale`;

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: {
    organizations: { type: 'string', default: '200' },
    tasks: { type: 'string', default: '400000' },
    check: { type: 'boolean', default: false },
    failed: { type: 'boolean', default: false },
    task: { type: 'string' },
    organization: { type: 'string' },
    database: { type: 'boolean', default: false },
  },
});

const [command = '', argument = 'up', second = ''] = positionals;
const commands: Record<string, () => Promise<void>> = {
  migrate: () => withDatabase((database) => runMigrations(database, argument)),
  seed: () => withDatabase(addLoadData),
  jobs: () => withSystemDb(operateJobs),
  'grant-admin': () => withSystemDb((db) => setPlatformAdmin(db, true)),
  'revoke-admin': () => withSystemDb((db) => setPlatformAdmin(db, false)),
  operations: () => withSystemDb(runOperations),
  'schema-check': checkReleasedSchema,
  'schema-release': releaseSchema,
  subgraph: async () => console.log(subgraphText()),
  'generate-key': async () => console.log(JSON.stringify([await generateSigningKey()])),
  'encrypt-secrets': () => withSystemDb(encryptSecrets),
  'verify-statement': () => withSystemDb(checkStatement),
  codegen: () => checkOrGenerateTypes(values.check),
};

try {
  const run = commands[command];
  if (run) await run();
  else {
    console.error(usage);
    process.exitCode = 2;
  }
} catch (error) {
  fail(error);
}

async function withDatabase<Result>(work: (database: DatabaseAccess) => Promise<Result>): Promise<Result> {
  const config = configure();
  const database = await locateDatabase(config);
  try {
    return await work(database);
  } finally {
    await database.close();
  }
}

async function runMigrations({ systemUrl, servingUrl }: DatabaseAccess, direction: string): Promise<void> {
  if (direction === 'up') {
    const results = await migrate(systemUrl, servingUrl, createLogger(configure()));
    for (const { migrationName } of results) console.log(`up    ${migrationName}`);
    if (results.length === 0) console.log('The database is up to date.');
  } else if (direction === 'down') {
    const { error, results = [] } = await withMigrator(systemUrl, (migrator) => migrator.migrateDown());
    if (error) throw error;
    for (const { migrationName } of results) console.log(`down  ${migrationName}`);
  } else if (direction === 'status') {
    const migrations = await withMigrator(systemUrl, (migrator) => migrator.getMigrations());
    for (const { name, executedAt } of migrations)
      console.log(`${executedAt ? 'done   ' : 'pending'}  ${name}`);
  } else throw new Error(usage);
}

async function withSystemDb<Result>(work: (db: SystemDb) => Promise<Result>): Promise<Result> {
  return withDatabase(async (database) => {
    const pools = createPools(database, configure(), createLogger(configure()));
    try {
      return await work(processDb({ system: createSystemHandle(pools.system) }));
    } finally {
      await pools.end();
    }
  });
}

async function setPlatformAdmin(db: SystemDb, admin: boolean): Promise<void> {
  const outcome = await updatePlatformAdmin(db, argument, admin);
  if (outcome === 'UNKNOWN') throw new Error(`No account has the address or id ${argument}.`);
  if (outcome === 'UNPROVEN')
    throw new Error(
      `Nobody has proven to own ${argument}, so its account may be anybody's. Verify the address first, or name the account by its id.`,
    );
  console.log(`${argument} is ${admin ? 'now a' : 'no longer a'} platform administrator.`);
}

async function runOperations(db: SystemDb): Promise<void> {
  const lines = await runOperationsCommand(db, configure().costLimits.registered, positionals.slice(1));
  for (const line of lines) console.log(line);
}

async function encryptSecrets(db: SystemDb): Promise<void> {
  const box = await loadSecretBox(configure());
  const results = { TOTP: await sealTotpSecrets(db, box), webhook: await resealWebhookSecrets(db, box) };
  for (const [kind, { sealed, unreadable }] of Object.entries(results)) {
    console.log(`Encrypted ${sealed} ${kind} secrets.`);
    if (unreadable.length === 0) continue;
    console.error(`No key of SECRETS_KEY opens the ${kind} secrets of: ${unreadable.join(', ')}`);
    process.exitCode = 1;
  }
}

async function checkReleasedSchema(): Promise<void> {
  const asksDatabase = values.database || configure().database.systemUrl !== undefined;
  const active = asksDatabase ? await withSystemDb(findActiveClients) : [];
  const report = await checkSchema([...active, ...(await readClients(positionals.slice(1)))]);
  for (const line of describeReport(report)) console.log(line);
  if (report.breaking.length + report.broken.length > 0) process.exitCode = 1;
}

async function checkStatement(db: SystemDb): Promise<void> {
  const { checksum, differences } = await verifyStatement(db, argument, second);
  if (differences.length === 0) return console.log(`The events amount to the sealed statement, ${checksum}.`);
  console.error([`The sealed statement ${checksum} does not hold.`, ...differences].join('\n'));
  process.exitCode = 1;
}

async function operateJobs(db: SystemDb): Promise<void> {
  console.log(await commandJobs(db, positionals.slice(1), values));
}

async function addLoadData({ systemUrl, servingUrl }: DatabaseAccess): Promise<void> {
  const config = configure();
  if (!config.development) throw new Error('Load data does not belong into production.');
  const sizes = { organizations: Number(values.organizations), tasks: Number(values.tasks) };
  if (!Object.values(sizes).every((size) => Number.isInteger(size) && size > 0)) throw new Error(usage);
  await migrate(systemUrl, servingUrl, createLogger(config));
  const passwords = await createPasswords(config.bcryptCost);
  try {
    await seedLoad(systemUrl, await passwords.hash(demoPassword), sizes, console.log);
  } finally {
    await passwords.close();
  }
}
