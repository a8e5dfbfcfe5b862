import { constants } from 'node:os';

type Cleanup = () => unknown;

const cleanups = new Set<Cleanup>();
/** The terminal and npm both forward one Ctrl-C, so signals within this time count as one. */
export const SAME_SIGNAL_MS = 1_000;
let interruptedAt: number | undefined;

/**
 * Runs `cleanup` when the process is interrupted, last registered first, and then ends the process with the exit code
 * of the signal: 130 for SIGINT, 143 for SIGTERM. A second signal ends it at once. Returns a function that unregisters
 * `cleanup` when the work is done.
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
 * Whether the process is ending because it was interrupted. Errors after that are caused by the cleanup and must not
 * end the process before the rest is cleaned up.
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
  // For a process without its own listener.
  process.on('uncaughtException', () => undefined);
  for (const cleanup of [...cleanups].toReversed()) {
    try {
      await cleanup();
    } catch {
      // A failing cleanup must not prevent the others.
    }
  }
  process.exit(code);
}
