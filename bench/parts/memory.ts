import { type Bench, log } from '../bench.ts';
import type { Contender } from '../contenders.ts';
import type { Caller } from '../database.ts';
import { median } from '../measure.ts';
import { readBody, type ReadName } from '../operations.ts';
import { type Findings, megabytes } from '../report.ts';
import type { Server } from '../server.ts';

const MOST_GROWTH = 1.1;
const SAMPLES = 20;

/** Eight of ten requests are small, as in production. */
const mixture: ReadName[] = ['tiny', 'tiny', 'tiny', 'tiny', 'board', 'tiny', 'tiny', 'tiny', 'tiny', 'list'];

/** Watches the resident memory of Polity during many requests. */
export async function watchMemory(bench: Bench): Promise<Findings> {
  const verdicts: Findings['verdicts'] = [];
  const names: Contender[] = ['polity', 'polity (validated)'];
  for (const name of names) {
    log(`watching the memory of ${name}`);
    const { requests } = bench.options;
    const { half, end } = plateau(await sampleMemory(await bench.server(name), bench.callers, requests));
    verdicts.push({
      demand: `${name}: resident memory flat over ${requests} requests`,
      found: `${megabytes(half)} MB in the second quarter, ${megabytes(end)} MB in the last`,
      met: end <= half * MOST_GROWTH,
    });
  }
  return { title: 'Memory', verdicts };
}

/** Returns the resident memory in bytes at regular intervals during this number of requests. */
async function sampleMemory(server: Server, callers: Caller[], requests: number): Promise<number[]> {
  const bodies = mixture.map((operation) => readBody(server.dialect, operation));
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

/** Returns the medians of the second and the last quarter. In the first quarter, a process fills its caches. */
function plateau(samples: number[]) {
  const quarter = samples.length / 4;
  return { half: median(samples.slice(quarter, 2 * quarter)), end: median(samples.slice(-quarter)) };
}
