import { writeFile } from 'node:fs/promises';
import { Session } from 'node:inspector/promises';
import { createRequire } from 'node:module';

/** What a server process has used so far. */
export interface Usage {
  /** Processor time in microseconds. */
  processor: number;
  /** Bytes. */
  resident: number;
  /** The statements sent to PostgreSQL, including those that begin and end transactions. */
  statements: number;
}

/** What the benchmark asks of a server process. `stopProfile` writes the profile to the file. */
export type Question = { kind: 'usage' } | { kind: 'startProfile' } | { kind: 'stopProfile'; file: string };

/** Microseconds between two samples of the profiler. */
const SAMPLING_INTERVAL = 250;

// Loaded first into each server: counts the statements that it sends to PostgreSQL, and responds to the benchmark's questions.
let statements = 0;
// The limit uses Polity's pg, the others that of the benchmark's own packages.
for (const file of [import.meta.url, new URL('../src/main.ts', import.meta.url).href]) {
  const { Client } = createRequire(file)('pg');
  const { query } = Client.prototype;
  Client.prototype.query = function (...args: unknown[]) {
    // Polity sends several statements as one group.
    statements += (args[0] as { size?: number } | undefined)?.size ?? 1;
    return query.apply(this, args);
  };
}

const usage = (): Usage => {
  const { user, system } = process.cpuUsage();
  return { processor: user + system, resident: process.memoryUsage.rss(), statements };
};

let session: Session | undefined;

async function startProfile(): Promise<void> {
  session = new Session();
  session.connect();
  await session.post('Profiler.enable');
  await session.post('Profiler.setSamplingInterval', { interval: SAMPLING_INTERVAL });
  await session.post('Profiler.start');
}

async function stopProfile(file: string): Promise<void> {
  const { profile } = await session!.post('Profiler.stop');
  session!.disconnect();
  await writeFile(file, JSON.stringify(profile));
}

process.on('message', async (question: Question) => {
  if (question.kind === 'startProfile') await startProfile();
  if (question.kind === 'stopProfile') await stopProfile(question.file);
  process.send!(usage());
});
// The benchmark has ended without stopping its servers.
process.on('disconnect', () => process.exit());
