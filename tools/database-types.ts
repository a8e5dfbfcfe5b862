import { spawnSync } from 'node:child_process';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { dumpSchema } from './schema-dump.ts';
import { withMigratedDatabase } from './scratch-postgres.ts';
import { isCheck, root } from './write-or-check.ts';

/*
 * Generates the database types and the dump of the schema from a new database with all migrations. With `--check` it
 * writes nothing and fails if the existing ones differ.
 */

const check = isCheck();

await withMigratedDatabase('codegen', async (systemUrl) => {
  generateTypes(systemUrl);
  const dump = await dumpSchema(systemUrl);
  const stale = await findDifferences(dump);
  if (check) {
    if (stale.length > 0)
      fail(`The dump of the schema is stale: ${stale.join(', ')}. Run \`npm run codegen\`.`);
  } else await writeDump(dump, stale);
});

function generateTypes(systemUrl: string): void {
  const generator = join(root, 'node_modules/.bin/kysely-codegen');
  const { status } = spawnSync(generator, check ? ['--verify'] : [], {
    stdio: 'inherit',
    env: { ...process.env, DATABASE_URL: systemUrl },
  });
  if (status === 0) return;
  fail(check ? 'The database types are stale: run `npm run codegen`.' : 'No types were generated.');
}

/** Returns the paths whose text differs from the dump, also those that are not in it. */
async function findDifferences(dump: Map<string, string>): Promise<string[]> {
  const files = await readdir(join(root, 'database'), { recursive: true }).catch((): string[] => []);
  const paths = new Set([...files.filter((path) => path.endsWith('.sql')), ...dump.keys()]);
  const stale: string[] = [];
  for (const path of paths) {
    const text = await readFile(join(root, 'database', path), 'utf8').catch(() => undefined);
    if (text !== dump.get(path)) stale.push(path);
  }
  return stale.toSorted();
}

async function writeDump(dump: Map<string, string>, paths: string[]): Promise<void> {
  await mkdir(join(root, 'database/functions'), { recursive: true });
  for (const path of paths) {
    const text = dump.get(path);
    if (text === undefined) await rm(join(root, 'database', path));
    else await writeFile(join(root, 'database', path), text);
  }
}

function fail(reason: string): void {
  console.error(reason);
  process.exitCode = 1;
}
