import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { onInterruption } from '../src/util/interruption.ts';
import { Client, type Reply } from './client.ts';
import { type Contender, definitionOf, type Dialect } from './contenders.ts';
import type { Question, Usage } from './probe.ts';

/** A measured server, in its own process. */
export class Server {
  readonly name: Contender;
  readonly dialect: Dialect;
  readonly #port: number;
  readonly #process: ChildProcess;
  readonly #ended: Promise<void>;
  readonly #client: Client;
  #release = () => {};

  private constructor(name: Contender, child: ChildProcess, port: number) {
    this.name = name;
    this.dialect = definitionOf(name).dialect;
    this.#port = port;
    this.#process = child;
    this.#ended = new Promise((resolve) => child.once('exit', () => resolve()));
    this.#client = this.connect();
  }

  static async start(name: Contender, environment: Record<string, string>): Promise<Server> {
    const port = await freePort();
    const here = import.meta.dirname;
    const address = `http://127.0.0.1:${port}`;
    const settings = { PORT: String(port), APP_URL: address, API_URL: address };
    const child = spawn(
      process.execPath,
      ['--import', join(here, 'probe.ts'), join(here, definitionOf(name).entry)],
      {
        env: { PATH: process.env['PATH'], NODE_ENV: 'production', ...settings, ...environment },
        stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
      },
    );
    const server = new Server(name, child, port);
    server.#release = onInterruption(() => server.stop());
    for (let attempt = 0; attempt < 300; attempt++) {
      if (!server.#isRunning) {
        await server.stop();
        throw new Error(`${name} ended with ${child.exitCode ?? child.signalCode}`);
      }
      if (await accepts(port)) return server;
      await sleep(100);
    }
    await server.stop();
    throw new Error(`${name} does not listen after 30 seconds`);
  }

  /** Returns a client with its own connections. */
  connect(): Client {
    return new Client(this.name, this.#port);
  }

  ask(body: string, headers: Record<string, string>): Promise<Reply> {
    return this.#client.ask(body, headers);
  }

  /** @throws for any other status than 200 */
  send(body: string, headers: Record<string, string>): Promise<string> {
    return this.#client.send(body, headers);
  }

  usage(): Promise<Usage> {
    return this.#ask({ kind: 'usage' });
  }

  async startProfile(): Promise<void> {
    await this.#ask({ kind: 'startProfile' });
  }

  /** Writes the profile of the time since `startProfile` to the file. */
  async stopProfile(file: string): Promise<void> {
    await this.#ask({ kind: 'stopProfile', file });
  }

  async #ask(question: Question): Promise<Usage> {
    // The callback keeps a failure from becoming an `error` event. If the process has ended, the race below throws.
    this.#process.send(question, () => undefined);
    const response = once(this.#process, 'message').then(([usage]: Usage[]) => usage);
    const usage = await Promise.race([response, this.#ended]);
    if (!usage) throw new Error(`${this.name} has ended`);
    return usage;
  }

  get #isRunning(): boolean {
    return this.#process.exitCode === null && this.#process.signalCode === null;
  }

  async stop(): Promise<void> {
    this.#client.close();
    if (this.#isRunning) this.#process.kill('SIGTERM');
    const patience = setTimeout(() => this.#process.kill('SIGKILL'), 10_000);
    await this.#ended;
    clearTimeout(patience);
    this.#release();
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
