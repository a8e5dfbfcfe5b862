import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { open, readFile, rm } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { ownServer, processOptions, runProgram, type Cluster } from './cluster.ts';
import { commandLine, isRunning } from './process.ts';

const STARTUP_TIMEOUT_MS = 30_000;

/** Errors worth a retry: the last server is still stopping, or another process has taken the port. */
const temporaryErrors =
  /lock file "postmaster\.pid" already exists|pre-existing shared memory block|could not bind IPv4 address/;

export function superuserUrl(password: string, port: number): string {
  return `postgres://postgres:${password}@127.0.0.1:${port}/postgres`;
}

/** Returns the port of the server that runs on these data and accepts the superuser's password, if there is one. */
export async function runningPort(data: string, password: string): Promise<number | undefined> {
  const postmaster = await readPostmaster(data);
  if (!postmaster || (await faultOf(data, password, postmaster.port))) return undefined;
  return postmaster.port;
}

/** Whether a server process runs on these data. It need not accept connections yet. */
export async function serverRuns(data: string): Promise<boolean> {
  const postmaster = await readPostmaster(data);
  if (!postmaster || !(await isRunning(postmaster.pid))) return false;
  return isServerOf(data, await commandLine(postmaster.pid));
}

/**
 * Starts the cluster's server if it is not running: on `chosenPort`, or else on a free port. Returns its port. Only the
 * owner of the cluster may call this.
 */
export async function bringUp(cluster: Cluster, chosenPort?: number): Promise<number> {
  const deadline = Date.now() + STARTUP_TIMEOUT_MS;
  for (;;) {
    const port = await runningPort(cluster.data, cluster.password);
    if (port !== undefined) return port;
    await removeForeignPid(cluster.data);
    try {
      return await launch(cluster, deadline, chosenPort ?? (await freePort()));
    } catch (error) {
      if (Date.now() > deadline || !temporaryErrors.test(`${error}`)) throw error;
      await sleep(250);
    }
  }
}

/** Stops the server if it is running. Open transactions are rolled back. */
export async function shutDown(cluster: Cluster): Promise<void> {
  for (const mode of ['fast', 'immediate']) {
    const stop = runProgram(cluster, 'pg_ctl', ['stop', '-D', cluster.data, '-w', '-t', '10', '-m', mode]);
    const isDown = await stop.then(
      () => true,
      () => false,
    );
    if (isDown) return;
  }
}

/** PostgreSQL does not start while the pid in its lock file is alive, even if that pid now belongs to another program. */
async function removeForeignPid(data: string): Promise<void> {
  const postmaster = await readPostmaster(data);
  const command = postmaster && (await commandLine(postmaster.pid));
  if (command && !isServerOf(data, command)) await rm(join(data, 'postmaster.pid'), { force: true });
}

/** Returns true if the command line is unknown. */
function isServerOf(data: string, command: string | undefined): boolean {
  return command === undefined || command.includes(` -D ${data} `);
}

async function readPostmaster(data: string): Promise<{ pid: number; port: number } | undefined> {
  const content = await readFile(join(data, 'postmaster.pid'), 'utf8').catch(() => '');
  const [pid, , , port] = content.split('\n').map(Number);
  return pid && port ? { pid, port } : undefined;
}

async function launch(cluster: Cluster, deadline: number, port: number): Promise<number> {
  const { data, password, programs, logFile, settings } = cluster;
  const log = await open(logFile, 'a');
  const logStart = (await log.stat()).size;
  const server = spawn(programs.postgres, ['-D', data, ...settingArguments(settings, port)], {
    ...processOptions(cluster),
    // A separate session, so that Ctrl-C does not stop PostgreSQL before the running requests have finished.
    detached: true,
    stdio: ['ignore', log.fd, log.fd],
  });
  let failure: string | undefined;
  server.once('error', (error) => (failure = error.message));
  server.once('exit', (code, signal) => (failure = `it ended with ${signal ?? code}`));
  server.unref();
  await log.close();

  while (failure === undefined && Date.now() < deadline) {
    const fault = await faultOf(data, password, port);
    if (fault === undefined) return port;
    if (fault === '28P01') {
      await shutDown(cluster);
      failure =
        'credentials.json is not the one these data were made with; bring it back or move the data away';
    }
    await sleep(50);
  }
  failure ??= `no answer in ${STARTUP_TIMEOUT_MS / 1000} s; if it's still recovering, start again to wait on`;
  throw new Error(
    `PostgreSQL did not start: ${failure} (or else ${ownServer}). ${logFile} ends with:\n${await tail(logFile, logStart)}`,
  );
}

function settingArguments(chosen: Record<string, string>, port: number): string[] {
  const settings = {
    shared_buffers: '128MB',
    max_connections: '200',
    timezone: 'UTC',
    log_timezone: 'UTC',
    unix_socket_directories: '',
    ...chosen,
    port: `${port}`,
    listen_addresses: '127.0.0.1',
  };
  return Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
}

/** Returns the error code or message if this cluster cannot be used on the port; undefined if it can. */
async function faultOf(data: string, password: string, port: number): Promise<string | undefined> {
  const client = new pg.Client({
    connectionString: superuserUrl(password, port),
    connectionTimeoutMillis: 5_000,
    query_timeout: 5_000,
  });
  client.on('error', () => {});
  try {
    await client.connect();
    // A copied folder has the same password as the original, whose server may be the one on this port.
    const { rows } = await client.query<{ data_directory: string }>('show data_directory');
    return resolve(rows[0]!.data_directory) === data ? undefined : 'another cluster';
  } catch (error) {
    return (error as { code?: string }).code ?? `${error}`;
  } finally {
    await client.end().catch(() => {});
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

async function tail(file: string, from: number): Promise<string> {
  const lines = (await readFile(file)).subarray(from).toString().trimEnd().split('\n');
  return lines.slice(-10).join('\n');
}
