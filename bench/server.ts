import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Pool } from 'undici';
import { onInterruption } from '../src/interruption.ts';
import type { Contender } from './operations.ts';
import type { Usage } from './probe.ts';

const entries: Record<Contender, string> = {
  polity: '../src/main.ts',
  postgraphile: 'servers/postgraphile.ts',
  'postgraphile (trusting)': 'servers/postgraphile.ts',
  tutorial: 'servers/tutorial.ts',
};

/** For a profiler: `BENCH_NODE_FLAGS='--cpu-prof'`. */
const flags = (process.env['BENCH_NODE_FLAGS'] ?? '').split(' ').filter(Boolean);

/** A server under measurement, in a process of its own. */
export class Server {
  readonly name: Contender;
  readonly #process: ChildProcess;
  readonly #pool: Pool;
  #release = () => {};

  private constructor(name: Contender, child: ChildProcess, port: number, connections: number) {
    this.name = name;
    this.#process = child;
    this.#pool = new Pool(`http://127.0.0.1:${port}`, { connections, pipelining: 1 });
  }

  static async start(
    name: Contender,
    environment: Record<string, string>,
    connections: number,
  ): Promise<Server> {
    const port = await freePort();
    const here = import.meta.dirname;
    const address = `http://127.0.0.1:${port}`;
    const settings = { PORT: String(port), APP_URL: address, API_URL: address, MAIL: 'log' };
    const child = spawn(
      process.execPath,
      [...flags, '--import', join(here, 'probe.ts'), join(here, entries[name])],
      {
        env: { PATH: process.env['PATH'], NODE_ENV: 'production', ...settings, ...environment },
        stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
      },
    );
    const server = new Server(name, child, port, connections);
    server.#release = onInterruption(() => server.stop());
    for (let attempt = 0; attempt < 300; attempt++) {
      if (child.exitCode !== null) throw new Error(`${name} ended with ${child.exitCode}`);
      if (await accepts(port)) return server;
      await sleep(100);
    }
    await server.stop();
    throw new Error(`${name} does not listen after 30 seconds`);
  }

  async send(body: string, headers: Record<string, string>): Promise<string> {
    const { statusCode, body: answer } = await this.#pool.request({
      method: 'POST',
      path: '/graphql',
      headers: { 'content-type': 'application/json', accept: 'application/json', ...headers },
      body,
    });
    const text = await answer.text();
    if (statusCode !== 200) throw new Error(`${this.name} answered ${statusCode}: ${text}`);
    return text;
  }

  async usage(): Promise<Usage> {
    this.#process.send('usage');
    const [usage] = await once(this.#process, 'message');
    return usage;
  }

  async stop(): Promise<void> {
    this.#release();
    await this.#pool.destroy();
    if (this.#process.exitCode !== null) return;
    const ended = once(this.#process, 'exit');
    this.#process.kill('SIGTERM');
    const patience = setTimeout(() => this.#process.kill('SIGKILL'), 10_000);
    await ended;
    clearTimeout(patience);
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

const accepts = (port: number) =>
  fetch(`http://127.0.0.1:${port}/health`).then(
    () => true,
    () => false,
  );
