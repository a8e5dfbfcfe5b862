import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

// `npm run isolation [-- --requests 100000] [--seed 1]`: proves that no tenant reaches another, and prints the proof.

const { values } = parseArgs({
  options: { requests: { type: 'string' }, seed: { type: 'string' } },
});
for (const [name, value] of Object.entries(values)) {
  if (!/^\d+$/.test(value)) throw new Error(`--${name} is a whole number.`);
}

const files = [
  'certificate',
  'fuzz',
  'catalog',
  'predicates',
  'isolation',
  'selection',
  'row-level-security',
];
const report = mkdtempSync(join(tmpdir(), 'polity-isolation-'));
const vitest = join(createRequire(import.meta.url).resolve('vitest/package.json'), '../vitest.mjs');
const run = spawn(
  process.execPath,
  [vitest, 'run', ...files.map((name) => `test/contract/${name}.test.ts`), '--coverage.enabled=false'],
  {
    cwd: join(import.meta.dirname, '..'),
    stdio: 'inherit',
    env: {
      ...process.env,
      ISOLATION_REPORT: report,
      ...(values.requests && { ISOLATION_REQUESTS: values.requests }),
      ...(values.seed && { ISOLATION_SEED: values.seed }),
    },
  },
);
const [code] = await once(run, 'exit');
for (const name of readdirSync(report).toSorted())
  process.stdout.write(`${readFileSync(join(report, name), 'utf8')}\n`);
rmSync(report, { recursive: true });
process.exitCode = code === 0 ? 0 : 1;
