import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { prepareEmbeddedDatabase, startEmbeddedPostgres } from '../src/database/embedded/postgres.ts';
import { migrate } from '../src/database/migrate.ts';
import { onInterruption } from '../src/util/interruption.ts';

/** Creates a temporary folder. `remove` deletes it, and so does an interruption of the process. */
export async function scratchFolder(name: string): Promise<{ path: string; remove: () => Promise<void> }> {
  const path = await mkdtemp(join(tmpdir(), `polity-${name}-`));
  // PostgreSQL runs as another user if this one is root.
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
 * Starts PostgreSQL with a new cluster in a temporary folder. `stop` ends and removes both, and so does an interruption of
 * the process, also during the start.
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

/** Runs `work` with a new database that has all migrations. */
export async function withMigratedDatabase<Result>(
  name: string,
  work: (systemUrl: string) => Promise<Result>,
): Promise<Result> {
  const server = await scratchPostgres(name, { fsync: 'off' });
  try {
    const { systemUrl, servingUrl } = await prepareEmbeddedDatabase(server.superuserUrl, name);
    await migrate(systemUrl, servingUrl, pino({ level: 'silent' }));
    return await work(systemUrl);
  } finally {
    await server.stop();
  }
}
