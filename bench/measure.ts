import { performance } from 'node:perf_hooks';
import type { Caller } from './database.ts';
import { type PageSizes, type ReadName, readBody } from './operations.ts';
import type { Server } from './server.ts';

export interface Figures {
  /** Requests per second. */
  throughput: number;
  /** The 50th and the 99th percentile and the maximum of the latency, in milliseconds. */
  p50: number;
  p99: number;
  slowest: number;
  /** The server's processor time for each request, in microseconds. */
  processor: number;
}

/** Sends one request for the caller. */
export type Step = (caller: Caller) => Promise<unknown>;

/**
 * Repeats the step for each caller for this time, as soon as the caller's last step has ended. Returns the duration in
 * milliseconds. The step gets the time at which the repetition ends.
 */
export async function repeat(
  callers: Caller[],
  seconds: number,
  step: (caller: Caller, end: number) => Promise<unknown>,
): Promise<number> {
  const start = performance.now();
  const end = start + seconds * 1000;
  await Promise.all(
    callers.map(async (caller) => {
      while (performance.now() < end) await step(caller, end);
    }),
  );
  return performance.now() - start;
}

/** Returns the percentile of sorted values; without values `Infinity`. */
export const percentile = (sorted: number[], share: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Infinity;

/**
 * Measures the step, which is repeated for each caller. The time of `prepare`, which precedes each step, does not count,
 * but its processor time does.
 */
export async function measure(
  server: Server,
  callers: Caller[],
  seconds: number,
  step: Step,
  prepare?: Step,
): Promise<Figures> {
  const times: number[] = [];
  let prepared = 0;
  const before = await server.usage();
  const elapsed = await repeat(callers, seconds, async (caller) => {
    const start = performance.now();
    await prepare?.(caller);
    const sent = performance.now();
    await step(caller);
    times.push(performance.now() - sent);
    prepared += sent - start;
  });
  const after = await server.usage();
  times.sort((a, b) => a - b);
  return {
    throughput: (times.length / (elapsed - prepared / callers.length)) * 1000,
    p50: percentile(times, 0.5),
    p99: percentile(times, 0.99),
    slowest: percentile(times, 1),
    processor: (after.processor - before.processor) / times.length,
  };
}

/** A step that always sends the same read. */
export function reading(server: Server, operation: ReadName): Step {
  const body = readBody(server.dialect, operation);
  return ({ headers }) => server.send(body, headers);
}

export const median = (values: number[]) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!;

/** Returns the median of each figure. */
export function medians(rounds: Figures[]): Figures {
  const of = (figure: keyof Figures) => median(rounds.map((round) => round[figure]));
  return {
    throughput: of('throughput'),
    p50: of('p50'),
    p99: of('p99'),
    slowest: of('slowest'),
    processor: of('processor'),
  };
}

/** What is measured in turn, for example a server with an operation. */
export interface Candidate {
  name: string;
  run: (seconds: number) => Promise<Figures>;
}

export interface Pace {
  seconds: number;
  warmUp: number;
  rounds: number;
}

/** Warms up each candidate, and then measures them in turn. Returns their rounds in the order of the candidates. */
export async function takeTurns(
  candidates: Candidate[],
  { seconds, warmUp, rounds }: Pace,
  log: (line: string) => void,
): Promise<Figures[][]> {
  for (const { run } of candidates) await run(warmUp);
  const results = candidates.map((): Figures[] => []);
  for (let round = 0; round < rounds; round++) {
    for (const [index, { name, run }] of candidates.entries()) {
      const figures = await run(seconds);
      results[index]!.push(figures);
      log(`${name}: ${figures.throughput.toFixed(0)} a second, p99 ${figures.p99.toFixed(1)} ms`);
    }
  }
  return results;
}

/** Returns the median of the rounds' ratios. Neighbors in time share the noise of the machine. */
export const medianRatio = (own: Figures[], other: Figures[]): number =>
  median(own.map(({ throughput }, round) => throughput / other[round]!.throughput));

/** Returns the number of statements that one request sends while there are no others. */
export async function countStatements(
  server: Server,
  operation: ReadName,
  caller: Caller,
  sizes?: PageSizes,
): Promise<number> {
  const body = readBody(server.dialect, operation, sizes);
  return statementsOf(server, () => server.send(body, caller.headers));
}

/** Polity plans and compiles an operation at its third execution. */
const EXECUTIONS_BEFORE = 3;

/**
 * Returns the number of statements of one call of `send`, after calls that fill the caches. The fewest of three calls
 * count: the process also sends statements of its own from time to time.
 */
export async function statementsOf(server: Server, send: () => Promise<unknown>): Promise<number> {
  for (let sent = 0; sent < EXECUTIONS_BEFORE; sent++) await send();
  let fewest = Infinity;
  for (let call = 0; call < 3; call++) {
    const before = await server.usage();
    await send();
    const after = await server.usage();
    fewest = Math.min(fewest, after.statements - before.statements);
  }
  return fewest;
}
