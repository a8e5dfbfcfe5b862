import { spawnSync } from 'node:child_process';
import { copyFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { brotliCompressSync, constants } from 'node:zlib';
import { migrationNames } from '../src/database/migrate.ts';
import { type Catalog, readCatalog } from './catalog.ts';
import { checkMigrations, previousRelease, readRelease, type Release } from './release.ts';
import { withMigratedDatabase } from './scratch-postgres.ts';

const { values } = parseArgs({ options: { keep: { type: 'string' } } });
const catalog = await withMigratedDatabase('migrations', readCatalog);
if (values.keep) await keepRelease(values.keep, catalog);
else {
  const faults = await checkMigrations(catalog);
  for (const fault of faults) console.error(fault);
  if (faults.length > 0) {
    console.error(
      'The released server keeps running while these migrations are applied: see docs/upgrading.md.',
    );
    process.exitCode = 1;
  }
}

/** Stores the committed state as the release of this name. Replaces the previous one. */
async function keepRelease(name: string, catalog: Catalog): Promise<void> {
  const before = await readRelease().catch((): Partial<Release> => ({}));
  const names = [...new Set([...(before.names ?? []), name])];
  const release: Release = { names, migrations: await migrationNames(), catalog };
  await writeFile(join(previousRelease, 'release.json'), `${JSON.stringify(release, undefined, 2)}\n`);
  const texts = Object.fromEntries(committedFiles().map((path) => [path, git('show', `HEAD:${path}`)]));
  const params = { [constants.BROTLI_PARAM_LGWIN]: constants.BROTLI_MAX_WINDOW_BITS };
  await writeFile(join(previousRelease, 'sources.br'), brotliCompressSync(JSON.stringify(texts), { params }));
  await copyFile(join(previousRelease, '../requests.json'), join(previousRelease, 'requests.json'));
  console.log(`Stored ${name}: ${Object.keys(texts).length} files, ${release.migrations.length} migrations.`);
}

/** The files that a server runs from. The generated ones contain only types and a copy of the schema, except features.ts. */
function committedFiles(): string[] {
  const files = git('ls-tree', '-r', '--name-only', 'HEAD', 'package.json', 'src', 'schema', 'migrations');
  const needless = (path: string) =>
    (path.startsWith('src/generated/') && path !== 'src/generated/features.ts') ||
    path === 'schema/released.graphql';
  return files.split('\n').filter((path) => path && !needless(path));
}

function git(...args: string[]): string {
  const { status, stdout, stderr } = spawnSync('git', args, { encoding: 'utf8', maxBuffer: 2 ** 28 });
  if (status !== 0) throw new Error(stderr);
  return stdout;
}
