import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { glob, mkdir, readdir, readFile, rename, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { setPriority } from 'node:os';
import { dirname, join } from 'node:path';

/** The sources of the front end. An image has only the built files. */
const webSources = join(import.meta.dirname, '../../examples/web');
export const hasWebSources = () => existsSync(join(webSources, 'src'));

/**
 * Builds the front end into the data folder and returns the folder of the files. The same sources are built only once.
 * The build is a process of its own, so that it neither delays the server nor fails with it.
 * @throws an error whose message shows what the build printed
 */
export async function buildWeb(dataDirectory: string, signal: AbortSignal): Promise<string> {
  const builds = join(dataDirectory, 'web');
  const name = await hashOfSources();
  const folder = join(builds, name);
  if (existsSync(folder)) return folder;
  await mkdir(builds, { recursive: true });
  const unfinished = join(builds, `${name}.${process.pid}`);
  try {
    await runVite(unfinished, signal);
    // Another server with the same data folder may have finished first.
    await rename(unfinished, folder).catch((error: Error) => {
      if (!existsSync(folder)) throw error;
    });
  } finally {
    await rm(unfinished, { recursive: true, force: true });
  }
  for (const other of await readdir(builds))
    if (other !== name && !other.includes('.'))
      await rm(join(builds, other), { recursive: true, force: true });
  return folder;
}

async function hashOfSources(): Promise<string> {
  const hash = createHash('sha256');
  const files = await Array.fromAsync(glob('{index.html,vite.config.ts,src/**/*.*}', { cwd: webSources }));
  for (const file of files.toSorted()) hash.update(file).update(await readFile(join(webSources, file)));
  return hash.digest('hex').slice(0, 16);
}

async function runVite(outDir: string, signal: AbortSignal): Promise<void> {
  const manifest = findVite();
  const vite = join(dirname(manifest), 'bin/vite.js');
  const args = [
    vite,
    'build',
    '--configLoader',
    'native',
    '--outDir',
    outDir,
    '--logLevel',
    'warn',
    webSources,
  ];
  const build = spawn(process.execPath, args, { signal, env: { ...process.env, NODE_ENV: 'production' } });
  // The server's requests come first.
  if (build.pid) setPriority(build.pid, 10);
  let output = '';
  for (const stream of [build.stdout, build.stderr]) stream.on('data', (chunk) => (output += chunk));
  const code = await new Promise((resolve, reject) => build.on('error', reject).on('close', resolve));
  if (code !== 0) throw new Error(output || `The build ended with ${String(code)}.`);
}

function findVite(): string {
  try {
    return createRequire(import.meta.url).resolve('vite/package.json');
  } catch {
    throw new Error('Vite, a development dependency that builds it, is not installed. Run `npm ci`.');
  }
}
