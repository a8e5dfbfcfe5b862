import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from 'pino';
import type { Run } from './run.ts';

const MIN_WAIT_MS = 200;
const MAX_WAIT_MS = 30_000;
/** A run of this length resets the back-off. */
const GOOD_RUN_MS = 60_000;

/**
 * Starts a run, and starts a new one whenever a run ends by itself, with back-off.
 * @throws if the first run cannot be started
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
        logger.error('the job runner ended by itself: restarting it');
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
        logger.warn({ err: error }, 'could not start the job runner');
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
      // `watch` may have started another run meanwhile.
      if (current !== stopped) await current?.stop();
    },
  };
}

const waitAfter = (failures: number) =>
  Math.min(MAX_WAIT_MS, MIN_WAIT_MS * 2 ** failures) * (0.5 + Math.random() / 2);
