import { execFile } from 'node:child_process';
import { readFile, rm } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { createFile } from '../../util/create-file.ts';
import { hasCode } from '../../util/has-code.ts';

/** Returns the arguments of a process, joined by spaces; '' if there is no process; undefined on Windows. */
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

/** Whether a process with this pid is running. A zombie is not. */
export async function isRunning(pid: number): Promise<boolean> {
  return (await fingerprint(pid)) !== undefined;
}

/**
 * Makes this process the owner in `file`, unless another live process is. Returns whether this process is the owner. If
 * several processes try at the same time, one succeeds.
 */
export async function claim(file: string): Promise<boolean> {
  const self = await fingerprint(process.pid);
  for (;;) {
    if (await createFile(file, `${self}`)) return true;
    const owner = await readOwner(file);
    if (owner === undefined) continue;
    if (owner === self) return true;
    if ((await fingerprint(Number.parseInt(owner, 10))) === owner) return false;
    await evict(file, owner);
  }
}

/** Whether `file` names this process. */
export async function owns(file: string): Promise<boolean> {
  const owner = await readOwner(file);
  return owner === (await fingerprint(process.pid));
}

/** Removes this process as the owner. */
export async function release(file: string): Promise<void> {
  if (await owns(file)) await rm(file, { force: true });
}

/** Returns the pid, on Linux with the start time, so that a reused pid differs; undefined if the process is dead. */
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

async function readOwner(file: string): Promise<string | undefined> {
  return readFile(file, 'utf8').catch((error: unknown) => {
    if (hasCode(error, 'ENOENT')) return undefined;
    throw error;
  });
}

/**
 * Removes a dead owner's file. Of several processes that find the owner dead, one at a time may look again and remove
 * the file: otherwise a slow one would remove the file of the owner that came after. That right has an owner of its own,
 * in a second file, which may die too.
 */
async function evict(file: string, owner: string): Promise<void> {
  const right = `${file}.eviction`;
  if (!(await createFile(right, `${await fingerprint(process.pid)}`))) {
    const holder = await readOwner(right);
    if (holder === undefined) return;
    if ((await fingerprint(Number.parseInt(holder, 10))) === holder) await sleep(5);
    else await evict(right, holder);
    return;
  }
  try {
    if ((await readOwner(file)) === owner) await rm(file, { force: true });
  } finally {
    await rm(right, { force: true });
  }
}
