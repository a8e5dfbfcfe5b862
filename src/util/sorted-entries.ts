/** Returns the entries of an object in the order of their keys, so that equal objects have one JSON text. */
export const sortedEntries = <Value>(object: Record<string, Value>): [key: string, value: Value][] =>
  Object.entries(object).toSorted(([a], [b]) => (a < b ? -1 : 1));
