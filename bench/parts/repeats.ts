import { setTimeout as sleep } from 'node:timers/promises';
import { type Bench, log } from '../bench.ts';
import type { Caller } from '../database.ts';
import {
  type Candidate,
  type Figures,
  measure,
  medianRatio,
  medians,
  reading,
  type Step,
  takeTurns,
} from '../measure.ts';
import { newTitle, readBody } from '../operations.ts';
import { atLeast, figureCells, figureTitles, type Findings, p99Below, table } from '../report.ts';
import type { Server } from '../server.ts';
import { send } from './writes.ts';

const operations = ['board', 'list'] as const;
type Operation = (typeof operations)[number];

const FASTER_WITHOUT_WRITES: Record<Operation, number> = { board: 6, list: 4 };
const PART_OF_P99 = 0.25;
const FASTER_WITH_A_WRITE_A_SECOND = 3;
const SLOWER_WITH_A_WRITE_BEFORE_EACH = 0.95;

const titlesOf = (operation: Operation) => ({
  still: `${operation}, no writes`,
  now: `${operation}, a write a second`,
  each: `${operation}, a write before each`,
});

/** Compares the servers when callers repeat their reads, and their organizations' rows change never, sometimes or always. */
export async function compareRepeats(bench: Bench): Promise<Findings> {
  const validated = await bench.server('polity (validated)');
  const unvalidated = await bench.server('polity');
  const postgraphile = await bench.server('postgraphile');
  const rows: string[][] = [];
  const verdicts: Findings['verdicts'] = [];
  const compare = async (title: string, candidates: Candidate[], servers: Server[], rounds: number) => {
    const found = await takeTurns(candidates, { ...bench.options, rounds }, log);
    for (const [index, server] of servers.entries())
      rows.push([title, server.name, ...figureCells(medians(found[index]!))]);
    return found as [Figures[], Figures[]];
  };
  for (const operation of operations) {
    const { still, now, each } = titlesOf(operation);
    const { rounds } = bench.options;
    const others = [validated, postgraphile];
    const [own, other] = await compare(
      still,
      others.map((server) => candidate(bench, still, server, reading(server, operation))),
      others,
      rounds,
    );
    verdicts.push(
      atLeast(still, 'postgraphile', medianRatio(own, other), FASTER_WITHOUT_WRITES[operation]),
      p99Below(still, medians(own), medians(other), PART_OF_P99),
    );

    const [busy, busyOther] = await compare(
      now,
      others.map((server) =>
        withWrites(bench, candidate(bench, now, server, reading(server, operation)), server),
      ),
      others,
      rounds,
    );
    verdicts.push(atLeast(now, 'postgraphile', medianRatio(busy, busyOther), FASTER_WITH_A_WRITE_A_SECOND));

    const polities = [validated, unvalidated];
    const [on, off] = await compare(
      each,
      polities.map((server) => writingFirst(bench, `${each}, ${server.name}`, server, operation)),
      polities,
      bench.options.pairs,
    );
    verdicts.push(atLeast(each, 'polity', medianRatio(on, off), SLOWER_WITH_A_WRITE_BEFORE_EACH));
  }
  return {
    title: 'Repeated reads',
    tables: [table(['operation', 'server', ...figureTitles], rows)],
    verdicts,
  };
}

const candidate = (bench: Bench, title: string, server: Server, step: Step): Candidate => ({
  name: `${title}, ${server.name}`,
  run: (seconds) => measure(server, bench.callers, seconds, step),
});

/** Meanwhile changes a task of each caller's organization once a second. The writes are not among the figures. */
function withWrites(bench: Bench, { name, run }: Candidate, server: Server): Candidate {
  const write = async (caller: Caller, index: number, stopped: AbortSignal) => {
    // Spreads the writes over the second.
    let pause = (1_000 * index) / bench.callers.length;
    while (await sleep(pause, true, { signal: stopped }).catch(() => false)) {
      const start = performance.now();
      await send(server, 'updateTask', caller, newTitle());
      pause = Math.max(0, 1_000 - (performance.now() - start));
    }
  };
  return {
    name,
    run: async (seconds) => {
      const stop = new AbortController();
      const writers = Promise.all(bench.callers.map((caller, index) => write(caller, index, stop.signal)));
      // It is awaited only below: a failure before that would end the process.
      writers.catch(() => undefined);
      try {
        return await run(seconds);
      } finally {
        stop.abort();
        await writers;
      }
    },
  };
}

/** Changes a task before each read. Only the read is timed. It fails if the response shows an older state. */
function writingFirst(bench: Bench, name: string, server: Server, operation: Operation): Candidate {
  const body = readBody(server.dialect, operation);
  const titles = new Map<Caller, string>();
  const write: Step = (caller) => {
    titles.set(caller, newTitle());
    return send(server, 'updateTask', caller, titles.get(caller)!);
  };
  const read: Step = async (caller) => {
    const response = await server.send(body, caller.headers);
    const title = titles.get(caller)!;
    if (!response.includes(title))
      throw new Error(`${server.name} responded to ${operation} without ${title}`);
  };
  return { name, run: (seconds) => measure(server, bench.callers, seconds, read, write) };
}
