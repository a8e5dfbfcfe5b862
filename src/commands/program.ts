import { Argument, Command, CommanderError, Option } from 'commander';
import { wholeNumber } from './whole-number.ts';

/** The exit code for wrong use of the command line, as in shells. A command that fails exits with 1. */
export const WRONG_USE = 2;

/**
 * Builds the command line. A command loads its modules when it runs, so that help and usage errors appear at once.
 * Parsing throws a `CommanderError` after printing help or an error.
 */
export function createProgram(): Command {
  const program = new Command('npm run cli --')
    .description('Operates Polity. Reads settings from the environment and from .env, like the server.')
    .exitOverride()
    .showHelpAfterError('(--help describes the command.)')
    .helpCommand(false);
  addDatabaseCommands(program);
  addBackupCommands(program);
  addTransferCommands(program);
  addAdminCommands(program);
  addJobCommands(program);
  addSecretCommands(program);
  addOperationCommands(program);
  addPlanCommands(program);
  addSchemaCommands(program);
  return program;
}

function addDatabaseCommands(program: Command): void {
  program
    .command('migrate')
    .description('bring the database up to date, roll back the last migration, or list the migrations')
    .addArgument(new Argument('[up|down|status]').choices(['up', 'down', 'status']).default('up'))
    .action(async (direction) => (await import('./database.ts')).runMigrations(direction));
  program
    .command('seed')
    .description('add load data, or fill an empty database with the demonstration data')
    .option('--organizations <count>', 'organizations of the load data', wholeNumber, 200)
    .option('--tasks <count>', 'tasks of the load data in total', wholeNumber, 400_000)
    .addOption(
      new Option('--demo', 'the demonstration data that `npm start` has, in an empty database').conflicts([
        'organizations',
        'tasks',
      ]),
    )
    .option('--if-empty', 'with --demo: do nothing if the database has accounts')
    .option(
      '--in-production',
      'with --demo: allow it with NODE_ENV=production, although its password is public',
    )
    .action(async (options) => (await import('./seed.ts')).seed(options));
}

function addBackupCommands(program: Command): void {
  program
    .command('backup')
    .description('write all rows of the database, as they are at one moment, to a new folder')
    .option('--to <folder>', 'the folder, which must not exist')
    .action(async ({ to = missing('--to <folder>') }: { to?: string }) =>
      (await import('./backup.ts')).backUp(to),
    );
  program
    .command('restore')
    .description('load a backup of the same release into an empty database, migrated or not')
    .option('--from <folder>', 'the folder that `backup` has written')
    .option('--with-other-keys', 'also if SECRETS_KEY cannot decrypt the secrets of the backup')
    .action(async ({ from = missing('--from <folder>'), withOtherKeys = false }) =>
      (await import('./backup.ts')).restore(from, withOtherKeys),
    );
}

function addTransferCommands(program: Command): void {
  program
    .command('export-organization')
    .description('write all rows of an organization to a new file, without secrets')
    .argument('<organization>', 'the id of the organization')
    .option('--to <file>', 'the file, which must not exist')
    .action(async (id, { to = missing('--to <file>') }: { to?: string }) =>
      (await import('./transfer.ts')).exportTo(id, to),
    );
  program
    .command('import-organization')
    .description('import an organization that does not exist here from a file of `export-organization`')
    .option('--from <file>', 'the file')
    .option('--owner <email|id>', 'an account that becomes an owner: its verified address, or its id')
    .option('--slug <slug>', "another slug than the organization's own")
    .option('--from-elsewhere', 'also a file that was not written with this SECRETS_KEY')
    .action(
      async ({ from = missing('--from <file>'), owner, slug, fromElsewhere = false }: ImportArguments) =>
        (await import('./transfer.ts')).importFrom(from, { owner, slug, fromElsewhere }),
    );
}

interface ImportArguments {
  from?: string;
  owner?: string;
  slug?: string;
  fromElsewhere?: boolean;
}

/** For options that a command needs: Commander's own check would come before that of unknown options, and hide it. */
function missing(option: string): never {
  const message = `error: required option '${option}' not specified`;
  console.error(message);
  throw new CommanderError(1, 'polity.missingOption', message);
}

