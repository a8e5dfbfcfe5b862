import { AsyncLocalStorage } from 'node:async_hooks';
import { statements } from '../../src/database/statements.ts';

const counting = new AsyncLocalStorage<{ sent: number }>();
statements.subscribe(() => {
  const count = counting.getStore();
  if (count) count.sent++;
});

/** Returns how many statements `work` sends itself: requests and jobs that run meanwhile do not count. */
export async function countStatements(work: () => Promise<unknown>): Promise<number> {
  const count = { sent: 0 };
  await counting.run(count, work);
  return count.sent;
}
