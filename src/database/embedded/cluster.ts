import { execFile } from 'node:child_process';
import { chown, mkdir, mkdtemp, readFile, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { promisify } from 'node:util';
import type { Place } from './place.ts';
import { hasCode } from '../../util/has-code.ts';

export interface Cluster extends Place {
  /** The superuser's password. */
  password: string;
  logFile: string;
  settings: Record<string, string>;
}

export const ownServer = 'set DATABASE_URL to a PostgreSQL 18 of your own';

/**
 * Creates the data folder if it does not exist. An interrupted creation leaves no data folder behind.
 * @throws if another major version created the folder
 */
export async function createCluster(cluster: Cluster, log: (line: string) => void): Promise<void> {
  const { data, account, major } = cluster;
  const existing = await findMajor(data);
  if (existing === undefined) {
    log(`Creating a PostgreSQL ${major} cluster in ${data}`);
    await initialize(cluster);
  } else if (existing !== major) {
    throw new Error(
      `${data} was made by PostgreSQL ${existing} and this is ${major}: move it away, or ${ownServer}`,
    );
  } else if (account && (await stat(data)).uid === 0) {
    // Root has copied the folder, for example together with the project.
    await promisify(execFile)('chown', ['-R', `${account.uid}:${account.gid}`, data]);
  }
}

/** Runs one of PostgreSQL's programs. @throws an error with the program's output if it fails */
export async function runProgram(cluster: Cluster, name: 'initdb' | 'pg_ctl', args: string[]): Promise<void> {
  await promisify(execFile)(cluster.programs[name], args, processOptions(cluster));
}

/** Options to run a program as the account, in a folder that the account can enter, with messages in English. */
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

/** Runs initdb in a temporary folder and renames it at the end, because initdb or this process may be killed midway. */
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
