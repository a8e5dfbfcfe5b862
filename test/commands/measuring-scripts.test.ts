import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, glob, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { WRONG_USE } from '../../src/commands/program.ts';
import { programEnvironment } from '../support/environment.ts';

const root = join(import.meta.dirname, '../..');

/** Each measuring script with an invalid option. */
const scripts = {
  'bench/run.ts': ['--tasks', '1e6'],
  'test/chaos/run.ts': ['--minutes', 'ten'],
  'test/fairness/run.ts': ['--seconds', '0'],
  'test/growth/run.ts': ['--events', '5e7'],
  'test/isolation.ts': ['--seed', 'one'],
  'test/kill.ts': ['--times', '-1'],
  'test/outage.ts': ['--rounds', '1.5'],
  'test/throughput/answer-size.ts': ['--size', '3'],
  'test/throughput/flood.ts': ['--writes', ''],
  'test/throughput/sockets.ts': ['--connections', 'many'],
  'test/throughput/webhooks.ts': ['--changes', 'abc'],
};

test('every measuring script is listed here', async () => {
  const { scripts: commands } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));
  const files = Object.values<string>(commands).flatMap(
    (command) => /^node ((?:bench|test)\/\S+)$/.exec(command)?.[1] ?? [],
  );
  expect(files.toSorted()).toEqual(Object.keys(scripts).toSorted());
});

test.each(Object.entries(scripts))('%s rejects an invalid option at once', async (file, options) => {
  const { child, output } = start(file, options, tmpdir());
  const [code] = await once(child, 'close');
  expect(code).toBe(WRONG_USE);
  expect(output()).toMatch(/^error: .*\n/);
  expect(output()).toContain(options[0]);
  expect(output()).not.toMatch(/\n {4}at /);
});

test.each([
  ...Object.keys(scripts).map((file) => [file, 'SIGTERM'] as const),
  ['test/throughput/webhooks.ts', 'SIGINT'] as const,
])('%s stops its servers and deletes its files when %s interrupts it', async (file, signal) => {
  const folder = await mkdtemp(join(tmpdir(), 'polity-interrupted-'));
  await chmod(folder, 0o755);
  const { child, output } = start(file, [], folder);
  try {
    await vi.waitUntil(async () => child.exitCode !== null || (await postmasters(folder)).length > 0, {
      timeout: 40_000,
      interval: 50,
    });
    const [postmaster] = await postmasters(folder);
    expect(postmaster, output()).toBeGreaterThan(0);
    const ended = once(child, 'close');
    child.kill(signal);
    const [code] = await ended;
    expect(code, output()).toBeGreaterThan(0);
    // It deletes its pid file a moment before it ends.
    await vi.waitUntil(() => !isRunning(postmaster!), { timeout: 20_000, interval: 50 });
    expect(await readdir(folder)).toEqual([]);
  } finally {
    child.kill('SIGKILL');
    await rm(folder, { recursive: true, force: true });
  }
});

function start(
  file: string,
  options: string[],
  folder: string,
): { child: ChildProcess; output: () => string } {
  const child = spawn(process.execPath, [join(root, file), ...options], {
    cwd: root,
    env: { ...programEnvironment, HOME: process.env['HOME'], TMPDIR: folder },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let text = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (text += chunk));
  return { child, output: () => text };
}

/** Returns the processes of the PostgreSQL servers whose data is in the folder. */
async function postmasters(folder: string): Promise<number[]> {
  const pids: number[] = [];
  for await (const file of glob(join(folder, '*/postgres/**/postmaster.pid'))) {
    const pid = Number.parseInt(await readFile(file, 'utf8').catch(() => ''), 10);
    if (pid > 0) pids.push(pid);
  }
  return pids;
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
