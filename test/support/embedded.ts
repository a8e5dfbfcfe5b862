import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import pg from 'pg';
import { onTestFinished } from 'vitest';
import { startEmbeddedPostgres, type EmbeddedPostgres } from '../../src/database/embedded/postgres.ts';

export const project = fileURLToPath(new URL('../..', import.meta.url));
export const settings = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' };

/** A folder, with a space in its path, that is removed after the test together with the server that runs in it. */
export async function emptyFolder(mode = 0o755): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), 'polity embedded-'));
  await chmod(directory, mode);
  onTestFinished(async () => {
    if ((await readdir(directory)).includes('postgres')) await (await start(directory)).stop();
    await rm(directory, { recursive: true, force: true });
  });
  return directory;
}

let used: Promise<string> | undefined;

/** A folder like `emptyFolder`'s in which the server has run before: to create its data takes longer than to copy them. */
export async function usedFolder(): Promise<string> {
  used ??= mkdtemp(join(tmpdir(), 'polity used-')).then(async (directory) => {
    await chmod(directory, 0o755);
    await (await start(directory)).stop();
    return directory;
  });
  const directory = await emptyFolder();
  await promisify(execFile)('cp', ['-a', `${await used}/.`, directory]);
  return directory;
}

/** Removes what `usedFolder` copies. */
export async function removeUsedFolder(): Promise<void> {
  if (used) await rm(await used, { recursive: true, force: true });
  used = undefined;
}

export function start(directory: string): Promise<EmbeddedPostgres> {
  return startEmbeddedPostgres(directory, { settings });
}

export function moduleOf(directory: string): string {
  return join(directory, 'src/database/embedded/postgres.ts');
}

/** Starts the database in a process of its own, which lives until it's told to stop or killed. */
export async function startInProcess(directory: string, module = moduleOf(project)) {
  const child = runScript(directory, module);
  const [line] = (await once(createInterface(child.stdout), 'line')) as [string];
  const ended = once(child, 'exit');
  const { lines, ...database } = JSON.parse(line) as EmbeddedPostgres & { lines: string[] };
  const stop = async () => {
    child.stdin.end();
    await ended;
  };
  const kill = async () => {
    child.kill('SIGKILL');
    await ended;
  };
  return { ...database, lines, stop, kill };
}

export function runScript(directory: string, module: string) {
  const script = `
    const { startEmbeddedPostgres } = await import(${JSON.stringify(module)});
    const lines = [];
    const log = (line) => void lines.push(line);
    const database = await startEmbeddedPostgres(${JSON.stringify(directory)}, { log, ...${JSON.stringify({ settings })} });
    console.log(JSON.stringify({ ...database, lines }));
    process.stdin.resume().once('end', () => database.stop());`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  return child;
}

export async function run(connectionString: string, statement: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString });
  await client.connect();
  try {
    return (await client.query(statement)).rows;
  } finally {
    await client.end();
  }
}

export async function postmasterPid(directory: string): Promise<number> {
  return Number.parseInt(await readFile(join(directory, 'postgres', 'postmaster.pid'), 'utf8'), 10);
}
