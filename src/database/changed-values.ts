import { isDeepStrictEqual } from 'node:util';

/**
 * The values of `wanted` that differ from the row's; undefined when none does. What is undefined stays as it is, and
 * lists are sets. Every update asks this first: an update that changes nothing writes nothing and tells nobody.
 */
export function changedValues<Wanted extends object>(
  row: { [Key in keyof Wanted]-?: unknown },
  wanted: Wanted,
): Partial<Wanted> | undefined {
  const changed = Object.entries(wanted).filter(
    ([key, value]) => value !== undefined && !isSameValue(value, row[key as keyof Wanted]),
  );
  return changed.length > 0 ? (Object.fromEntries(changed) as Partial<Wanted>) : undefined;
}

/** Whether two values are equal. Lists are sets. */
export const isSameValue = (one: unknown, other: unknown): boolean =>
  Array.isArray(one) && Array.isArray(other)
    ? isDeepStrictEqual(new Set(one), new Set(other))
    : isDeepStrictEqual(one, other);
