import { cpus } from 'node:os';
import { Bench, log } from './bench.ts';
import { type PartName, readOptions } from './options.ts';
import { writeResults, writeSummary } from './page.ts';
import { compareSizes } from './parts/growth.ts';
import { loadWithConnections } from './parts/load.ts';
import { watchMemory } from './parts/memory.ts';
import { compareReads } from './parts/reads.ts';
import { compareRepeats } from './parts/repeats.ts';
import { countStatementsByRows } from './parts/statements.ts';
import { compareTracing } from './parts/tracing.ts';
import { compareTriggers } from './parts/triggers.ts';
import { measureVerification } from './parts/verification.ts';
import { compareWrites } from './parts/writes.ts';
import { profileServers } from './profile/run.ts';
import type { Findings } from './report.ts';

/** In this order: new tasks change what the reads return. */
const parts: Record<PartName, (bench: Bench) => Promise<Findings>> = {
  reads: compareReads,
  repeats: compareRepeats,
  statements: countStatementsByRows,
  memory: watchMemory,
  load: loadWithConnections,
  growth: compareSizes,
  writes: compareWrites,
  triggers: compareTriggers,
  verification: measureVerification,
  tracing: compareTracing,
};

const options = readOptions();
const findings: Findings[] = [];
const bench = await Bench.open(options, options);
try {
  const finding = options.profile ? profileServers(bench, options.profile) : findAll(bench, options.only);
  for await (const found of finding) findings.push(found);
} finally {
  // Also what was found before an error or an interruption.
  if (findings.length > 0) console.log(`\n${report(findings, (lines) => lines)}`);
  await bench.close();
}
if (options.write) {
  await writeResults(report(findings, (lines) => `### The requirements\n\n\`\`\`\n${lines}\n\`\`\``));
  for (const { summary } of findings) if (summary) await writeSummary(summary);
}
process.exitCode = findings.every(({ verdicts }) => verdicts.every(({ met }) => met)) ? 0 : 1;

async function* findAll(bench: Bench, names: readonly PartName[]): AsyncGenerator<Findings> {
  for (const [name, part] of Object.entries(parts)) {
    if (!names.includes(name as PartName)) continue;
    log(`\n${name}`);
    yield await part(bench);
  }
}

function report(findings: Findings[], showRequirements: (lines: string) => string): string {
  const { organizations, tasks, connections, seconds, rounds, set } = options;
  const machine = `Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model}; ${new Date().toISOString()}`;
  const changed = Object.entries(set).map(([name, value]) => `; ${name}=${value}`);
  const sizes = `${organizations} organizations, ${tasks} tasks; ${connections} connections, ${rounds} rounds of ${seconds} s${changed.join('')}`;
  const tables = findings.flatMap(({ title, tables }) => (tables ? [`### ${title}`, ...tables] : []));
  const lines = findings
    .flatMap(({ verdicts }) => verdicts)
    .map(({ demand, found, met }) => `${met ? 'PASS' : 'FAIL'}  ${demand}: ${found}`);
  return [machine, sizes, ...tables, showRequirements(lines.join('\n'))].join('\n\n');
}
