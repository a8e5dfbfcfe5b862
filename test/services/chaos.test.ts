import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';

const root = join(import.meta.dirname, '../..');
const child = spawn(process.execPath, [join(root, 'test/chaos/run.ts'), '--minutes', '1'], { cwd: root });
afterAll(async () => {
  // It ends what it has started.
  if (child.exitCode === null && child.kill('SIGTERM')) await once(child, 'exit');
});

test('a minute of chaos breaks no promise', { timeout: 420_000 }, async () => {
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += chunk));
  const [code] = await once(child, 'close');
  expect(code, output).toBe(0);
  expect(output).toMatch(/^PASS: \d+ checks$/m);
  process.stdout.write(output);
});
