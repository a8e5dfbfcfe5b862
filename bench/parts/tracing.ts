import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Bench, log } from '../bench.ts';
import { type Figures, measure, median, medians, reading, takeTurns } from '../measure.ts';
import { figureCells, figureTitles, type Findings, table } from '../report.ts';
import type { Server } from '../server.ts';

const PART_OF_THROUGHPUT = 0.95;

/**
 * Of two processes with the same settings, one can be some percent faster as long as it lives, and that is what is to be
 * found. So there are several of each.
 */
const PROCESSES = 4;

/** V8 compiles the code that records again whenever one of the few recorded requests takes a way that none took before. */
const LONGER_WARM_UP = 3;

/** Compares `tiny` while traces are sent to a collector, with the default sampler, and without tracing. */
export async function compareTracing(bench: Bench): Promise<Findings> {
  const collector = await startCollector();
  const servers: Server[] = [];
  const on: Figures[] = [];
  const off: Figures[] = [];
  const pace = { ...bench.options, warmUp: LONGER_WARM_UP * bench.options.warmUp };
  try {
    for (let number = 1; number <= PROCESSES; number++) {
      const settings = { OTEL_EXPORTER_OTLP_ENDPOINT: collector.url };
      const pair = [await bench.start('polity', settings), await bench.start('polity')];
      servers.push(...pair);
      const candidates = ['on', 'off'].map((state, index) => ({
        name: `tiny, tracing ${state}, process ${number}`,
        run: (seconds: number) =>
          measure(pair[index]!, bench.callers, seconds, reading(pair[index]!, 'tiny')),
      }));
      const [traced, untraced] = await takeTurns(candidates, pace, log);
      on.push(...traced!);
      off.push(...untraced!);
      if (collector.received() === 0) throw new Error('The collector received no spans.');
    }
  } finally {
    await Promise.all(servers.map((server) => server.stop()));
    collector.stop();
  }
  const part = throughput(on) / throughput(off);
  const rows = [
    ['on', ...figureCells(medians(on))],
    ['off', ...figureCells(medians(off))],
  ];
  return {
    title: 'Tracing and tiny',
    tables: [table(['tracing', ...figureTitles], rows, 1)],
    verdicts: [
      {
        demand: `tiny: with tracing at least ${PART_OF_THROUGHPUT} of the throughput without`,
        found: part.toFixed(2),
        met: part >= PART_OF_THROUGHPUT,
      },
    ],
  };
}

const throughput = (rounds: Figures[]) => median(rounds.map((round) => round.throughput));

/** Receives spans by OpenTelemetry's protocol and drops them. */
async function startCollector() {
  let received = 0;
  const server = createServer((request, response) => {
    received++;
    request.resume();
    request.once('end', () => response.writeHead(200, { 'content-type': 'application/x-protobuf' }).end());
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    received: () => received,
    stop: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
