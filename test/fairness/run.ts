import { setTimeout as sleep } from 'node:timers/promises';
import { Script } from '../../tools/measuring/options.ts';
import { longestAdmitted, LONG_FILTERS, type Operation, send, shapes } from './attack.ts';
import { countStatements, observe, type Seen } from './measure.ts';
import { inWorld, POOL_SIZE, TASKS, type World } from './world.ts';

const { seconds } = new Script(
  'fairness',
  `Measures what one organization's requests do to another's.

An attacker on the plan FREE has ${TASKS} tasks of the greatest length. Twenty of their clients send expensive queries at once: first
ten root fields with 99 text conditions each, then the query that takes longest of all that are still admitted, then the same
from clients that go away after 100 ms. A neighbour reads and writes all the while. PASS: nothing of the neighbour's is refused,
their p99 stays below ten times its quiet value, /health and /ready answer, and nothing runs on for clients that are gone.`,
)
  .count('seconds', 'of each phase', 15)
  .parse()
  .opts<{ seconds: number }>();
const faults: string[] = [];

await inWorld(async (world) => {
  // Compiles what is compiled, and fills caches.
  await observe(world, 3);
  const quiet = await observe(world, seconds);
  report('quiet', quiet);
  const { status, code, cost } = await send(world.bystander, LONG_FILTERS);
  print(`99 text conditions in ten root fields: HTTP ${status} ${code ?? 'admitted'}, cost ${cost}`);
  judge('99 text conditions', quiet, await observe(world, seconds, { operation: LONG_FILTERS }));
  await settle(world, 120);
  const operation = await longestOfAll(world);
  judge('the longest admitted', quiet, await observe(world, seconds, { operation }));
  await settle(world, 120);
  judge('clients that go away', quiet, await observe(world, seconds, { operation, goneAfter: 100 }));
  const left = await settle(world, 2);
  if (left > 0) faults.push(`${left} statements ran on 2 s after their clients had gone`);
});
print(faults.length === 0 ? 'PASS' : `FAIL\n${faults.map((fault) => `  ${fault}`).join('\n')}`);
process.exitCode = faults.length === 0 ? 0 : 1;

/** Of the longest admitted query of each shape, the one that takes longest for the attacker alone. */
async function longestOfAll({ attacker, bystander }: World): Promise<Operation> {
  let longest: { time: number; operation: Operation } = { time: 0, operation: LONG_FILTERS };
  for (const [name, shape] of Object.entries(shapes)) {
    const { operation, size, cost } = await longestAdmitted(bystander, shape);
    const start = performance.now();
    const { code } = await send(attacker, operation);
    const time = performance.now() - start;
    print(`  ${name}: ${size} admitted, cost ${cost}, ${time.toFixed(0)} ms alone${code ? `, ${code}` : ''}`);
    if (time > longest.time) longest = { time, operation };
  }
  return longest.operation;
}

/** Waits until none of the attacker's statements runs. Answers how many do after so many seconds. */
async function settle({ pool }: World, most: number): Promise<number> {
  const end = performance.now() + most * 1000;
  let left = await countStatements(pool);
  while (left > 0 && performance.now() < end) {
    await sleep(50);
    left = await countStatements(pool);
  }
  return left;
}

function judge(phase: string, quiet: Seen, seen: Seen): void {
  report(phase, seen);
  if (seen.refused > 0) faults.push(`${phase}: ${seen.refused} of the neighbour's requests were refused`);
  if (seen.p99 >= 10 * quiet.p99)
    faults.push(
      `${phase}: the neighbour's p99 is ${(seen.p99 / quiet.p99).toFixed(1)} times its quiet value`,
    );
  if (seen.checksRefused > 0) faults.push(`${phase}: ${seen.checksRefused} health checks failed`);
}

function report(phase: string, seen: Seen): void {
  const { requests, refused, p50, p99, checks, checksRefused, slowestCheck, connections } = seen;
  print(
    `${phase.padEnd(22)} neighbour: ${requests} requests, ${refused} refused, p50 ${p50.toFixed(1)} ms, p99 ${p99.toFixed(1)} ms; ` +
      `checks: ${checks}, ${checksRefused} failed, slowest ${slowestCheck.toFixed(0)} ms; attacker: ${connections} of ${POOL_SIZE} connections`,
  );
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
