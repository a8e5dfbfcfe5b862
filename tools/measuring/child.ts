import { type ChildProcess, spawn, type SpawnOptions } from 'node:child_process';
import { once } from 'node:events';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { onInterruption } from '../../src/util/interruption.ts';

const root = join(import.meta.dirname, '../..');

/** Starts one of our programs on this Node.js. `end` ends it, and so does an interruption of the process. */
export function startChild(
  file: string,
  options: SpawnOptions,
): { child: ChildProcess; end: () => Promise<void> } {
  const child = spawn(process.execPath, [file], options);
  const stop = async () => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, 'exit');
    child.kill('SIGTERM');
    await ended;
  };
  const release = onInterruption(stop);
  return {
    child,
    end: async () => {
      await stop();
      release();
    },
  };
}

/** Starts the server. Returns the URL of its API. */
export async function startServer(
  env: NodeJS.ProcessEnv,
): Promise<{ address: string; child: ChildProcess; end: () => Promise<void> }> {
  const { child, end } = startChild(join(root, 'src/main.ts'), {
    env: { PATH: process.env['PATH'], PORT: '0', ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  let output = '';
  child.stdout!.on('data', (chunk) => {
    output += String(chunk);
    const [address] = /http:\/\/localhost:\d+\/graphql/.exec(output) ?? [];
    if (address) resolve(address);
  });
  child.once('exit', () => reject(new Error(`The server did not start.\n${output}`)));
  return { address: await promise, child, end };
}

/** Runs test files whose length the environment sets, and prints their output. Returns whether they passed. */
export async function runTests(files: string[], env: NodeJS.ProcessEnv): Promise<boolean> {
  const vitest = join(createRequire(import.meta.url).resolve('vitest/package.json'), '../vitest.mjs');
  const run = spawn(process.execPath, [vitest, 'run', ...files, '--coverage.enabled=false'], {
    cwd: root,
    // Its own process group, so that an interruption also ends what the tests started.
    detached: true,
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, ...env },
  });
  const ended = once(run, 'exit');
  const release = onInterruption(async () => {
    process.kill(-run.pid!, 'SIGTERM');
    await ended;
  });
  const [code] = await ended;
  release();
  return code === 0;
}
