import type { ApolloClient, OperationVariables } from '@apollo/client';
import { randomKey } from '../api/client.ts';
import { explain, UserErrors } from '../api/errors.ts';
import { type Entry, openEntries } from './entries.ts';
import { createLayers } from './layers.ts';
import { current, defineDone, defineRefused } from './provisional.ts';
import { createSender, type Answer } from './sender.ts';
import type { AnyWrite, Change, Write } from './write.ts';

export interface QueueSettings {
  client: ApolloClient;
  userId: string;
  /** Undefined until the person has selected one. Nothing can be changed before. */
  organizationId: string | undefined;
  writes: readonly AnyWrite[];
}

interface Caller {
  resolve(data: object | undefined): void;
  reject(error: unknown): void;
}

/** After this time a form does not wait for the response any longer; the change still does. */
const PATIENCE_MS = 4000;

export type Queue = ReturnType<typeof createQueue>;

/**
 * Shows changes at once, keeps them until the server has answered, and sends them in order, also after a reload. One tab of
 * a person sends at a time; it sends those of all the person's organizations.
 */
export function createQueue({ client, userId, organizationId, writes }: QueueSettings) {
  const entries = openEntries(userId);
  const find = (name: string) => writes.find((write) => write.name === name);
  const layers = createLayers(client, entries, find);
  const callers = new Map<string, Caller>();
  const sender = createSender({ client, userId, organizationId, entries, find, onAnswer, onWait });

  for (const entry of entries.list())
    if (entry.organizationId === organizationId && !entry.refusal) layers.show(entry);
  // What another tab has sent is gone from the store, but its response is not in this tab's cache.
  const stop = entries.onChange(() => {
    const waiting = new Set(entries.list().flatMap(({ id, refusal }) => (refusal ? [] : [id])));
    for (const id of layers.shown()) if (!waiting.has(id)) void layers.hideAfterRefetch(id);
  });

  function onAnswer(entry: Entry, answer: Answer): void {
    const caller = callers.get(entry.id);
    callers.delete(entry.id);
    if ('error' in answer) {
      const { error } = answer;
      const isAnswered = error instanceof UserErrors;
      const isBegun = isAnswered && defineTasks(entry, error.data);
      if (entry.provides && !isBegun) defineRefused(entries, entry.provides);
      layers.hide(entry);
      // A form that still waits shows the reason itself.
      if (caller) entries.remove(entry);
      else entries.put({ ...entry, refusal: explain(error), ...(isAnswered && { key: randomKey() }) });
      caller?.reject(error);
    } else {
      defineTasks(entry, answer.data);
      entries.remove(layers.hide(entry));
      caller?.resolve(answer.data);
    }
    if (entry.provides) layers.showAgain();
  }

  /** Returns whether the provisional values of the change are defined: whether its first field was made. */
  function defineTasks({ write, provides }: Entry, data: object | undefined): boolean {
    const tasks = data && find(write)?.tasksOf?.(data);
    const first = tasks?.[0];
    if (!provides || !first) return false;
    defineDone(entries, provides, first, tasks.findLast((task) => task) ?? first);
    return true;
  }

  /** Nothing is sent at the moment: whoever waits for a response goes on. */
  function onWait(): void {
    for (const { resolve } of callers.values()) resolve(undefined);
    callers.clear();
  }

  return {
    /**
     * Makes a change. Returns the response; undefined if the change waits for the connection.
     * @throws {UserErrors} {Advice} and what Apollo Client throws, if it is refused meanwhile; later it is shown as refused
     */
    write<Data extends object, Variables extends OperationVariables>(
      { name }: Write<Data, Variables>,
      change: Change<Data, Variables>,
    ): Promise<Data | undefined> {
      if (!organizationId) throw new Error('No organization is selected.');
      const at = Date.now();
      const key = randomKey();
      const entry: Entry = { id: `${at}-${key}`, at, key, organizationId, write: name, ...change };
      entries.add(entry);
      layers.show(entry);
      return new Promise((resolve, reject) => {
        callers.set(entry.id, { resolve: resolve as Caller['resolve'], reject });
        setTimeout(() => callers.delete(entry.id) && resolve(undefined), PATIENCE_MS);
        sender.wake();
      });
    },
    list: entries.list,
    onChange(listener: () => void): () => void {
      const stops = [entries.onChange(listener), sender.onChange(listener)];
      return () => stops.forEach((each) => each());
    },
    /** Whether the last attempt got no response. */
    isLost: sender.isLost,
    /** Tries to send now. */
    wake: sender.wake,
    current: <Value extends string | number>(value: Value) => current(entries, value),
    sendAgain({ refusal: _refusal, ...entry }: Entry): void {
      if (!entries.put(entry)) return;
      if (entry.organizationId === organizationId) layers.show(entry);
      sender.wake();
    },
    drop: (entry: Entry) => entries.remove(entry),
    dropAll(): void {
      sender.stop();
      entries.removeAll();
    },
    close(): void {
      stop();
      sender.stop();
      entries.close();
    },
  };
}
