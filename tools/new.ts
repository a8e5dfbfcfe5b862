// Writes a new entity: its migration, schema, module, events, tests and declaration of access. docs/extending.md describes
// it. `npm run new -- milestone --belongs-to project title:string dueAt:datetime? status:enum(OPEN,DONE)`

import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { Command } from 'commander';
import { type Options, toEntity } from './new-entity/entity.ts';
import { UsageError } from './new-entity/names.ts';
import { renderEntity, writeFiles } from './new-entity/write-entity.ts';

const root = join(import.meta.dirname, '..');

/** The committed tables that list every field, type and statement. */
const tables = [
  'test/contract/certificate.test.ts',
  'test/contract/statements.test.ts',
  'test/graphql/validated.test.ts',
];

const say = (text: string) => process.stdout.write(`${text}\n`);

/** Runs a command of the project. @throws if it fails */
function run(title: string, command: string, ...args: string[]): void {
  say(`${title} (${[command, ...args].join(' ')})`);
  const { status } = spawnSync(command, args, { cwd: root, stdio: ['ignore', 'ignore', 'inherit'] });
  if (status !== 0) throw new UsageError(`${command} ${args.join(' ')} failed.`);
}

async function create(name: string, fields: string[], options: Options & { tables: boolean }): Promise<void> {
  const entity = toEntity(root, name, fields, options);
  const files = await renderEntity(root, entity);
  await writeFiles(root, files, entity);
  for (const path of files.keys()) say(`  ${path}`);
  run('Writing the generated files', 'npm', 'run', '--silent', 'codegen');
  if (options.tables)
    run(
      'Writing the tables of the contract, for a minute or two',
      'npx',
      'vitest',
      'run',
      ...tables,
      '--update',
    );
  say(`
Done. Next:
  1. Read schema/${entity.kebab}.graphql: clients see its descriptions.
  2. npm start, and open http://localhost:4000/explorer: { ${entity.plural} { totalCount } }
  3. npm run check && npm test
  4. docs/extending.md: logic, a permission, a job, a mail, another service.`);
}

const program = new Command('npm run new --')
  .description(
    'Writes a new entity with list, get, create, update, archive, restore, delete, events and tests.',
  )
  .argument('<name>', 'the singular, for example release-note')
  .argument(
    '<fields...>',
    'title:string body:text? count:int isPublic:boolean dueAt:datetime? status:enum(OPEN,DONE)',
  )
  .option('--belongs-to <entity>', 'what it is deleted with: project, task or another new entity')
  .option('--plural <name>', 'the plural, if it is irregular')
  .option('--parent-plural <name>', 'the plural of what it belongs to, if it is irregular')
  .option('--limit <number>', 'the number that an organization may have, unless its plan has another')
  .option('--read <permission>', 'who reads it', 'project.see')
  .option('--write <permission>', 'who changes it', 'project.manage')
  .option('--no-tables', 'leave the committed tables of the contract as they are')
  .action(create);

try {
  await program.parseAsync();
} catch (error) {
  if (!(error instanceof UsageError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 2;
}
