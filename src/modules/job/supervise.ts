import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from 'pino';
import type { Run } from './run.ts';

const FIRST_WAIT_MS = 200;
const LONGEST_WAIT_MS = 30_000;
/** A run of this length was a good one: the next failure is a first one. */
const GOOD_RUN_MS = 60_000;

/**
 * Starts a run, and another one whenever it ends by itself, ever more patiently.
 * @throws when the first cannot be started
 */
export async function superviseRuns(
  start: () => Promise<Run>,
  logger: Logger,
): Promise<{ readonly isAlive: boolean; stop(): Promise<void> }> {
  const stopping = new AbortController();
  const { signal } = stopping;
  let current: Run | undefined = await start();
  const watching = watch();

  async function watch(): Promise<void> {
    let startedAt = Date.now();
    let failures = 0;
    while (!signal.aborted) {
      await current?.ended;
      if (signal.aborted) return;
      if (current) {
        logger.error('the job runner ended by itself: starting it again');
        if (Date.now() - startedAt > GOOD_RUN_MS) failures = 0;
        await current.stop();
        current = undefined;
      }
      await sleep(waitAfter(failures++), undefined, { signal }).catch(() => undefined);
      if (signal.aborted) return;
      try {
        startedAt = Date.now();
        current = await start();
      } catch (error) {
        logger.warn({ err: error }, 'the job runner could not be started');
      }
    }
  }

  return {
    get isAlive() {
      return current?.isAlive ?? false;
    },
    stop: async () => {
      stopping.abort();
      const stopped = current;
      await stopped?.stop();
      await watching;
      // Another one may just have been starting.
      if (current !== stopped) await current?.stop();
    },
  };
}

const waitAfter = (failures: number) =>
  Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** failures) * (0.5 + Math.random() / 2);