function addAdminCommands(program: Command): void {
  const account = new Argument('<email|id>', 'a verified address, or the id of an account');
  program
    .command('grant-admin')
    .description('make an account a platform administrator')
    .addArgument(account)
    .action(async (name) => (await import('./accounts.ts')).setPlatformAdmin(name, true));
  program
    .command('revoke-admin')
    .description('make an account no longer a platform administrator')
    .addArgument(account)
    .action(async (name) => (await import('./accounts.ts')).setPlatformAdmin(name, false));
}

function addJobCommands(program: Command): void {
  const jobs = program.command('jobs').description('read and operate the job queue').helpCommand(false);
  jobs
    .command('list')
    .description('list the oldest 200 jobs')
    .option('--failed', 'only jobs that have used up their attempts')
    .option('--task <name>', 'only jobs of this task')
    .option('--organization <id>', 'only jobs of this organization')
    .action(async (options) => (await import('./jobs.ts')).operateJobs('list', '', options));
  const actions = {
    show: 'print a job as JSON, including its payload',
    retry: 'run a job again with all its attempts',
    drop: 'delete a job permanently',
  } as const;
  for (const [action, description] of Object.entries(actions) as [keyof typeof actions, string][])
    jobs
      .command(action)
      .description(description)
      .argument('<id>', 'the id that `jobs list` prints first')
      .action(async (id) => (await import('./jobs.ts')).operateJobs(action, id, {}));
}

function addSecretCommands(program: Command): void {
  program
    .command('generate-key')
    .description('print a signing key for JWT_KEYS')
    .action(async () => (await import('./secrets.ts')).printSigningKey());
  program
    .command('encrypt-secrets')
    .description('encrypt stored TOTP and webhook secrets under the first key of SECRETS_KEY')
    .action(async () => (await import('./secrets.ts')).encryptSecrets());
  program
    .command('verify-statement')
    .description('recompute a sealed statement from its events, and fail if it differs')
    .argument('<organization>', 'the id of the organization')
    .argument('<month>', 'for example 2026-01')
    .action(async (...names) => (await import('./statements.ts')).checkStatement(names[0], names[1]));
}

function addOperationCommands(program: Command): void {
  const operations = program
    .command('operations')
    .description('register, activate and retire operations of client versions')
    .helpCommand(false);
  operations
    .command('register')
    .description('check and register the operations of a client version')
    .argument('<client>', 'the name that the client sends')
    .argument('<version>', 'the version that the client sends')
    .argument('<manifest.json>', 'the manifest of its operations')
    .action(async (client, version, file) =>
      (await import('./operations.ts')).operate('register', client, version, file),
    );
  for (const [action, description] of [
    ['activate', 'run the operations of a client version'],
    ['retire', 'refuse a client version, so that it upgrades'],
  ] as const)
    operations
      .command(action)
      .description(description)
      .argument('<client>')
      .argument('<version>')
      .action(async (client, version) => (await import('./operations.ts')).operate(action, client, version));
  operations
    .command('list')
    .description('list the client versions and their usage')
    .action(async () => (await import('./operations.ts')).operate('list'));
}

function addPlanCommands(program: Command): void {
  program
    .command('plans')
    .description('keep the catalogue of plans in a file')
    .helpCommand(false)
    .command('import')
    .description('create the plans of a file, and publish a version of each plan whose terms have changed')
    .argument('<plans.yaml>', 'the file')
    .option('--dry-run', 'print what would change, and write nothing')
    .action(async (file, options) => (await import('./plans.ts')).importPlanFile(file, options));
}

function addSchemaCommands(program: Command): void {
  program
    .command('schema-check')
    .description(
      'compare the schema with the released one, and with the operations of active client versions',
    )
    .argument('[manifest.json...]', 'further manifests to check')
    .option(
      '--database',
      'also read the client versions of the embedded database; those of DATABASE_URL are always read',
    )
    .action(async (files, { database }) =>
      (await import('./schema.ts')).checkReleasedSchema(files, database),
    );
  program
    .command('subgraph')
    .description('print the SDL for composing a supergraph')
    .action(async () => (await import('./schema.ts')).printSubgraph());
  program
    .command('schema-release')
    .description('make the current schema the released one')
    .action(async () => (await import('./released-schema.ts')).releaseSchema());
}
