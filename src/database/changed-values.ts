import { isDeepStrictEqual } from 'node:util';

/**
 * Returns the values of `wanted` that differ from the row, or undefined if none does. Undefined values are ignored, and
 * lists are compared as sets. Every update calls this first: without a difference it writes and announces nothing.
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

/** Whether two values are equal. Lists are compared as sets. */
export const isSameValue = (one: unknown, other: unknown): boolean =>
  Array.isArray(one) && Array.isArray(other)
    ? isDeepStrictEqual(new Set(one), new Set(other))
    : isDeepStrictEqual(one, other);
