import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runTests } from '../tools/measuring/child.ts';
import { Script } from '../tools/measuring/options.ts';
import { scratchFolder } from '../tools/scratch-postgres.ts';

const { requests, seed } = new Script(
  'isolation',
  'Proves that no tenant reaches another, and prints the proof.',
)
  .count('requests', 'random requests of the fuzz test')
  .count('seed', 'what these are made from')
  .parse()
  .opts<{ requests?: number; seed?: number }>();

const files = [
  'certificate',
  'fuzz',
  'catalog',
  'predicates',
  'isolation',
  'selection',
  'row-level-security',
];
const report = await scratchFolder('isolation');
const passed = await runTests(
  files.map((name) => `test/contract/${name}.test.ts`),
  {
    ISOLATION_REPORT: report.path,
    ...(requests && { ISOLATION_REQUESTS: String(requests) }),
    ...(seed && { ISOLATION_SEED: String(seed) }),
  },
);
for (const name of readdirSync(report.path).toSorted())
  process.stdout.write(`${readFileSync(join(report.path, name), 'utf8')}\n`);
await report.remove();
process.exitCode = passed ? 0 : 1;
