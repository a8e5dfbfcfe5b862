import { runTests } from '../tools/measuring/child.ts';
import { Script } from '../tools/measuring/options.ts';

const { rounds } = new Script(
  'outage-test',
  `Kills PostgreSQL and breaks all its connections again and again while a server and a worker run jobs, and counts the
jobs that are lost or done twice.`,
)
  .count('rounds', 'how often', 10)
  .parse()
  .opts<{ rounds: number }>();

const passed = await runTests(['test/resilience/outage.test.ts'], { OUTAGE_ROUNDS: String(rounds) });
process.stdout.write(passed ? 'PASS\n' : 'FAIL\n');
process.exitCode = passed ? 0 : 1;
