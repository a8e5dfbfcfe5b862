import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { startServer } from '../../../tools/measuring/child.ts';

const TICKS_PER_SECOND = 100;
const POLL_MS = 100;

/** A server whose memory and time are read from /proc, so this needs Linux. */
export class MeasuredServer {
  readonly url: string;
  readonly #port: number;
  readonly #env: NodeJS.ProcessEnv;
  #running: Awaited<ReturnType<typeof startServer>> | undefined;

  constructor(port: number, env: NodeJS.ProcessEnv) {
    this.url = `http://localhost:${port}`;
    this.#port = port;
    this.#env = env;
  }

  /** Starts it, the first time or again. */
  async start(): Promise<void> {
    this.#running = await startServer({ ...this.#env, PORT: String(this.#port) });
  }

  /** Sends SIGTERM and waits for the end. */
  async stop(): Promise<void> {
    const { child } = this.#running!;
    const ended = once(child, 'exit');
    child.kill('SIGTERM');
    await ended;
    await this.#running!.end();
  }

  get megabytes(): number {
    const [, kilobytes] = /^VmRSS:\s+(\d+) kB$/m.exec(this.#proc('status'))!;
    return Number(kilobytes) / 1000;
  }

  /** Seconds of the processor that the process has used. */
  get cpuSeconds(): number {
    const fields = this.#proc('stat')
      .replace(/^.*\) /, '')
      .split(' ');
    return (Number(fields[11]) + Number(fields[12])) / TICKS_PER_SECOND;
  }

  async subscriptions(): Promise<number> {
    const text = await (await fetch(`${this.url}/metrics`)).text();
    return Number(/^polity_subscriptions (\d+)$/m.exec(text)![1]);
  }

  /** Waits until so many subscriptions are open. */
  async untilSubscribed(count: number, seconds = 120): Promise<void> {
    const end = performance.now() + seconds * 1000;
    for (;;) {
      const open = await this.subscriptions().catch(() => -1);
      if (open === count) return;
      if (performance.now() > end) throw new Error(`${open} of ${count} subscriptions are open.`);
      await sleep(POLL_MS);
    }
  }

  #proc(file: string): string {
    return readFileSync(`/proc/${this.#running!.child.pid}/${file}`, 'utf8');
  }
}

/** Sends a small query over and over. Returns a function that ends this and returns the times, sorted. */
export function askAside(url: string, token: string): () => Promise<number[]> {
  const times: number[] = [];
  const ending = new AbortController();
  const asking = (async () => {
    while (!ending.signal.aborted) {
      const start = performance.now();
      const answered = await fetch(`${url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
        body: JSON.stringify({ query: '{ organization { id name } }' }),
      }).then(
        (response) => response.json().then(() => response.ok),
        () => false,
      );
      if (answered) times.push(performance.now() - start);
      await sleep(POLL_MS / 2);
    }
  })();
  return async () => {
    ending.abort();
    await asking;
    return times.toSorted((a, b) => a - b);
  };
}
