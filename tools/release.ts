import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { mkdir, writeFile } from 'node:fs/promises';
import { brotliDecompressSync } from 'node:zlib';
import { migrationNames } from '../src/database/migrate.ts';
import { type Catalog, findContractions } from './catalog.ts';

/** Where the release that runs while the next one is rolled out is kept: see docs/upgrading.md. */
export const previousRelease = join(import.meta.dirname, '../test/upgrade/previous');
export const migrationsFolder = join(import.meta.dirname, '../migrations');

export interface Release {
  /** Of all releases so far; the last is the one that is kept. */
  names: string[];
  migrations: string[];
  catalog: Catalog;
}

export const readRelease = async (): Promise<Release> =>
  JSON.parse(await readFile(join(previousRelease, 'release.json'), 'utf8'));

/** The texts of the kept release, by path. */
export async function readSources(): Promise<Record<string, string>> {
  return JSON.parse(brotliDecompressSync(await readFile(join(previousRelease, 'sources.br'))).toString());
}

/** Writes the kept release's files into a folder, from which it runs with the packages of this one. */
export async function unpackSources(folder: string): Promise<void> {
  for (const [path, text] of Object.entries(await readSources())) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text);
  }
}

/** A migration may say of what it drops which release was the first that no longer uses it. */
interface Contracting {
  contracts?: Record<string, string>;
}

/** What is wrong with the migrations since the kept release, for a database that has them. */
export async function checkMigrations(present: Catalog): Promise<string[]> {
  const { names, migrations, catalog } = await readRelease();
  const known = await migrationNames();
  const later = known.filter((name) => !migrations.includes(name));
  const contracts: [string, string][] = [];
  for (const name of later) {
    const module: Contracting = await import(join(migrationsFolder, `${name}.ts`));
    contracts.push(...Object.entries(module.contracts ?? {}));
  }
  const sources = await readSources();
  return [
    ...migrations.filter((name) => !known.includes(name)).map((name) => `${name} is released and missing.`),
    ...later
      .filter((name) => name < migrations.at(-1)!)
      .map((name) => `${name} comes before the released ${migrations.at(-1)}. Give it a later number.`),
    ...(await findEdited(sources, migrations)),
    ...findFalseContracts(contracts, names, sources),
    ...findContractions(catalog, present, new Set(contracts.map(([name]) => name))),
  ];
}

async function findEdited(sources: Record<string, string>, migrations: string[]): Promise<string[]> {
  const faults: string[] = [];
  for (const name of migrations) {
    const text = await readFile(join(migrationsFolder, `${name}.ts`), 'utf8').catch(() => undefined);
    if (text !== undefined && text !== sources[`migrations/${name}.ts`])
      faults.push(`${name} is released and was edited.`);
  }
  return faults;
}

/** Contract steps whose use did not end in the release that they name. */
export function findFalseContracts(
  contracts: [name: string, release: string][],
  releases: string[],
  sources: Record<string, string>,
): string[] {
  const texts = Object.entries(sources).filter(([path]) => path.startsWith('src/'));
  return contracts.flatMap(([name, release]) => {
    if (!releases.includes(release))
      return [`${name}: its use ended in ${release}, which is no release yet.`];
    // Columns have common names. Those of tables and functions are only said by who uses them.
    const word = /^(?:app\.)?(\w+)(?:\(.*\))?$/.exec(name)?.[1];
    const user = word && texts.find(([, text]) => new RegExp(`\\b${word}\\b`).test(text));
    return user ? [`${name}: the released server still uses it, in ${user[0]}.`] : [];
  });
}
