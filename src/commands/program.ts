import { Argument, Command, Option } from 'commander';
import { wholeNumber } from './whole-number.ts';

/** Exit code for a command line that is wrong, as shells use it; 1 is for a command that fails. */
export const WRONG_USE = 2;

/**
 * The command line. What a command needs is loaded when it runs, so that help and wrong use are told at once.
 * Throws a `CommanderError` after it printed help or what is wrong.
 */
export function createProgram(): Command {
  const program = new Command('npm run cli --')
    .description('Operates Polity. Settings come from the environment and from .env, as for the server.')
    .exitOverride()
    .showHelpAfterError('(--help describes the command.)')
    .helpCommand(false);
  addDatabaseCommands(program);
  addAdminCommands(program);
  addJobCommands(program);
  addSecretCommands(program);
  addOperationCommands(program);
  addSchemaCommands(program);
  return program;
}

function addDatabaseCommands(program: Command): void {
  program
    .command('migrate')
    .description('bring the database up to date, take back the last migration, or list the migrations')
    .addArgument(new Argument('[up|down|status]').choices(['up', 'down', 'status']).default('up'))
    .action(async (direction) => (await import('./database.ts')).runMigrations(direction));
  program
    .command('seed')
    .description('add load data, or fill an empty database with the demonstration data')
    .option('--organizations <count>', 'organizations of the load data', wholeNumber, 200)
    .option('--tasks <count>', 'tasks of the load data, all together', wholeNumber, 400_000)
    .addOption(
      new Option('--demo', 'the demonstration data that `npm start` has, in an empty database').conflicts([
        'organizations',
        'tasks',
      ]),
    )
    .option('--if-empty', 'with --demo: do nothing when the database has accounts')
    .option(
      '--in-production',
      'with --demo: allow it with NODE_ENV=production, though its password is public',
    )
    .action(async (options) => (await import('./seed.ts')).seed(options));
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
    .description('end that an account is a platform administrator')
    .addArgument(account)
    .action(async (name) => (await import('./accounts.ts')).setPlatformAdmin(name, false));
}

function addJobCommands(program: Command): void {
  const jobs = program.command('jobs').description('read and operate the job queue').helpCommand(false);
  jobs
    .command('list')
    .description('list the oldest 200 jobs')
    .option('--failed', 'only jobs that used up their attempts')
    .option('--task <name>', 'only jobs of this task')
    .option('--organization <id>', 'only jobs of this organization')
    .action(async (options) => (await import('./jobs.ts')).operateJobs('list', '', options));
  const actions = {
    show: 'print a job as JSON, payload included',
    retry: 'let a job run again with all its attempts',
    drop: 'remove a job for good',
  } as const;
  for (const [action, description] of Object.entries(actions) as [keyof typeof actions, string][])
    jobs
      .command(action)
      .description(description)
      .argument('<id>', 'the number that `jobs list` prints first')
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
    .description('draw up a sealed statement again from its events, and fail when it differs')
    .argument('<organization>', 'the id of the organization')
    .argument('<month>', 'such as 2026-01')
    .action(async (...names) => (await import('./statements.ts')).checkStatement(names[0], names[1]));
}

function addOperationCommands(program: Command): void {
  const operations = program
    .command('operations')
    .description('register operations of client versions, and serve or retire them')
    .helpCommand(false);
  operations
    .command('register')
    .description('check the operations that a client version is released with, and register them')
    .argument('<client>', 'the name that the client sends')
    .argument('<version>', 'the version that the client sends')
    .argument('<manifest.json>', 'the file of its operations')
    .action(async (client, version, file) =>
      (await import('./operations.ts')).operate('register', client, version, file),
    );
  for (const [action, description] of [
    ['activate', 'serve the operations of a client version'],
    ['retire', 'tell a client version to upgrade'],
  ] as const)
    operations
      .command(action)
      .description(description)
      .argument('<client>')
      .argument('<version>')
      .action(async (client, version) => (await import('./operations.ts')).operate(action, client, version));
  operations
    .command('list')
    .description('list the client versions, and how much they are used')
    .action(async () => (await import('./operations.ts')).operate('list'));
}

function addSchemaCommands(program: Command): void {
  program
    .command('schema-check')
    .description(
      'compare the schema with the released one, and with the operations of active client versions',
    )
    .argument('[manifest.json...]', 'files of operations to check as well')
    .option(
      '--database',
      'read the client versions of the embedded database; those of DATABASE_URL are always read',
    )
    .action(async (files, { database }) =>
      (await import('./schema.ts')).checkReleasedSchema(files, database),
    );
  program
    .command('subgraph')
    .description('print the SDL that a supergraph is composed from')
    .action(async () => (await import('./schema.ts')).printSubgraph());
  program
    .command('schema-release')
    .description('make the present schema the released one')
    .action(async () => (await import('../schema-commands.ts')).releaseSchema());
  program
    .command('codegen')
    .description('generate the database types from the migrations')
    .option('--check', 'fail when they are stale, and write nothing')
    .action(async ({ check = false }) =>
      (await import('../database/codegen.ts')).checkOrGenerateTypes(check),
    );
}
