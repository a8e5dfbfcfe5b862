import { performance } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Bench, log } from '../bench.ts';
import type { Caller } from '../database.ts';
import { median, percentile, repeat } from '../measure.ts';
import { readBody, type ReadName, readNames } from '../operations.ts';
import { type Findings, megabytes, table, type Verdict } from '../report.ts';
import type { Server } from '../server.ts';

const PART_OF_THROUGHPUT = 0.9;
/** Responses in progress have at most 200 MB (`RESPONSE_MEMORY_BYTES`), and waiting requests 160 MB. */
const MOST_MEMORY = 360 * 2 ** 20;
/** Milliseconds: `REQUEST_DEADLINE_MS`, which includes all waiting, and one second in which the load generator is busy. */
const LONGEST_WAIT = 15_000 + 1_000;
/** Milliseconds between two samples of the memory. */
const SAMPLING_INTERVAL = 100;

interface Load {
  /** Responses with data, a second. */
  throughput: number;
  p99: number;
  /** The longest wait for a response, refusals included. */
  slowest: number;
  /** Responses without data. */
  refused: number;
  /** Those of them that do not say when to try again. */
  withoutRetryAfter: number;
  /** The largest resident memory during the load, in bytes. */
  resident: number;
}

/** Compares Polity with few and with many connections, which wait for each other. */
export async function loadWithConnections(bench: Bench): Promise<Findings> {
  const rows: string[][] = [];
  const verdicts: Verdict[] = [];
  for (const operation of readNames) {
    // A process that has served other loads keeps their memory.
    const server = await bench.start('polity');
    try {
      const found = await compare(bench, server, operation);
      rows.push(...found.rows);
      verdicts.push(...found.verdicts);
    } finally {
      await server.stop();
    }
  }
  const head = ['operation', 'connections', 'requests/s', 'p99 ms', 'slowest ms', 'refused', 'peak MB'];
  return { title: 'Latency under load', tables: [table(head, rows, 1)], verdicts };
}

async function compare(
  bench: Bench,
  server: Server,
  operation: ReadName,
): Promise<{ rows: string[][]; verdicts: Verdict[] }> {
  const { connections: few, manyConnections, seconds, warmUp, rounds } = bench.options;
  const all = [few, ...manyConnections];
  const loads = new Map(all.map((connections): [number, Load[]] => [connections, []]));
  const load = (connections: number, seconds: number) =>
    sendReads(server, operation, bench.callersOf(connections), seconds);
  await load(few, warmUp);
  await load(few, seconds);
  const { resident: alone } = await server.usage();
  for (const connections of manyConnections) await load(connections, warmUp);
  for (let round = 0; round < rounds; round++) {
    for (const connections of all) {
      const found = await load(connections, seconds);
      loads.get(connections)!.push(found);
      log(`${operation}, ${connections} connections: ${found.throughput.toFixed(0)} a second`);
    }
  }
  const figures = (connections: number, figure: keyof Load) =>
    loads.get(connections)!.map((found) => found[figure]);
  const middle = (connections: number, figure: keyof Load) => median(figures(connections, figure));
  const largest = (connections: number, figure: keyof Load) => Math.max(...figures(connections, figure));

  const rows = all.map((connections) => [
    operation,
    String(connections),
    ...(['throughput', 'p99', 'slowest', 'refused'] as const).map((figure) =>
      middle(connections, figure).toFixed(0),
    ),
    megabytes(largest(connections, 'resident')),
  ]);
  const verdicts = manyConnections.flatMap((connections): Verdict[] => {
    const name = `${operation}, ${connections} connections`;
    const part = middle(connections, 'throughput') / middle(few, 'throughput');
    const growth = largest(connections, 'resident') - alone;
    const slowest = largest(connections, 'slowest');
    const withoutRetryAfter = largest(connections, 'withoutRetryAfter');
    return [
      {
        demand: `${name}: at least ${PART_OF_THROUGHPUT} of the throughput at ${few}`,
        found: part.toFixed(2),
        met: part >= PART_OF_THROUGHPUT,
      },
      {
        demand: `${name}: at most ${megabytes(MOST_MEMORY)} MB more resident memory than after ${few} alone`,
        found: `${megabytes(growth)} MB`,
        met: growth <= MOST_MEMORY,
      },
      {
        demand: `${name}: nobody waits longer than ${LONGEST_WAIT / 1_000} s`,
        found: `${(slowest / 1_000).toFixed(1)} s`,
        met: slowest <= LONGEST_WAIT,
      },
      {
        demand: `${name}: refusals have a Retry-After`,
        found: `${withoutRetryAfter} of ${largest(connections, 'refused')} have none`,
        met: withoutRetryAfter === 0,
      },
    ];
  });
  return { rows, verdicts };
}

async function sendReads(
  server: Server,
  operation: ReadName,
  callers: Caller[],
  seconds: number,
): Promise<Load> {
  const client = server.connect();
  const body = readBody(server.dialect, operation);
  const times: number[] = [];
  let [slowest, refused, withoutRetryAfter] = [0, 0, 0];
  let over = false;
  const sending = repeat(callers, seconds, async (caller, end) => {
    const sent = performance.now();
    const { status, text, retryAfter } = await client.ask(body, caller.headers);
    const wait = performance.now() - sent;
    slowest = Math.max(slowest, wait);
    // Requests that exceed the deadline while they are executed get their error with status 200.
    if (status === 200 && !text.startsWith('{"errors"')) times.push(wait);
    else {
      refused++;
      if (retryAfter === undefined) withoutRetryAfter++;
      const pause = Number(retryAfter ?? 1) * 1_000;
      await sleep(Math.max(0, Math.min(pause, end - performance.now())));
    }
  }).finally(() => (over = true));
  const peak = async () => {
    let resident = 0;
    while (true) {
      resident = Math.max(resident, (await server.usage()).resident);
      if (over) return resident;
      await sleep(SAMPLING_INTERVAL);
    }
  };
  try {
    const [elapsed, resident] = await Promise.all([sending, peak()]);
    times.sort((a, b) => a - b);
    const throughput = (times.length / elapsed) * 1_000;
    return { throughput, p99: percentile(times, 0.99), slowest, refused, withoutRetryAfter, resident };
  } finally {
    client.close();
  }
}
