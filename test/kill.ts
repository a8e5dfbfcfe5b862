import { runTests } from '../tools/measuring/child.ts';
import { Script } from '../tools/measuring/options.ts';

const { times } = new Script('kill-test', 'Kills a worker again and again, and checks that nothing is lost.')
  .count('times', 'how often', 10)
  .parse()
  .opts<{ times: number }>();

const passed = await runTests(['test/resilience/worker-kill.test.ts'], { KILL_TIMES: String(times) });
process.exitCode = passed ? 0 : 1;
