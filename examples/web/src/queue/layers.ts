import type { ApolloClient } from '@apollo/client';
import type { Entries, Entry } from './entries.ts';
import { resolve } from './provisional.ts';
import { type AnyWrite, updateCache } from './write.ts';

/** What the cache shows of changes that the server has not answered: a layer for each, above what the server has. */
export function createLayers(
  client: ApolloClient,
  entries: Entries,
  find: (name: string) => AnyWrite | undefined,
) {
  const { cache } = client;
  const shown = new Map<string, Entry>();

  function record(entry: Entry): void {
    const write = find(entry.write);
    if (!write) return;
    const result = resolve(entries, entry.expected);
    const variables = resolve(entries, entry.variables);
    cache.recordOptimisticTransaction((layer) => {
      layer.write({ dataId: 'ROOT_MUTATION', query: write.mutation, result, variables });
      updateCache(write, layer, result, variables);
    }, entry.id);
  }

  function hide<Hidden extends Entry>(entry: Hidden): Hidden {
    if (shown.delete(entry.id)) cache.removeOptimistic(entry.id);
    return entry;
  }

  return {
    show(entry: Entry): void {
      shown.set(entry.id, entry);
      record(entry);
    },
    hide,
    shown: () => [...shown.keys()],
    /** Shows all once more, because provisional values in them are known now. */
    showAgain(): void {
      for (const entry of shown.values()) {
        cache.removeOptimistic(entry.id);
        record(entry);
      }
    },
    /** The layer stays until the cache has what the server has, so that nothing jumps back in between. */
    async hideAfterRefetch(id: string): Promise<void> {
      if (!shown.delete(id)) return;
      await client.refetchObservableQueries().catch(() => undefined);
      cache.removeOptimistic(id);
    },
  };
}
