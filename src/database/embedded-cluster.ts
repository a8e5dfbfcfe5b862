import { execFile } from 'node:child_process';
import { chown, mkdir, mkdtemp, readFile, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { promisify } from 'node:util';
import type { Place } from './embedded-place.ts';
import { hasCode } from './embedded-process.ts';

export interface Cluster extends Place {
  /** The superuser's. */
  password: string;
  logFile: string;
  settings: Record<string, string>;
}

export const ownServer = 'set DATABASE_URL to a PostgreSQL 18 of your own';

/** Makes the data folder unless it's there, whole or not at all. Throws when another major version made it. */
export async function createCluster(cluster: Cluster, log: (line: string) => void): Promise<void> {
  const { data, account, major } = cluster;
  const found = await findMajor(data);
  if (found === undefined) {
    log(`Creating a PostgreSQL ${major} cluster in ${data}`);
    await initialize(cluster);
  } else if (found !== major) {
    throw new Error(
      `${data} was made by PostgreSQL ${found} and this is ${major}: move it away, or ${ownServer}`,
    );
  } else if (account && (await stat(data)).uid === 0) {
    // A copy that root made of a project and its data.
    await promisify(execFile)('chown', ['-R', `${account.uid}:${account.gid}`, data]);
  }
}

/** Runs one of PostgreSQL's programs to its end; throws what it wrote when it fails. */
export async function runProgram(cluster: Cluster, name: 'initdb' | 'pg_ctl', args: string[]): Promise<void> {
  await promisify(execFile)(cluster.programs[name], args, processOptions(cluster));
}

/** Runs a program as the account, in a folder that it can enter, with messages in English. */
export function processOptions({ programs, account }: Cluster) {
  return { ...account, cwd: dirname(programs.postgres), env: { ...process.env, LC_ALL: 'C' } };
}

async function findMajor(data: string): Promise<string | undefined> {
  try {
    return (await readFile(join(data, 'PG_VERSION'), 'utf8')).trim();
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return undefined;
    throw error;
  }
}

/** Works in a folder of its own, since initdb may be killed midway or outlive us. */
async function initialize(cluster: Cluster): Promise<void> {
  const { data, password, account, settings } = cluster;
  await mkdir(dirname(data), { recursive: true });
  await removeUnfinished(data);
  const workshop = await mkdtemp(`${data}.new-`);
  const passwordFile = join(workshop, 'password');
  await writeFile(passwordFile, password, { mode: 0o600 });
  if (account) {
    await chown(passwordFile, account.uid, account.gid);
    await chown(workshop, account.uid, account.gid);
  }
  try {
    await runProgram(cluster, 'initdb', [
      `--pgdata=${join(workshop, 'data')}`,
      `--pwfile=${passwordFile}`,
      '--username=postgres',
      '--auth=scram-sha-256',
      '--encoding=UTF8',
      '--locale=C',
      '--locale-provider=builtin',
      '--builtin-locale=C.UTF-8',
      ...(settings.fsync === 'off' ? ['--no-sync'] : []),
    ]);
    await rename(join(workshop, 'data'), data);
  } catch (error) {
    throw new Error(`Could not make the data folder ${data} (or else ${ownServer}): ${error}`, {
      cause: error,
    });
  } finally {
    await rm(workshop, { recursive: true, force: true });
  }
}

async function removeUnfinished(data: string): Promise<void> {
  const prefix = `${basename(data)}.new-`;
  for (const name of await readdir(dirname(data))) {
    if (name.startsWith(prefix)) {
      await rm(join(dirname(data), name), { recursive: true, force: true, maxRetries: 5 });
    }
  }
}
