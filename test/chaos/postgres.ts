import { randomInt } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import { type Cluster, createCluster, runProgram } from '../../src/database/embedded/cluster.ts';
import { createCredentials } from '../../src/database/embedded/credentials.ts';
import { findPlace } from '../../src/database/embedded/place.ts';
import { bringUp, shutDown, superuserUrl } from '../../src/database/embedded/server.ts';
import { copyCluster } from '../support/copy-cluster.ts';
import { freePort } from '../support/free-port.ts';
import type { Victim } from './victim.ts';

/** PostgreSQL in a folder of its own, which nothing restarts but the run. */
export class Postgres implements Victim {
  readonly name: string;
  readonly url: string;
  readonly #cluster: Cluster;
  readonly #folder: string;
  readonly #port: number;
  #hanging: number[] = [];

  private constructor(name: string, cluster: Cluster, folder: string, port: number) {
    this.name = name;
    this.#cluster = cluster;
    this.#folder = folder;
    this.#port = port;
    this.url = superuserUrl(cluster.password, port);
  }

  static async start(folder: string): Promise<Postgres> {
    const { superuser } = await createCredentials(join(folder, 'credentials.json'));
    // A replica that was away finds the log that it has missed.
    return Postgres.#run('postgres', folder, superuser, { wal_keep_size: '1GB' });
  }

  /** Starts a streaming replica of this server in another folder. */
  async startReplica(folder: string): Promise<Postgres> {
    await copyCluster({ superuserUrl: this.url, folder: this.#folder }, folder);
    const { hostname, port, password } = new URL(this.url);
    return Postgres.#run('replica', folder, this.#cluster.password, {
      primary_conninfo: `host=${hostname} port=${port} user=postgres password=${password}`,
    });
  }

  static async #run(
    name: string,
    folder: string,
    password: string,
    settings: Record<string, string>,
  ): Promise<Postgres> {
    const cluster = {
      ...(await findPlace(folder, password, () => undefined)),
      password,
      logFile: join(folder, 'postgres.log'),
      settings: { ...settings, 'polity.credentials': join(folder, 'credentials.json') },
    };
    await createCluster(cluster, () => undefined);
    const port = await freePort();
    await bringUp(cluster, port);
    return new Postgres(name, cluster, folder, port);
  }

  readonly faults = {
    'kill a backend': { strike: () => this.#killBackend() },
    kill: { strike: async () => this.#kill(await this.#postmaster()), mend: () => this.#bringUp() },
    'stop at once': { strike: () => this.#stopAtOnce(), mend: () => this.#bringUp() },
    hang: { strike: () => this.#hang(), mend: async () => this.#continue() },
  };

  async isBack(): Promise<boolean> {
    return (await this.#query('select 1')).length === 1;
  }

  async stop(): Promise<void> {
    this.#continue();
    await shutDown(this.#cluster);
  }

  async #bringUp(): Promise<void> {
    await bringUp(this.#cluster, this.#port);
  }

  /** Any one of the programs' connections: PostgreSQL then ends all of them and recovers. */
  async #killBackend(): Promise<void> {
    const rows = await this.#query(
      `select pid from pg_stat_activity where backend_type = 'client backend' and pid <> pg_backend_pid()`,
    );
    if (rows.length > 0) this.#kill(Number(rows[randomInt(rows.length)]!['pid']));
  }

  async #stopAtOnce(): Promise<void> {
    await runProgram(this.#cluster, 'pg_ctl', ['stop', '-D', this.#cluster.data, '-w', '-m', 'immediate']);
  }

  /** Stops all its processes, each of which is a session of its own. */
  async #hang(): Promise<void> {
    const postmaster = await this.#postmaster();
    process.kill(postmaster, 'SIGSTOP');
    const children = await readFile(`/proc/${postmaster}/task/${postmaster}/children`, 'utf8');
    this.#hanging = [...children.trim().split(' ').filter(Boolean).map(Number), postmaster];
    for (const pid of this.#hanging) this.#kill(pid, 'SIGSTOP');
  }

  #continue(): void {
    for (const pid of this.#hanging) this.#kill(pid, 'SIGCONT');
    this.#hanging = [];
  }

  async #postmaster(): Promise<number> {
    return Number.parseInt(await readFile(join(this.#cluster.data, 'postmaster.pid'), 'utf8'), 10);
  }

  #kill(pid: number, signal: NodeJS.Signals = 'SIGKILL'): void {
    try {
      process.kill(pid, signal);
    } catch {
      // It has ended meanwhile.
    }
  }

  async #query(text: string): Promise<Record<string, unknown>[]> {
    const client = new pg.Client({
      connectionString: this.url,
      connectionTimeoutMillis: 2_000,
      query_timeout: 2_000,
    });
    client.on('error', () => undefined);
    try {
      await client.connect();
      return (await client.query(text)).rows;
    } finally {
      await client.end().catch(() => undefined);
    }
  }
}
