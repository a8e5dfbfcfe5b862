import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { open, readFile, rm } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { ownServer, processOptions, runProgram, type Cluster } from './embedded-cluster.ts';
import { commandLine, isRunning } from './embedded-process.ts';

const startupMs = 30_000;

// What passes by itself: the last server is still going down, or someone took the port since we looked.
const passing =
  /lock file "postmaster\.pid" already exists|pre-existing shared memory block|could not bind IPv4 address/;

export function superuserUrl(password: string, port: number): string {
  return `postgres://postgres:${password}@127.0.0.1:${port}/postgres`;
}

/** The port of the server that runs on these data and answers to the superuser's password, if one does. */
export async function runningPort(data: string, password: string): Promise<number | undefined> {
  const postmaster = await readPostmaster(data);
  if (!postmaster || (await faultOf(data, password, postmaster.port))) return undefined;
  return postmaster.port;
}

/** Whether a server runs on these data, whether or not it accepts connections yet. */
export async function serverRuns(data: string): Promise<boolean> {
  const postmaster = await readPostmaster(data);
  if (!postmaster || !(await isRunning(postmaster.pid))) return false;
  return isServerOf(data, await commandLine(postmaster.pid));
}

/**
 * The port of the cluster's server, which it starts unless one runs: on `chosenPort`, or else on a free one. Only for
 * the owner of the cluster.
 */
export async function bringUp(cluster: Cluster, chosenPort?: number): Promise<number> {
  const deadline = Date.now() + startupMs;
  for (;;) {
    const port = await runningPort(cluster.data, cluster.password);
    if (port !== undefined) return port;
    await removeForeignPid(cluster.data);
    try {
      return await launch(cluster, deadline, chosenPort ?? (await freePort()));
    } catch (error) {
      if (Date.now() > deadline || !passing.test(`${error}`)) throw error;
      await sleep(250);
    }
  }
}

/** Stops the server, in whose sessions open transactions are rolled back; nothing happens when none runs. */
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

/** PostgreSQL won't start while the pid in its lock file lives, even if it's another program's by now. */
async function removeForeignPid(data: string): Promise<void> {
  const postmaster = await readPostmaster(data);
  const command = postmaster && (await commandLine(postmaster.pid));
  if (command && !isServerOf(data, command)) await rm(join(data, 'postmaster.pid'), { force: true });
}

/** True where the command line cannot be known. */
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
    // In a session of its own: Ctrl-C must not reach PostgreSQL before our requests have drained.
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
  failure ??= `no answer in ${startupMs / 1000} s; if it's still recovering, start again to wait on`;
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
    ...chosen,
    port: `${port}`,
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
  };
  return Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
}

/** The code or message of what keeps this very cluster from serving us on that port; undefined when nothing does. */
async function faultOf(data: string, password: string, port: number): Promise<string | undefined> {
  const client = new pg.Client({
    connectionString: superuserUrl(password, port),
    connectionTimeoutMillis: 5_000,
    query_timeout: 5_000,
  });
  client.on('error', () => {});
  try {
    await client.connect();
    // A copied folder has the password of the original, whose server may be the one on this port.
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
