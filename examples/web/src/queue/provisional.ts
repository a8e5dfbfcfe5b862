import { randomKey } from '../api/client.ts';
import type { Entries, Provides } from './entries.ts';
import type { VersionedTask } from './write.ts';

/**
 * A task that is not created yet has a provisional id, and a task that is not changed yet a provisional version, a negative one.
 * Later changes name them. They are replaced when these changes are sent, because the earlier ones have been answered by then.
 */
export const newId = (): string => `new-${randomKey()}`;
export const newVersion = (): number => -1 - Math.floor(Math.random() * 2 ** 31);

export const isProvisional = (value: string | number): boolean =>
  typeof value === 'string' ? /^new-[0-9a-f]{32}$/.test(value) : value < 0;

/** Returns what an id or version stands for now: itself while that is unknown, null if nothing came of it. */
export function current<Value extends string | number>(entries: Entries, value: Value): Value | null {
  if (!isProvisional(value)) return value;
  const found = entries.definition(value) as Value | null | undefined;
  return found === undefined ? value : found === null ? null : current(entries, found);
}

/** Returns a copy with all provisional values replaced. Calls `onMissing` for those of which nothing came. */
export function resolve<Value>(entries: Entries, value: Value, onMissing?: () => void): Value {
  const visit = (part: unknown): unknown => {
    if (typeof part === 'string' || typeof part === 'number') {
      const found = current(entries, part);
      if (found === null) onMissing?.();
      return found;
    }
    if (Array.isArray(part)) return part.map(visit);
    if (!part || typeof part !== 'object') return part;
    return Object.fromEntries(Object.entries(part).map(([name, inner]) => [name, visit(inner)]));
  };
  return visit(value) as Value;
}

/** Defines the provisional values of a change of which at least the first field was made. */
export function defineDone(
  entries: Entries,
  { id, version, base, steps }: Provides,
  first: VersionedTask,
  last: VersionedTask,
): void {
  if (id) entries.define(id, last.id);
  const before = base === undefined ? null : current(entries, base);
  // Somebody else changed the task in between: later changes of this person must not overwrite that unseen. The fields run
  // in one transaction: what follows the first is this person's.
  const isForeign = steps !== undefined && before !== null && first.version !== before + steps;
  entries.define(version, isForeign ? before : last.version);
}

/** Defines the provisional values of a change that was refused. */
export function defineRefused(entries: Entries, { id, version, base }: Provides): void {
  if (id) entries.define(id, null);
  entries.define(version, base ?? null);
}
