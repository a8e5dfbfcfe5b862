import { chmod, mkdir, mkdtemp, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { hasCode } from './has-code.ts';

/**
 * Makes a folder and those above it, unless they are there. Node's own recursive `mkdir` never returns where the system
 * says that a folder is missing in one that exists, as in /proc.
 * @throws when it cannot be made, or is a file
 */
export async function makeFolder(folder: string): Promise<void> {
  try {
    await mkdir(folder);
  } catch (error) {
    if (hasCode(error, 'EEXIST', 'EROFS')) return requireFolder(folder, error);
    const parent = dirname(folder);
    if (!hasCode(error, 'ENOENT') || parent === folder || (await isThere(parent))) throw error;
    await makeFolder(parent);
    await mkdir(folder);
  }
}

async function requireFolder(folder: string, error: unknown): Promise<void> {
  const found = await stat(folder).catch(() => undefined);
  if (!found?.isDirectory()) throw error;
}

const isThere = (path: string) =>
  stat(path).then(
    () => true,
    () => false,
  );

/**
 * PostgreSQL refuses data that others could read.
 * @throws when files cannot be made here, or the file system does not keep who may read them
 */
export async function requirePermissions(folder: string): Promise<void> {
  const probe = await mkdtemp(join(folder, 'probe-'));
  try {
    await chmod(probe, 0o700);
    const { mode } = await stat(probe);
    if (process.platform !== 'win32' && (mode & 0o777) !== 0o700)
      throw new Error('its file system does not keep permissions');
  } finally {
    await rm(probe, { recursive: true, force: true });
  }
}
