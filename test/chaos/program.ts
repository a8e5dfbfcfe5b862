import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { openSync, closeSync, readFileSync, existsSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Promises } from './promises.ts';
import type { Victim } from './victim.ts';

interface Settings {
  name: string;
  command: string;
  args: string[];
  env: NodeJS.ProcessEnv;
  logFile: string;
  promises: Promises;
  /** Whether it answers. Without it, `readyLine` in its output says so. */
  answers?: () => Promise<boolean>;
  readyLine?: string;
  /** Whether SIGTERM ends it with exit code 0. */
  endsCleanly?: boolean;
}

/** How long a program that is told to end may take: a server gives its requests 30 seconds. */
const END_MS = 40_000;

/**
 * A program that is restarted like in production: at once when it could not start, because its database was away. It must
 * not end by itself once it has started.
 */
export class Program implements Victim {
  readonly name: string;
  readonly #settings: Settings;
  #child: ChildProcess | undefined;
  #wanted = false;
  #logStart = 0;

  constructor(settings: Settings) {
    this.name = settings.name;
    this.#settings = settings;
  }

  get faults() {
    return {
      kill: { strike: () => this.#end('SIGKILL'), mend: () => this.start() },
      terminate: { strike: () => this.#end('SIGTERM'), mend: () => this.start() },
      hang: { strike: async () => this.#signal('SIGSTOP'), mend: async () => this.#signal('SIGCONT') },
    };
  }

  /** Starts it, without waiting until it answers. */
  async start(): Promise<void> {
    this.#wanted = true;
    const { command, args, env, logFile } = this.#settings;
    this.#logStart = existsSync(logFile) ? readFileSync(logFile).length : 0;
    const log = openSync(logFile, 'a');
    const child = spawn(command, args, { env, stdio: ['ignore', log, log] });
    closeSync(log);
    this.#child = child;
    let hasStarted = false;
    void this.#untilBack(child).then((back) => (hasStarted = back));
    child.once('error', (error) => this.#settings.promises.broke(`${this.name} can be started`, error));
    child.once('exit', (code, signal) => {
      if (!this.#wanted || this.#child !== child) return;
      if (hasStarted) this.#settings.promises.broke(`${this.name} does not end by itself`, { code, signal });
      void sleep(300).then(() => (this.#wanted && this.#child === child ? this.start() : undefined));
    });
    await once(child, 'spawn');
  }

  async isBack(): Promise<boolean> {
    const { answers, readyLine, logFile } = this.#settings;
    if (readyLine && !readFileSync(logFile).subarray(this.#logStart).toString().includes(readyLine))
      return false;
    return (await answers?.()) ?? true;
  }

  /** Tells it to end, and waits until it has. */
  stop(): Promise<void> {
    return this.#end('SIGTERM');
  }

  /** Ends it at once, without checks. */
  destroy(): void {
    this.#wanted = false;
    this.#signal('SIGKILL');
  }

  async #untilBack(child: ChildProcess): Promise<boolean> {
    while (child.exitCode === null && child.signalCode === null) {
      if (await this.isBack().catch(() => false)) return true;
      await sleep(100);
    }
    return false;
  }

  #signal(signal: NodeJS.Signals): void {
    if (this.#child && this.#child.exitCode === null && this.#child.signalCode === null)
      this.#child.kill(signal);
  }

  async #end(signal: NodeJS.Signals): Promise<void> {
    this.#wanted = false;
    const child = this.#child;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const { promises, endsCleanly } = this.#settings;
    const started = await this.isBack().catch(() => false);
    const exit = once(child, 'exit');
    child.kill(signal);
    const late = new AbortController();
    const ended = await Promise.race([exit, sleep(END_MS, undefined, { signal: late.signal, ref: false })]);
    late.abort();
    if (!ended) {
      promises.broke(`${this.name} ends within ${END_MS / 1000} seconds of ${signal}`);
      child.kill('SIGKILL');
      await exit;
    } else if (signal === 'SIGTERM' && endsCleanly && started)
      promises.check(`${this.name} ends with 0 on SIGTERM`, ended[0] === 0, {
        code: ended[0],
        signal: ended[1],
      });
  }
}
