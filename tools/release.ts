import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { brotliDecompressSync } from 'node:zlib';
import { migrationNames } from '../src/database/migrate.ts';
import { type Catalog, findContractions } from './catalog.ts';

/** The folder of the stored release, from which the next one is rolled out: see docs/upgrading.md. */
export const previousRelease = join(import.meta.dirname, '../test/upgrade/previous');
export const migrationsFolder = join(import.meta.dirname, '../migrations');

export interface Release {
  /** All releases so far. The last one is stored. */
  names: string[];
  migrations: string[];
  catalog: Catalog;
}

export const readRelease = async (): Promise<Release> =>
  JSON.parse(await readFile(join(previousRelease, 'release.json'), 'utf8'));

/** Returns the texts of the stored release, by path. */
export async function readSources(): Promise<Record<string, string>> {
  return JSON.parse(brotliDecompressSync(await readFile(join(previousRelease, 'sources.br'))).toString());
}

/** Writes the stored release's files into a folder, from which it runs with the packages of this release. */
export async function unpackSources(folder: string): Promise<void> {
  for (const [path, text] of Object.entries(await readSources())) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text);
  }
}

/** A migration can list what it drops, with the first release that no longer uses it. */
interface Contracting {
  contracts?: Record<string, string>;
}

/** Returns the errors of the migrations since the stored release, given a database with these migrations. */
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

/** Returns the contract steps that drop something which the named release still uses. */
export function findFalseContracts(
  contracts: [name: string, release: string][],
  releases: string[],
  sources: Record<string, string>,
): string[] {
  const texts = Object.entries(sources).filter(([path]) => path.startsWith('src/'));
  return contracts.flatMap(([name, release]) => {
    if (!releases.includes(release))
      return [`${name}: its use ended in ${release}, which is no release yet.`];
    // Columns have common names. Names of tables and functions appear only in the sources that use them.
    const word = /^(?:app\.)?(\w+)(?:\(.*\))?$/.exec(name)?.[1];
    const user = word && texts.find(([, text]) => new RegExp(`\\b${word}\\b`).test(text));
    return user ? [`${name}: the released server still uses it, in ${user[0]}.`] : [];
  });
}
