import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { type Bench, log } from '../bench.ts';
import type { Contender } from '../contenders.ts';
import { measure, reading } from '../measure.ts';
import { type OperationName, readNames, writeNames } from '../operations.ts';
import { writing } from '../parts/writes.ts';
import { type Findings, table } from '../report.ts';
import type { Server } from '../server.ts';
import { readShares, type Shares } from './shares.ts';

const FOLDER = join(import.meta.dirname, '../profiles');
/** Groups with a smaller share of every operation are not shown. */
const LEAST_SHARE = 0.005;
const SHOWN_FUNCTIONS = 15;

interface Profiled {
  operation: OperationName;
  processor: number;
  throughput: number;
  shares: Shares;
}

/**
 * Profiles each operation of the servers and yields where their processor time goes. The profiles are kept as files that
 * the browser's developer tools open.
 */
export async function* profileServers(bench: Bench, names: Contender[]): AsyncGenerator<Findings> {
  await mkdir(FOLDER, { recursive: true });
  for (const name of names) {
    const server = await bench.server(name);
    const found: Profiled[] = [];
    for (const operation of [...readNames, ...writeNames]) {
      log(`profiling ${operation} of ${name}`);
      found.push(await profile(bench, server, operation));
    }
    yield {
      title: `${name}: shares of the processor time of JavaScript's thread`,
      tables: [groupTable(name, found), ...found.map(functionTable)],
      verdicts: [],
    };
  }
  log(`The profiles are in ${FOLDER}.`);
}

/** Measures before it profiles, because the profiler slows the server down. */
async function profile(bench: Bench, server: Server, operation: OperationName): Promise<Profiled> {
  const { seconds, warmUp } = bench.options;
  const step =
    operation === 'createTask' || operation === 'updateTask'
      ? writing(server, operation)
      : reading(server, operation);
  await measure(server, bench.callers, warmUp, step);
  const { processor, throughput } = await measure(server, bench.callers, seconds, step);
  const file = join(FOLDER, `${server.name.replaceAll(/\W+/g, '-')}.${operation}.cpuprofile`);
  await server.startProfile();
  await measure(server, bench.callers, seconds, step);
  await server.stopProfile(file);
  return { operation, processor, throughput, shares: await readShares(file) };
}

const percent = (share = 0) => `${(share * 100).toFixed(1)} %`;

function groupTable(name: Contender, found: Profiled[]): string {
  const groups = [...new Set(found.flatMap(({ shares }) => [...shares.groups.keys()]))];
  const largest = (group: string) => Math.max(...found.map(({ shares }) => shares.groups.get(group) ?? 0));
  const rows = [
    ['requests/s', ...found.map(({ throughput }) => throughput.toFixed(0))],
    ['processor µs', ...found.map(({ processor }) => processor.toFixed(0))],
    ...groups
      .filter((group) => largest(group) >= LEAST_SHARE)
      .toSorted((a, b) => largest(b) - largest(a))
      .map((group) => [group, ...found.map(({ shares }) => percent(shares.groups.get(group)))]),
  ];
  return table([name, ...found.map(({ operation }) => operation)], rows, 1);
}

function functionTable({ operation, shares }: Profiled): string {
  const largest = [...shares.functions].toSorted(([, a], [, b]) => b - a).slice(0, SHOWN_FUNCTIONS);
  const rows = largest.map(([name, share]) => [name, percent(share)]);
  return table([`${operation}: function`, 'share'], rows, 1);
}
