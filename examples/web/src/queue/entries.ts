import type { OperationVariables } from '@apollo/client';
import { Advice } from '../api/errors.ts';

/** A change that the server has not answered yet, or that it has refused. Security: it contains no token. */
export interface Entry {
  /** Begins with the time, so that ids sort in the order of the changes. */
  id: string;
  at: number;
  organizationId: string;
  /** The name of its `Write`. */
  write: string;
  /** Its `Idempotency-Key`, until the server answers: it would answer the same key with the same refusal. */
  key: string;
  /** For people, for example `Move “Paint” to “Done”`. */
  what: string;
  variables: OperationVariables;
  /** The data that the server will probably return. */
  expected: object;
  provides?: Provides | undefined;
  /** Why the server has refused it. It is not sent again unless somebody asks for that. */
  refusal?: string;
}

/** What later changes can name before the server has given it. See provisional.ts. */
export interface Provides {
  id?: string;
  version: number;
  /** The version that the change begins with. */
  base?: number;
  /** By how much the first field alone increases the version, if the server does not compare `base` itself. */
  steps?: number;
}

/** The server remembers a key for 24 hours. A change that is sent again must be answered within them. */
const MAX_AGE_MS = 23 * 60 * 60 * 1000;
const MAX_ENTRIES = 100;
/** Browsers give `localStorage` about five million characters. */
const MAX_CHARACTERS = 1_000_000;

const TOO_MANY =
  'Too many changes are waiting to be sent. Make further ones when the connection is back, or give up those that were refused.';

const PREFIX = 'polity.queue/';

/**
 * The changes of one person in this browser, for all tabs. Each is an item of its own: two tabs that write at the same time
 * do not overwrite each other. Without room, a change is kept only in the memory of this tab.
 */
export function openEntries(userId: string, storage = localStorage) {
  const prefix = `${PREFIX}${userId}/`;
  const memory = new Map<string, string>();
  const listeners = new Set<() => void>();
  let cached: readonly Entry[] | undefined;
  const changed = () => {
    cached = undefined;
    listeners.forEach((listener) => listener());
  };
  const onStorage = ({ key }: StorageEvent) => {
    if (key === null || key.startsWith(prefix)) changed();
  };
  addEventListener('storage', onStorage);
  removeOld(storage);

  function set(name: string, value: object): void {
    const text = JSON.stringify(value);
    try {
      storage.setItem(prefix + name, text);
      memory.delete(prefix + name);
    } catch {
      // An older text must not stay beside the new one.
      storage.removeItem(prefix + name);
      memory.set(prefix + name, text);
    }
  }
  const get = (name: string): unknown =>
    JSON.parse(memory.get(prefix + name) ?? storage.getItem(prefix + name) ?? 'null');
  function remove(name: string): void {
    storage.removeItem(prefix + name);
    memory.delete(prefix + name);
  }
  const names = (under = '') =>
    [...new Set([...Object.keys(storage), ...memory.keys()])]
      .filter((name) => name.startsWith(prefix + under))
      .map((name) => name.slice(prefix.length));

  const read = (): readonly Entry[] =>
    names('entry/')
      .map((name) => get(name) as Entry)
      .toSorted((one, other) => (one.id < other.id ? -1 : 1));

  return {
    /** The oldest first. */
    list: (): readonly Entry[] => (cached ??= read()),
    /** Like `list`, but also knows what another tab has changed in this moment. */
    read,
    /** @throws {Advice} when too much is waiting */
    add(entry: Entry): void {
      const present = read();
      const characters = JSON.stringify([...present, entry]).length;
      if (present.length >= MAX_ENTRIES || characters > MAX_CHARACTERS) throw new Advice(TOO_MANY);
      set(`entry/${entry.id}`, entry);
      changed();
    },
    /** Replaces an entry, unless another tab has removed it meanwhile. Returns whether it is still there. */
    put(entry: Entry): boolean {
      const name = `entry/${entry.id}`;
      if (!get(name)) return false;
      set(name, entry);
      changed();
      return true;
    },
    remove({ id }: Pick<Entry, 'id'>): void {
      remove(`entry/${id}`);
      changed();
    },
    /** Remembers what a provisional id or version stands for; null if nothing came of it. */
    define: (provisional: string | number, value: string | number | null) =>
      set(`value/${provisional}`, { value, at: Date.now() }),
    definition: (provisional: string | number) =>
      (get(`value/${provisional}`) as { value: string | number | null } | null)?.value,
    /** Removes everything of this person, in all organizations. */
    removeAll(): void {
      names().forEach(remove);
      changed();
    },
    onChange(listener: () => void): () => void {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    close: () => removeEventListener('storage', onStorage),
  };
}

export const isTooOld = ({ at }: Entry): boolean => Date.now() - at > MAX_AGE_MS;

export type Entries = ReturnType<typeof openEntries>;

/** Removes what nobody has come back for, whoever it belongs to. A change of the present person is first shown as refused. */
function removeOld(storage: Storage): void {
  for (const name of Object.keys(storage)) {
    if (!name.startsWith(PREFIX)) continue;
    const { at } = JSON.parse(storage.getItem(name) ?? '{}') as { at?: number };
    if (!at || at < Date.now() - 2 * MAX_AGE_MS) storage.removeItem(name);
  }
}
