import type { Figures } from './measure.ts';
import { type Contender, contenders, type OperationName, operationNames } from './operations.ts';

export interface Results {
  figures: Record<OperationName, Record<Contender, Figures>>;
  statements: Record<OperationName, Record<Contender, number>>;
  /** Of Polity, for one row and for a hundred. */
  growth: Record<'board' | 'list', { one: number; hundred: number }>;
  /** Polity's resident bytes while requests were answered. */
  memory: { requests: number; samples: number[] };
}

export interface Verdict {
  demand: string;
  found: string;
  met: boolean;
}

const FASTER_THAN_POSTGRAPHILE = 1.5;
const FASTER_THAN_TUTORIAL = 5;
const MOST_GROWTH = 1.1;

/** Holds the results against the bar. */
export function judge({ figures, growth, memory }: Results): Verdict[] {
  const ratio = (operation: OperationName, other: Contender) =>
    figures[operation].polity.throughput / figures[operation][other].throughput;
  const isFaster = (operation: OperationName, other: Contender, least: number): Verdict => ({
    demand: `${operation}: at least ${least} times the throughput of ${other}`,
    found: `${ratio(operation, other).toFixed(2)} times`,
    met: ratio(operation, other) >= least,
  });
  const { half, end } = plateau(memory.samples);
  return [
    ...operationNames.flatMap((operation): Verdict[] => {
      const [own, other] = [figures[operation].polity.p99, figures[operation].postgraphile.p99];
      return [
        isFaster(operation, 'postgraphile', FASTER_THAN_POSTGRAPHILE),
        {
          demand: `${operation}: p99 below that of postgraphile`,
          found: `${own.toFixed(1)} ms beside ${other.toFixed(1)} ms`,
          met: own < other,
        },
      ];
    }),
    isFaster('board', 'tutorial', FASTER_THAN_TUTORIAL),
    ...Object.entries(growth).map(([operation, { one, hundred }]) => ({
      demand: `${operation}: as many statements for 100 rows as for 1`,
      found: `${hundred} and ${one}`,
      met: one === hundred,
    })),
    {
      demand: `resident memory flat over ${memory.requests} requests`,
      found: `${megabytes(half)} MB in the second quarter, ${megabytes(end)} MB in the last`,
      met: end <= half * MOST_GROWTH,
    },
  ];
}

/** The medians of the second and of the last quarter: in the first, a process fills its caches. */
function plateau(samples: number[]) {
  const quarter = samples.length / 4;
  const median = (values: number[]) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!;
  return { half: median(samples.slice(quarter, 2 * quarter)), end: median(samples.slice(-quarter)) };
}

const megabytes = (bytes: number) => (bytes / 2 ** 20).toFixed(0);

export function table({ figures, statements }: Results): string {
  const head = ['operation', 'server', 'requests/s', 'p50 ms', 'p99 ms', 'processor µs', 'statements'];
  const rows = operationNames.flatMap((operation) =>
    contenders.map((contender) => {
      const { throughput, p50, p99, processor } = figures[operation][contender];
      return [
        operation,
        contender,
        throughput.toFixed(0),
        p50.toFixed(1),
        p99.toFixed(1),
        processor.toFixed(0),
        String(statements[operation][contender]),
      ];
    }),
  );
  const widths = head.map((title, column) =>
    Math.max(title.length, ...rows.map((row) => row[column]!.length)),
  );
  const line = (cells: string[]) =>
    `| ${cells.map((cell, column) => (column < 2 ? cell.padEnd(widths[column]!) : cell.padStart(widths[column]!))).join(' | ')} |`;
  const rule = line(
    widths.map((width, column) => '-'.repeat(width - (column < 2 ? 0 : 1)) + (column < 2 ? '' : ':')),
  );
  return [line(head), rule, ...rows.map(line)].join('\n');
}
