import type { Traffic } from './caller.ts';
import type { Figure } from './faults.ts';

/** The figures of a run. Times are in milliseconds. */
export interface Result {
  figures: Map<string, Figure>;
  traffic: Traffic;
  writes: number;
  messages: number;
  /** Until the queues were empty. */
  draining: number;
  proving: number;
}

const seconds = (milliseconds: number) => `${(milliseconds / 1000).toFixed(1)} s`;

/** What was done to whom and how soon it was over, and what the clients saw of it. */
export function report({ figures, traffic, writes, messages, draining, proving }: Result): string[] {
  const faults = [...figures].toSorted(([a], [b]) => a.localeCompare(b));
  const causes = [...traffic.causes].toSorted(([, a], [, b]) => b - a);
  return [
    ...faults.map(([title, { strikes, recoveries }]) => {
      const sorted = recoveries.toSorted((a, b) => a - b);
      const middle = sorted[Math.floor((sorted.length - 1) / 2)] ?? 0;
      return `${title.padEnd(26)} ${String(strikes).padStart(3)} times, back after ${seconds(middle)}, at most ${seconds(sorted.at(-1) ?? 0)}`;
    }),
    `${traffic.requests} requests: ${traffic.acknowledged} acknowledged, ${traffic.retried} repeated; the slowest took ${seconds(traffic.slowest)}`,
    `repeated because of ${causes.map(([cause, count]) => `${cause} ${count}`).join(', ') || 'nothing'}`,
    `${writes} acknowledged writes, ${messages} webhooks received`,
    `the queues were empty after ${seconds(draining)}, the proof took ${seconds(proving)}`,
  ];
}
