/** The lists within a value: the number of all their items, and the length of the longest. */
export type Extent = { items: number; longest: number };

/** Measures a value. `known` caches the results for values that several fields use. */
export function extentOf(value: unknown, known: WeakMap<object, Extent>): Extent {
  if (typeof value !== 'object' || value === null) return sumExtents([]);
  const before = known.get(value);
  if (before) return before;
  const { items, longest } = sumExtents(Object.values(value).map((each) => extentOf(each, known)));
  const length = Array.isArray(value) ? value.length : 0;
  const extent = { items: items + length, longest: Math.max(longest, length) };
  known.set(value, extent);
  return extent;
}

export function sumExtents(extents: Extent[]): Extent {
  const all = { items: 0, longest: 0 };
  for (const { items, longest } of extents) {
    all.items += items;
    all.longest = Math.max(all.longest, longest);
  }
  return all;
}
