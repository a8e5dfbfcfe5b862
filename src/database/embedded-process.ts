import { execFile } from 'node:child_process';
import { constants } from 'node:fs';
import { copyFile, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { promisify } from 'node:util';

/** Whether `error` is a system or PostgreSQL error with this code. */
export function hasCode(error: unknown, code: string): boolean {
  return (error as { code?: unknown }).code === code;
}

/** The arguments of a process joined by spaces; '' when there is none, undefined where it can't be known. */
export async function commandLine(pid: number): Promise<string | undefined> {
  if (process.platform === 'win32') return undefined;
  if (process.platform === 'linux') {
    const raw = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
    return raw.replaceAll('\0', ' ');
  }
  const ps = promisify(execFile)('ps', ['-ww', '-o', 'command=', '-p', `${pid}`]);
  return ps.then(
    ({ stdout }) => stdout,
    () => '',
  );
}

/** Whether a process with this pid runs; a zombie does not. */
export async function isRunning(pid: number): Promise<boolean> {
  return (await fingerprint(pid)) !== undefined;
}

/**
 * Makes this process the owner that `file` names, in place of a dead one. True when it is, also when it already
 * was; false when another live process is. Of several that try at once one succeeds.
 */
export async function claim(file: string): Promise<boolean> {
  const self = await fingerprint(process.pid);
  for (;;) {
    if (await createFile(file, `${self}`)) return true;
    const owner = await readOwner(file);
    if (owner === undefined) continue;
    if (owner === self) return true;
    if (await isLive(file, owner)) return false;
    await evict(file, owner);
  }
}

/** Whether `file` names this process. */
export async function owns(file: string): Promise<boolean> {
  const owner = await readOwner(file);
  return owner === (await fingerprint(process.pid));
}

/** Undoes `claim`. */
export async function release(file: string): Promise<void> {
  if (await owns(file)) await rm(file, { force: true });
}

/** The pid, with the start time where the system tells it, so that a reused pid differs; undefined when dead. */
async function fingerprint(pid: number): Promise<string | undefined> {
  if (!isAlive(pid)) return undefined;
  if (process.platform !== 'linux') return `${pid}`;
  const raw = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
  const [state, ...fields] = raw.slice(raw.lastIndexOf(')') + 2).split(' ');
  return state === 'Z' ? undefined : `${pid} ${fields[18]}`;
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return hasCode(error, 'EPERM');
  }
}

async function createFile(file: string, content: string): Promise<boolean> {
  try {
    await writeFile(file, content, { flag: 'wx' });
    return true;
  } catch (error) {
    if (hasCode(error, 'EEXIST')) return false;
    throw error;
  }
}

async function readOwner(file: string): Promise<string | undefined> {
  return readFile(file, 'utf8').catch((error: unknown) => {
    if (hasCode(error, 'ENOENT')) return undefined;
    throw error;
  });
}

async function isLive(file: string, owner: string): Promise<boolean> {
  if (owner !== '') return (await fingerprint(Number.parseInt(owner, 10))) === owner;
  // Created and not yet written, unless its writer died in between.
  const info = await stat(file).catch(() => undefined);
  return info !== undefined && Date.now() - info.mtimeMs < 2_000;
}

/** If another process evicted the same dead owner and moved in since we looked, it gets its file back. */
async function evict(file: string, owner: string): Promise<void> {
  const aside = `${file}.${process.pid}`;
  try {
    await rename(file, aside);
    const moved = await readFile(aside, 'utf8');
    if (moved !== owner) await copyFile(aside, file, constants.COPYFILE_EXCL);
  } catch (error) {
    if (!hasCode(error, 'ENOENT') && !hasCode(error, 'EEXIST')) throw error;
  }
  await rm(aside, { force: true });
}
