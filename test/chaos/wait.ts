import { setTimeout as sleep } from 'node:timers/promises';

/** Polls until the condition holds; a check that fails counts as one that does not hold. @throws after so many seconds */
export async function waitFor(
  what: string,
  holds: () => Promise<boolean> | boolean,
  seconds = 60,
): Promise<void> {
  const end = Date.now() + seconds * 1000;
  let failure: unknown;
  while (Date.now() < end) {
    try {
      if (await holds()) return;
      failure = undefined;
    } catch (error) {
      failure = error;
    }
    await sleep(50);
  }
  throw new Error(`${what}: not within ${seconds} seconds`, { cause: failure });
}
