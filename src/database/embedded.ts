import { access, constants, mkdir, realpath } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { createCluster, ownServer } from './embedded-cluster.ts';
import { createCredentials, findCredentials, readCredentials } from './embedded-credentials.ts';
import { findPlace, locateData } from './embedded-place.ts';
import { claim, hasCode, owns, release } from './embedded-process.ts';
import { bringUp, runningPort, shutDown, superuserUrl } from './embedded-server.ts';

/** A PostgreSQL 18 cluster under `directory`, ours to stop when `owned`. */
export interface EmbeddedPostgres {
  superuserUrl: string;
  port: number;
  owned: boolean;
  stop(): Promise<void>;
}

interface Options {
  log?: (line: string) => void;
  settings?: Record<string, string>;
}

const attachMs = 60_000;

/**
 * Starts the cluster, and makes it the first time. A server that a killed process left behind is taken over; that of
 * another live process is shared: then `owned` is false and `stop()` leaves it running. `settings` are PostgreSQL's
 * own, without effect on a server that already runs. A process must not start the same directory twice at once.
 */
export async function startEmbeddedPostgres(
  directory: string,
  options: Options = {},
): Promise<EmbeddedPostgres> {
  const home = await openFolder(directory);
  const ownerFile = join(home, 'owner.pid');
  const deadline = Date.now() + attachMs;
  while (!(await claim(ownerFile))) {
    const shared = await attach(home);
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
  const { log = () => {}, settings = {} } = options;
  const credentialsFile = credentialsFileOf(home);
  const credentials = (await findCredentials(credentialsFile)) ?? (await createCredentials(credentialsFile));
  const password = credentials.superuser;
  const cluster = {
    ...(await findPlace(home, password, log)),
    password,
    logFile: join(home, 'postgres.log'),
    // `prepareEmbeddedDatabase` knows nothing but a URL.
    settings: { ...settings, 'polity.credentials': credentialsFile },
  };
  await createCluster(cluster, log);
  const port = await bringUp(cluster);
  const stop = async () => {
    if (!(await owns(ownerFile))) return;
    await shutDown(cluster);
    await release(ownerFile);
  };
  return { superuserUrl: superuserUrl(password, port), port, owned: true, stop };
}

/** Undefined while the owner is still starting the server, or is stopping it. */
async function attach(home: string): Promise<EmbeddedPostgres | undefined> {
  const credentials = await findCredentials(credentialsFileOf(home));
  if (!credentials) return undefined;
  const password = credentials.superuser;
  const { data } = await locateData(home, password);
  const port = await runningPort(data, password);
  if (port === undefined) return undefined;
  return { superuserUrl: superuserUrl(password, port), port, owned: false, stop: async () => {} };
}

/** Returns the folder's real path, as the server compares paths with it. */
async function openFolder(directory: string): Promise<string> {
  try {
    await mkdir(directory, { recursive: true });
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
