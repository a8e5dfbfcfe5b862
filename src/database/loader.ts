import DataLoader from 'dataloader';

/** Rows in the order of their keys, undefined where there is none, as DataLoader wants them. */
export function byKey<Key extends string, Row>(
  keys: readonly Key[],
  rows: Row[],
  keyOf: (row: Row) => Key,
): (Row | undefined)[] {
  const found = new Map(rows.map((row) => [keyOf(row), row]));
  return keys.map((key) => found.get(key));
}

export const byId = <Row extends { id: string }>(ids: readonly string[], rows: Row[]) =>
  byKey(ids, rows, (row) => row.id);

/** The rows of each key, in their order. */
export function groupByKey<Row>(keys: readonly string[], rows: Row[], keyOf: (row: Row) => string): Row[][] {
  const groups = Map.groupBy(rows, keyOf);
  return keys.map((key) => groups.get(key) ?? []);
}

/** A DataLoader of its own for each set of arguments, which all keys of a batch then share. */
export function loaderByArgs<Args extends object, Value>(
  load: (keys: readonly string[], args: Args) => Promise<Value[]>,
): (args: Args) => DataLoader<string, Value> {
  const loaders = new Map<string, DataLoader<string, Value>>();
  return (args) => {
    const key = JSON.stringify(args);
    // Arguments may be refused at once: DataLoader takes nothing but promises for an answer.
    const loader = loaders.get(key) ?? new DataLoader(async (keys) => load(keys, args));
    loaders.set(key, loader);
    return loader;
  };
}
