import { access, constants, realpath } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { type Cluster, createCluster, ownServer } from './embedded-cluster.ts';
import { createCredentials, findCredentials, readCredentials } from './embedded-credentials.ts';
import { type Guard, guardServer } from './embedded-guard.ts';
import { findPlace, locateData } from './embedded-place.ts';
import { claim, hasCode, owns, release } from './embedded-process.ts';
import { makeFolder, requirePermissions } from './folder.ts';
import { bringUp, runningPort, shutDown, superuserUrl } from './embedded-server.ts';

/** A PostgreSQL 18 cluster under `directory`. */
export interface EmbeddedPostgres {
  superuserUrl: string;
  port: number;
  /** Whether this process owned it at the start; it becomes the owner later when the owner ends. */
  owned: boolean;
  /** Ends watching the server, and stops it when this process owns it by then. */
  stop(): Promise<void>;
}

interface Options {
  log?: (line: string) => void;
  settings?: Record<string, string>;
}

const attachMs = 60_000;

/** The guards of this process, by folder: one that starts a folder again must not have two. */
const guards = new Map<string, Guard>();

/**
 * Starts the cluster, and makes it the first time. A server that a killed process left behind is taken over; that of
 * another live process is shared: then `owned` is false and `stop()` leaves it running. From then on a server that dies
 * is started again on the same port, by its owner or by whoever becomes that when the owner ends. `settings` are
 * PostgreSQL's own, without effect on a server that already runs. A process must not start the same directory twice at
 * once.
 */
export async function startEmbeddedPostgres(
  directory: string,
  options: Options = {},
): Promise<EmbeddedPostgres> {
  const home = await openFolder(directory);
  const ownerFile = join(home, 'owner.pid');
  await guards.get(home)?.end();
  const deadline = Date.now() + attachMs;
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
 * Makes the database and its two logins unless they are there, and returns their URLs: `polity`, which owns the
 * database and may make roles, and `polity_app`, which owns nothing and is held to row-level security. Neither is a
 * superuser.
 */
export async function prepareEmbeddedDatabase(
  superuser: string,
  database: string,
): Promise<{ systemUrl: string; servingUrl: string }> {
  const client = new pg.Client({ connectionString: superuser });
  client.on('error', () => undefined);
  await client.connect();
  try {
    // Several processes prepare at once; the lock goes when the session ends.
    await client.query(`select pg_advisory_lock(hashtext('polity.prepare'))`);
    const { rows } = await client.query<{ file: string }>(
      `select current_setting('polity.credentials') as file`,
    );
    const { system, serving } = await readCredentials(rows[0]!.file);
    await createLogin(client, 'polity', 'createrole createdb', system);
    await createLogin(client, 'polity_app', 'nobypassrls', serving);
    // What `polity` would hold had it made the role itself, as in production: it may alter it, not act as it.
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
  return guarded(home, ownerFile, port, credentials.superuser, options, true);
}

/** Undefined while the owner is still starting the server, or is stopping it. */
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
  return guarded(home, ownerFile, port, password, options, false);
}

function guarded(
  home: string,
  ownerFile: string,
  port: number,
  password: string,
  options: Options,
  owned: boolean,
): EmbeddedPostgres {
  let cluster: Promise<Cluster> | undefined;
  const findCluster = () => (cluster ??= describeCluster(home, password, options));
  const guard = guardServer(findCluster, ownerFile, port, options.log ?? (() => {}));
  guards.set(home, guard);
  const stop = async () => {
    await guards.get(home)?.end();
    if (!(await owns(ownerFile))) return;
    await shutDown(await findCluster());
    await release(ownerFile);
  };
  return { superuserUrl: superuserUrl(password, port), port, owned, stop };
}

async function describeCluster(home: string, password: string, options: Options): Promise<Cluster> {
  const { log = () => {}, settings = {} } = options;
  return {
    ...(await findPlace(home, password, log)),
    password,
    logFile: join(home, 'postgres.log'),
    // `prepareEmbeddedDatabase` knows nothing but a URL.
    settings: { ...settings, 'polity.credentials': credentialsFileOf(home) },
  };
}

/** Returns the folder's real path, as the server compares paths with it. */
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
