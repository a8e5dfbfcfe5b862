import { createContext, useContext, useSyncExternalStore } from 'react';
import type { Queue } from './queue.ts';

const Context = createContext<Queue | undefined>(undefined);

export const QueueProvider = Context.Provider;

export function useQueue(): Queue {
  const queue = useContext(Context);
  if (!queue) throw new Error('There is no queue above this component.');
  return queue;
}

/** Returns the changes that wait or were refused, and whether there is no connection. */
export function useQueued() {
  const queue = useQueue();
  const entries = useSyncExternalStore(queue.onChange, queue.list);
  const isLost = useSyncExternalStore(queue.onChange, queue.isLost);
  return {
    waiting: entries.filter(({ refusal }) => refusal === undefined),
    refused: entries.filter(({ refusal }) => refusal !== undefined),
    isLost,
  };
}

/** Returns what an id stands for: itself while that is unknown, null if nothing came of it. */
export function useCurrent(id: string): string | null {
  const queue = useQueue();
  return useSyncExternalStore(queue.onChange, () => queue.current(id));
}
