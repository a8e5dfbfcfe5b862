// Checks the direction of the imports in src/, imports of types included:
//   * A room imports only itself and the rooms after it in the list below.
//   * No files import each other in a circle, and no modules do.
//   * At most five files lie loose in src/.
// `npm run check` runs it. It prints each import against the direction and exits with 1 if there is one.

import { globSync, readFileSync } from 'node:fs';
import { posix } from 'node:path';

/** The order of the rooms. The longest pattern that matches a file is its room; `*` stands for one name. */
const order = [
  ['main.ts', 'worker.ts', 'cli.ts'],
  ['commands/'],
  ['bootstrap/'],
  ['development/'],
  ['subscriptions/'],
  ['http/'],
  ['modules/'],
  ['events/'],
  ['jobs/'],
  ['graphql/'],
  ['authorization/'],
  ['generated/graphql.ts'],
  ['modules/*/rows.ts'],
  ['core/'],
  ['authentication/'],
  ['mail/'],
  ['database/'],
  ['crypto/'],
  ['tracing/'],
  ['errors.ts', 'config.ts', 'config/', 'util/', 'generated/'],
];

const MAX_LOOSE_FILES = 5;

const patterns = order
  .flatMap((room, index) => room.map((pattern) => ({ pattern, index })))
  .toSorted((a, b) => b.pattern.length - a.pattern.length)
  .map(({ pattern, index }) => ({ start: new RegExp(`^${pattern.replace('*', '[^/]+')}`), index }));

const roomOf = (file: string) => patterns.find(({ start }) => start.test(file))?.index ?? -1;
const moduleOf = (file: string) => /^modules\/([^/]+)\//.exec(file)?.[1];

type Graph = Map<string, Set<string>>;

/** Returns the names that are part of an import circle or lie between two circles. */
function circles(graph: Graph): string[] {
  const left = new Map(graph);
  for (let size = -1; size !== left.size;) {
    size = left.size;
    const imported = new Set([...left.values()].flatMap((targets) => [...targets]));
    for (const [name, targets] of left)
      if (!imported.has(name) || ![...targets].some((target) => left.has(target))) left.delete(name);
  }
  return [...left.keys()];
}

const files = globSync('**/*.ts', { cwd: 'src' });
const imports: Graph = new Map(files.map((file) => [file, new Set()]));
const modules: Graph = new Map();
const faults: string[] = [];

for (const file of files) {
  if (roomOf(file) < 0) faults.push(`${file} is in no room`);
  // Every text that names a TypeScript file beside this one: imports, exports, types, `new URL(…)`.
  for (const [, path] of readFileSync(`src/${file}`, 'utf8').matchAll(/'(\.{1,2}\/[^'\n]+\.ts)'/g)) {
    const target = posix.join(posix.dirname(file), path!);
    imports.get(file)!.add(target);
    if (roomOf(target) < roomOf(file)) faults.push(`${file} imports ${target}`);
    const [from, to] = [moduleOf(file), moduleOf(target)];
    if (from && to && from !== to) modules.set(from, (modules.get(from) ?? new Set()).add(to));
  }
}

const loose = files.filter((file) => !file.includes('/'));
if (loose.length > MAX_LOOSE_FILES) faults.push(`loose files: ${loose.join(', ')}`);
for (const [what, graph] of [
  ['files', imports],
  ['modules', modules],
] as const) {
  const names = circles(graph);
  if (names.length > 0) faults.push(`a circle of ${what}: ${names.join(', ')}`);
}

for (const fault of faults) process.stderr.write(`${fault}\n`);
if (faults.length > 0) process.exitCode = 1;
