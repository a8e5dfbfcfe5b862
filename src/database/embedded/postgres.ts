import { access, constants, realpath } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { type Cluster, createCluster, ownServer } from './cluster.ts';
import { createCredentials, findCredentials, readCredentials } from './credentials.ts';
import { type Guard, guardServer } from './guard.ts';
import { findPlace, locateData } from './place.ts';
import { hasCode } from '../../util/has-code.ts';
import { claim, owns, release } from './process.ts';
import { makeFolder, requirePermissions } from '../../util/folder.ts';
import { bringUp, runningPort, shutDown, superuserUrl } from './server.ts';

/** A PostgreSQL 18 cluster under `directory`. */
export interface EmbeddedPostgres {
  superuserUrl: string;
  port: number;
  /** The data folder. */
  data: string;
  /** Whether this process was the owner at the start. It may become the owner later, when the other owner ends. */
  owned: boolean;
  /** Ends the guard, and stops the server if this process is the owner by then. */
  stop(): Promise<void>;
}

interface Options {
  log?: (line: string) => void;
  settings?: Record<string, string>;
}

const ATTACH_TIMEOUT_MS = 60_000;

/** The guards of this process by folder, so that a second start of a folder replaces the first guard. */
const guards = new Map<string, Guard>();

/**
 * Starts the cluster in `directory`, and creates it the first time. A server that a killed process left behind is taken
 * over. The server of another live process is shared: `owned` is then false, and `stop()` leaves the server running. A
 * server that dies is restarted on the same port by its present owner. `settings` are settings of PostgreSQL; they have
 * no effect on a running server. A process must not call this twice at the same time for one directory.
 */
export async function startEmbeddedPostgres(
  directory: string,
  options: Options = {},
): Promise<EmbeddedPostgres> {
  const home = await openFolder(directory);
  const ownerFile = join(home, 'owner.pid');
  await guards.get(home)?.end();
  const deadline = Date.now() + ATTACH_TIMEOUT_MS;
  while (!(await claim(ownerFile))) {
    const shared = await attach(home, ownerFile, options);
    if (shared) return shared;
    if (Date.now() > deadline) {
      throw new Error(`The process in ${ownerFile} owns the database, which does not answer: end it`);
    }
    await sleep(100);
  }
  try {
    return await own(home, ownerFile, options);
  } catch (error) {
    await release(ownerFile);
    throw error;
  }
}

/**
 * Creates the database and its two logins if they do not exist, and returns their URLs. `polity` owns the database and
 * may create roles. `polity_app` owns nothing, and row-level security applies to it. Neither is a superuser.
 */
export async function prepareEmbeddedDatabase(
  superuser: string,
  database: string,
): Promise<{ systemUrl: string; servingUrl: string }> {
  const client = new pg.Client({ connectionString: superuser });
  client.on('error', () => undefined);
  await client.connect();
  try {
    // Several processes may prepare at the same time. The lock is released when the session ends.
    await client.query(`select pg_advisory_lock(hashtext('polity.prepare'))`);
    const { rows } = await client.query<{ file: string }>(
      `select current_setting('polity.credentials') as file`,
    );
    const { system, serving } = await readCredentials(rows[0]!.file);
    await createLogin(client, 'polity', 'createrole createdb', system);
    await createLogin(client, 'polity_app', 'nobypassrls', serving);
    // The grant that `polity` has in production, where it creates the role itself: it may alter the role, not act as it.
    await client.query('grant polity_app to polity with admin true, inherit false, set false');
    await createDatabase(client, database);
    return {
      systemUrl: loginUrl(superuser, 'polity', system, database),
      servingUrl: loginUrl(superuser, 'polity_app', serving, database),
    };
  } finally {
    await client.end();
  }
}

async function own(home: string, ownerFile: string, options: Options): Promise<EmbeddedPostgres> {
  const credentialsFile = credentialsFileOf(home);
  const credentials = (await findCredentials(credentialsFile)) ?? (await createCredentials(credentialsFile));
  const cluster = await describeCluster(home, credentials.superuser, options);
  await createCluster(cluster, options.log ?? (() => {}));
  const port = await bringUp(cluster);
  return guarded(home, ownerFile, port, cluster, options, true);
}

/** Shares the owner's server. Returns undefined while the owner starts or stops it. */
async function attach(
  home: string,
  ownerFile: string,
  options: Options,
): Promise<EmbeddedPostgres | undefined> {
  const credentials = await findCredentials(credentialsFileOf(home));
  if (!credentials) return undefined;
  const password = credentials.superuser;
  const { data } = await locateData(home, password);
  const port = await runningPort(data, password);
  if (port === undefined) return undefined;
  return guarded(home, ownerFile, port, { password, data }, options, false);
}

function guarded(
  home: string,
  ownerFile: string,
  port: number,
  known: Cluster | Pick<Cluster, 'password' | 'data'>,
  options: Options,
  owned: boolean,
): EmbeddedPostgres {
  const { password, data } = known;
  let cluster = 'programs' in known ? Promise.resolve(known) : undefined;
  const findCluster = () => (cluster ??= describeCluster(home, password, options));
  const guard = guardServer(findCluster, ownerFile, port, options.log ?? (() => {}));
  guards.set(home, guard);
  const stop = async () => {
    await guards.get(home)?.end();
    if (!(await owns(ownerFile))) return;
    await shutDown(await findCluster());
    await release(ownerFile);
  };
  return { superuserUrl: superuserUrl(password, port), port, data, owned, stop };
}

async function describeCluster(home: string, password: string, options: Options): Promise<Cluster> {
  const { log = () => {}, settings = {} } = options;
  return {
    ...(await findPlace(home, password, log)),
    password,
    logFile: join(home, 'postgres.log'),
    // `prepareEmbeddedDatabase` gets only a URL and reads the file's path from this setting.
    settings: { ...settings, 'polity.credentials': credentialsFileOf(home) },
  };
}

/** Creates the folder and returns its real path, because the server's own path is compared with it. */
async function openFolder(directory: string): Promise<string> {
  try {
    await makeFolder(resolve(directory));
    await requirePermissions(directory);
    for (const name of ['.', 'credentials.json', 'postgres.log', 'postgres']) {
      await access(join(directory, name), constants.R_OK | constants.W_OK).catch((error: unknown) => {
        if (!hasCode(error, 'ENOENT')) throw error;
      });
    }
    return await realpath(directory);
  } catch (error) {
    throw new Error(
      `This user cannot use the database folder ${directory} (${error}): give it to this user, or ${ownServer}`,
      { cause: error },
    );
  }
}

function credentialsFileOf(home: string): string {
  return join(home, 'credentials.json');
}

async function createLogin(
  client: pg.Client,
  name: string,
  attributes: string,
  password: string,
): Promise<void> {
  const { rowCount } = await client.query('select from pg_roles where rolname = $1', [name]);
  if (rowCount) return;
  await client.query(
    `create role ${name} login nosuperuser ${attributes} password ${pg.escapeLiteral(password)}`,
  );
}

async function createDatabase(client: pg.Client, name: string): Promise<void> {
  const { rowCount } = await client.query('select from pg_database where datname = $1', [name]);
  if (!rowCount) await client.query(`create database ${pg.escapeIdentifier(name)} owner polity`);
}

function loginUrl(superuser: string, user: string, password: string, database: string): string {
  const url = new URL(superuser);
  Object.assign(url, { username: user, password, pathname: encodeURIComponent(database) });
  return url.href;
}
