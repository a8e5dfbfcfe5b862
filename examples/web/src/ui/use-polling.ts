import { useEffect } from 'react';

interface Polled {
  startPolling(interval: number): void;
  stopPolling(): void;
}

/** For `skipPollAttempt`: nobody looks at a hidden page. Its next attempt in turn is made once it is shown again. */
export const isHidden = (): boolean => document.hidden;

/** Asks a query again at an interval, or not while it is 0. Give 0 after an error: polling would ask on for ever. */
export function usePolling({ startPolling, stopPolling }: Polled, interval: number): void {
  useEffect(() => {
    if (interval === 0) return;
    startPolling(interval);
    return stopPolling;
  }, [interval, startPolling, stopPolling]);
}
