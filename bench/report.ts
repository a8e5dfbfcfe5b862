import type { Figures } from './measure.ts';

export interface Verdict {
  demand: string;
  found: string;
  met: boolean;
}

/** What a part of the benchmark found. */
export interface Findings {
  title: string;
  tables?: string[];
  /** The table that README.md shows. */
  summary?: string;
  verdicts: Verdict[];
}

export const atLeast = (operation: string, other: string, ratio: number, least: number): Verdict => ({
  demand: `${operation}: at least ${least} times the throughput of ${other}`,
  found: `${ratio.toFixed(2)} times`,
  met: ratio >= least,
});

/** Compares latencies in milliseconds. `most` is the largest part of the other's that is allowed. */
export const p99Below = (operation: string, own: Figures, other: Figures, most: number): Verdict => ({
  demand: `${operation}: p99 ${most === 1 ? 'below that' : `at most ${most} times that`} of postgraphile`,
  found: `${own.p99.toFixed(1)} ms beside ${other.p99.toFixed(1)} ms`,
  met: most === 1 ? own.p99 < other.p99 : own.p99 <= other.p99 * most,
});

/** A table in Markdown. The first `left` columns are aligned to the left. */
export function table(head: string[], rows: string[][], left = 2): string {
  const widths = head.map((title, column) =>
    Math.max(title.length, ...rows.map((row) => row[column]!.length)),
  );
  const line = (cells: string[]) =>
    `| ${cells.map((cell, column) => (column < left ? cell.padEnd(widths[column]!) : cell.padStart(widths[column]!))).join(' | ')} |`;
  const rule = line(
    widths.map((width, column) => '-'.repeat(width - (column < left ? 0 : 1)) + (column < left ? '' : ':')),
  );
  return [line(head), rule, ...rows.map(line)].join('\n');
}

export const figureTitles = ['requests/s', 'p50 ms', 'p99 ms', 'processor µs'];

export const figureCells = ({ throughput, p50, p99, processor }: Figures): string[] => [
  throughput.toFixed(0),
  p50.toFixed(1),
  p99.toFixed(1),
  processor.toFixed(0),
];

export const megabytes = (bytes: number) => (bytes / 2 ** 20).toFixed(0);
