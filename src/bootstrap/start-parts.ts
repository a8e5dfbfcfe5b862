import type { Logger } from 'pino';

/** Registers the function that stops the part that was started last. */
export type OnStop = (stop: () => unknown) => void;

/**
 * Starts parts of which each may depend on those before it. `stop()` stops them in reverse order, and continues when one
 * fails to stop. If a part fails to start, those before it are stopped.
 * @throws the error of the part that did not start; `stop()` throws what failed after it has tried all parts
 */
export async function startParts<Parts extends object>(
  logger: Logger,
  start: (onStop: OnStop) => Parts | Promise<Parts>,
): Promise<Parts & { stop(): Promise<void> }> {
  const stops: (() => unknown)[] = [];
  const stop = () => stopAll(stops);
  try {
    return { ...(await start((each) => stops.push(each))), stop };
  } catch (error) {
    await stop().catch((failure) => logger.warn({ err: failure }, 'could not stop a part of the process'));
    throw error;
  }
}

async function stopAll(stops: (() => unknown)[]): Promise<void> {
  const failures: unknown[] = [];
  for (const stop of stops.toReversed()) {
    try {
      await stop();
    } catch (error) {
      failures.push(error);
    }
  }
  if (failures.length > 1)
    throw new AggregateError(failures, 'several parts of the process could not be stopped');
  if (failures.length > 0) throw failures[0];
}
