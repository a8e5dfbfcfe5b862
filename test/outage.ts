import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

// `npm run outage-test [-- --rounds 10]`: kills PostgreSQL and breaks all its connections again and again while a server
// and a worker run jobs, and counts the jobs that are lost or done twice.

const { values } = parseArgs({ options: { rounds: { type: 'string', default: '10' } } });
if (!/^[1-9]\d*$/.test(values.rounds)) throw new Error('--rounds is a whole number.');

const vitest = join(createRequire(import.meta.url).resolve('vitest/package.json'), '../vitest.mjs');
const run = spawn(process.execPath, [vitest, 'run', 'test/outage.test.ts', '--coverage.enabled=false'], {
  cwd: join(import.meta.dirname, '..'),
  stdio: 'inherit',
  env: { ...process.env, OUTAGE_ROUNDS: values.rounds },
});
const [code] = await once(run, 'exit');
process.stdout.write(code === 0 ? 'PASS\n' : 'FAIL\n');
process.exitCode = code === 0 ? 0 : 1;
