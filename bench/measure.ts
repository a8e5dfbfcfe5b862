import { performance } from 'node:perf_hooks';
import type { Caller } from './database.ts';
import { bodyOf, type OperationName, type Sizes } from './operations.ts';
import type { Server } from './server.ts';

export interface Figures {
  /** Requests a second. */
  throughput: number;
  /** Milliseconds, as p99. */
  p50: number;
  p99: number;
  /** Microseconds of the server's processor time for each request. */
  processor: number;
}

/** Asks for as long as that, every caller on a connection of its own, each time when the last answer has come. */
export async function measure(
  server: Server,
  operation: OperationName,
  callers: Caller[],
  seconds: number,
): Promise<Figures> {
  const body = bodyOf(server.name, operation);
  const times: number[] = [];
  const before = await server.usage();
  const start = performance.now();
  const end = start + seconds * 1000;
  await Promise.all(
    callers.map(async ({ headers }) => {
      for (let sent = performance.now(); sent < end;) {
        await server.send(body, headers);
        const answered = performance.now();
        times.push(answered - sent);
        sent = answered;
      }
    }),
  );
  const elapsed = performance.now() - start;
  const after = await server.usage();
  times.sort((a, b) => a - b);
  const percentile = (share: number) => times[Math.min(times.length - 1, Math.floor(times.length * share))]!;
  return {
    throughput: (times.length / elapsed) * 1000,
    p50: percentile(0.5),
    p99: percentile(0.99),
    processor: (after.processor - before.processor) / times.length,
  };
}

/** The figures' medians, each for itself. */
export function medians(rounds: Figures[]): Figures {
  const of = (figure: keyof Figures) =>
    rounds.map((round) => round[figure]).toSorted((a, b) => a - b)[Math.floor(rounds.length / 2)]!;
  return { throughput: of('throughput'), p50: of('p50'), p99: of('p99'), processor: of('processor') };
}

/** How many statements one request sends, when nothing else is asked. */
export async function countStatements(
  server: Server,
  operation: OperationName,
  caller: Caller,
  sizes?: Sizes,
): Promise<number> {
  const body = bodyOf(server.name, operation, sizes);
  await server.send(body, caller.headers);
  const before = await server.usage();
  await server.send(body, caller.headers);
  const after = await server.usage();
  return after.statements - before.statements;
}

/** Eight of ten requests are small, as they are in life. */
const mixture: OperationName[] = [
  'tiny',
  'tiny',
  'tiny',
  'tiny',
  'board',
  'tiny',
  'tiny',
  'tiny',
  'tiny',
  'list',
];
const SAMPLES = 20;

/** The resident memory, in bytes, at even distances while so many requests are answered. */
export async function watchMemory(server: Server, callers: Caller[], requests: number): Promise<number[]> {
  const bodies = mixture.map((operation) => bodyOf(server.name, operation));
  const samples: number[] = [];
  let sent = 0;
  for (let sample = 1; sample <= SAMPLES; sample++) {
    const last = (requests * sample) / SAMPLES;
    await Promise.all(
      callers.map(async ({ headers }) => {
        while (sent < last) await server.send(bodies[sent++ % bodies.length]!, headers);
      }),
    );
    samples.push((await server.usage()).resident);
  }
  return samples;
}
