/** Merges records of records. @throws if two inner ones have the same key */
export function mergeTrees<Value>(
  trees: (Record<string, Record<string, Value>> | undefined)[],
): Record<string, Record<string, Value>> {
  const keys = new Set(trees.flatMap((tree) => Object.keys(tree ?? {})));
  return Object.fromEntries([...keys].map((key) => [key, mergeDistinct(trees.map((tree) => tree?.[key]))]));
}

/** Merges records. @throws if two of them have the same key, because one value would silently replace the other */
export function mergeDistinct<Value>(parts: (Record<string, Value> | undefined)[]): Record<string, Value> {
  const merged: Record<string, Value> = {};
  for (const [key, value] of parts.flatMap((part) => Object.entries(part ?? {}))) {
    if (key in merged) throw new Error(`Two modules declare ${key}.`);
    merged[key] = value;
  }
  return merged;
}
