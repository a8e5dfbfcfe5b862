import type { ApolloClient } from '@apollo/client';
import { mutate } from '../api/client.ts';
import { Advice, ConnectionLost } from '../api/errors.ts';
import { type Entries, type Entry, isTooOld } from './entries.ts';
import { resolve } from './provisional.ts';
import { verdictOf, waitOf } from './verdict.ts';
import { type AnyWrite, updateCache } from './write.ts';

export type Answer = { data: object | undefined } | { error: unknown };

interface SenderSettings {
  client: ApolloClient;
  userId: string;
  organizationId: string | undefined;
  entries: Entries;
  find(name: string): AnyWrite | undefined;
  onAnswer(entry: Entry, answer: Answer): void;
  /** There is no connection, or the server asks to wait. */
  onWait(): void;
}

/** A request without a response by then counts as lost, and is sent again with the same key. */
const TIMEOUT_MS = 30_000;
const MAX_PAUSE_MS = 30_000;

/** Sends what waits, the oldest first, one after the other. */
export function createSender(settings: SenderSettings) {
  const { client, userId, organizationId, entries, find, onAnswer, onWait } = settings;
  const stopped = new AbortController();
  const listeners = new Set<() => void>();
  let running: Promise<void> | undefined;
  let isWoken = false;
  let lost = false;
  /** Whether others may have changed something meanwhile. */
  let hasMissed = false;
  let failures = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;

  function setLost(value: boolean): void {
    if (lost === value) return;
    lost = value;
    hasMissed ||= value;
    listeners.forEach((listener) => listener());
  }

  async function send(entry: Entry): Promise<object> {
    const write = find(entry.write);
    if (isTooOld(entry)) throw new Advice('It waited for longer than 23 hours. Make the change again.');
    if (!write) throw new Advice('The application was renewed meanwhile. Make the change again.');
    const variables = resolve(entries, entry.variables, () => {
      throw new Advice('It belongs to a task that was not created.');
    });
    const isHere = entry.organizationId === organizationId;
    const sent = mutate(client, write.mutation, {
      variables,
      context: {
        headers: { 'idempotency-key': entry.key },
        organizationId: entry.organizationId,
        isSentOnce: true,
      },
      // Another organization has another cache.
      ...(!isHere && { fetchPolicy: 'no-cache' as const }),
      ...(isHere && { update: (cache, { data }) => data && updateCache(write, cache, data, variables) }),
    });
    return Promise.race([sent, timeOut()]);
  }

  /** Returns after how many milliseconds to try again; undefined if nothing is left to send. */
  async function sendAll(): Promise<number | undefined> {
    for (;;) {
      const entry = entries.read().find(({ refusal }) => refusal === undefined);
      if (stopped.signal.aborted) return undefined;
      if (!entry) {
        // Another tab may have sent what this one could not.
        setLost(false);
        return undefined;
      }
      let answer: Answer;
      try {
        answer = { data: await send(entry) };
      } catch (error) {
        if (stopped.signal.aborted) return undefined;
        const verdict = error instanceof Advice ? 'refused' : verdictOf(error);
        if (verdict === 'ended') return undefined;
        if (verdict === 'lost' || verdict === 'later') {
          setLost(verdict === 'lost');
          return Math.max(waitOf(error), Math.min(MAX_PAUSE_MS, 500 * 2 ** failures++));
        }
        answer =
          verdict === 'done' ? { data: undefined } : { error: verdict === 'failed' ? failure(error) : error };
      }
      if (stopped.signal.aborted) return undefined;
      onAnswer(entry, answer);
      failures = 0;
      setLost(false);
    }
  }

  function wake(): void {
    clearTimeout(timer);
    isWoken = true;
    running ??= run().finally(() => (running = undefined));
  }

  async function run(): Promise<void> {
    while (isWoken && !stopped.signal.aborted) {
      isWoken = false;
      const pause = await oneTab(userId, sendAll);
      if (isWoken) continue;
      onWait();
      if (pause !== undefined) timer = setTimeout(wake, pause * (0.75 + Math.random() / 2));
      else if (hasMissed) void client.refetchObservableQueries().catch(() => undefined);
      if (pause === undefined) hasMissed = false;
    }
  }

  const { signal } = stopped;
  addEventListener('online', wake, { signal });
  document.addEventListener('visibilitychange', () => document.hidden || wake(), { signal });
  wake();
  return {
    wake,
    isLost: () => lost,
    onChange(listener: () => void): () => void {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    stop(): void {
      stopped.abort();
      clearTimeout(timer);
    },
  };
}

function failure(error: unknown): Advice {
  reportError(error);
  return new Advice('The application failed. Look whether the change was made before you send it again.');
}

const timeOut = () =>
  new Promise<never>((_resolve, reject) => {
    setTimeout(() => reject(new ConnectionLost()), TIMEOUT_MS);
  });

/** Lets one tab at a time send. Browsers have locks only on HTTPS and localhost; without them, the keys still prevent repetition. */
async function oneTab<Result>(userId: string, work: () => Promise<Result>): Promise<Result> {
  const { locks } = globalThis.navigator;
  return locks ? locks.request(`polity.queue/${userId}`, work) : work();
}
