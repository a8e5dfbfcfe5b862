import { constants } from 'node:os';

type Cleanup = () => unknown;

const cleanups = new Set<Cleanup>();
/** A terminal and npm both pass on one Ctrl-C: signals this close together are one. */
export const SAME_SIGNAL_MS = 1_000;
let interruptedAt: number | undefined;

/**
 * Runs `cleanup` when the process is interrupted, the last registered first, and ends the process then as the signal
 * says: 130 for SIGINT, 143 for SIGTERM. A second signal ends it at once.
 * @returns what takes `cleanup` out again, when the work is done
 */
export function onInterruption(cleanup: Cleanup): () => void {
  if (cleanups.size === 0) for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, end);
  cleanups.add(cleanup);
  return () => {
    cleanups.delete(cleanup);
    if (cleanups.size > 0 || interruptedAt !== undefined) return;
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.off(signal, end);
  };
}

/**
 * Whether the process is ending because it was interrupted. What fails from then on, for want of what was taken away, is
 * no failure, and must not end the process before the rest is cleaned up.
 */
export function isInterrupted(): boolean {
  return interruptedAt !== undefined;
}

async function end(signal: NodeJS.Signals): Promise<void> {
  const code = 128 + constants.signals[signal];
  if (interruptedAt !== undefined) {
    if (Date.now() - interruptedAt > SAME_SIGNAL_MS) process.exit(code);
    return;
  }
  interruptedAt = Date.now();
  // For a process that has no listener of its own.
  process.on('uncaughtException', () => undefined);
  for (const cleanup of [...cleanups].toReversed()) {
    try {
      await cleanup();
    } catch {
      // What fails to end must not keep the rest.
    }
  }
  process.exit(code);
}
