/** Returns the row of each key, in the order of the keys, as DataLoader requires; undefined for a key without a row. */
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

/** Returns the rows of each key, in the order of the keys. */
export function groupByKey<Row>(keys: readonly string[], rows: Row[], keyOf: (row: Row) => string): Row[][] {
  const groups = Map.groupBy(rows, keyOf);
  return keys.map((key) => groups.get(key) ?? []);
}
