import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

// `npm run kill-test [-- --times 100]`: kills a worker again and again, and checks that nothing is lost.

const { values } = parseArgs({ options: { times: { type: 'string', default: '10' } } });
if (!/^[1-9]\d*$/.test(values.times)) throw new Error('--times is a whole number.');

const vitest = join(createRequire(import.meta.url).resolve('vitest/package.json'), '../vitest.mjs');
const run = spawn(process.execPath, [vitest, 'run', 'test/worker-kill.test.ts', '--coverage.enabled=false'], {
  cwd: join(import.meta.dirname, '..'),
  stdio: 'inherit',
  env: { ...process.env, KILL_TIMES: values.times },
});
const [code] = await once(run, 'exit');
process.exitCode = code === 0 ? 0 : 1;
