import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { Member } from './people.ts';
import type { Orders, Report } from './orders.ts';

/** Processes with clients, each with a part of all. */
export class Crowd {
  readonly #children: ChildProcess[];

  constructor(processes: number) {
    this.#children = Array.from({ length: processes }, () => fork(join(import.meta.dirname, 'client.ts')));
  }

  /** Opens one connection for each member. With `documents`, each can start these subscriptions. */
  async open(url: string, kind: 'socket' | 'stream', members: Member[], documents: string[]): Promise<void> {
    const part = Math.ceil(members.length / this.#children.length);
    await Promise.all(
      this.#children.map((child, index) => {
        const own = members.slice(index * part, (index + 1) * part);
        return send(child, 'open', { url, kind, tokens: own.map(({ token }) => token), documents });
      }),
    );
  }

  async subscribe(): Promise<void> {
    await Promise.all(this.#children.map((child) => send(child, 'subscribe', {})));
  }

  async move(url: string): Promise<void> {
    await Promise.all(this.#children.map((child) => send(child, 'move', { url })));
  }

  /** What has happened since the last report. The times are sorted. */
  async report(): Promise<Report> {
    const reports = await Promise.all(
      this.#children.map((child) => send(child, 'report', {}) as Promise<Report>),
    );
    const sum = (of: 'acknowledged' | 'refused' | 'failedAttempts') =>
      reports.reduce((total, report) => total + report[of], 0);
    const closes: Record<string, number> = {};
    for (const report of reports)
      for (const [code, count] of Object.entries(report.closes)) closes[code] = (closes[code] ?? 0) + count;
    return {
      acknowledged: sum('acknowledged'),
      refused: sum('refused'),
      failedAttempts: sum('failedAttempts'),
      closes,
      heardAt: reports.flatMap(({ heardAt }) => heardAt).toSorted((a, b) => a - b),
    };
  }

  async close(): Promise<void> {
    await Promise.all(this.#children.map((child) => send(child, 'close', {})));
  }

  end(): void {
    for (const child of this.#children) child.disconnect();
  }
}

async function send<Name extends keyof Orders>(
  child: ChildProcess,
  name: Name,
  order: Orders[Name],
): Promise<unknown> {
  const answered = once(child, 'message');
  child.send({ name, order });
  return (await answered)[0];
}
