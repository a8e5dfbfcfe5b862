import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbeddedPostgres } from './embedded.ts';
import { onInterruption } from '../interruption.ts';

/** A temporary folder, which goes with `remove` and when the process is interrupted. */
export async function scratchFolder(name: string): Promise<{ path: string; remove: () => Promise<void> }> {
  const path = await mkdtemp(join(tmpdir(), `polity-${name}-`));
  // PostgreSQL runs as another user where this one is root.
  await chmod(path, 0o755);
  const remove = () => rm(path, { recursive: true, force: true });
  const release = onInterruption(remove);
  return {
    path,
    remove: async () => {
      await remove();
      release();
    },
  };
}

/**
 * PostgreSQL with a new cluster in a temporary folder. Both go with `stop`, and when the process is interrupted, while
 * they start as well.
 */
export async function scratchPostgres(
  name: string,
  settings: Record<string, string> = {},
): Promise<{ superuserUrl: string; folder: string; stop: () => Promise<void> }> {
  const folder = await scratchFolder(name);
  const starting = startEmbeddedPostgres(folder.path, { settings });
  const release = onInterruption(async () => (await starting).stop());
  const { superuserUrl, stop } = await starting;
  return {
    superuserUrl,
    folder: folder.path,
    stop: async () => {
      await stop();
      release();
      await folder.remove();
    },
  };
}
