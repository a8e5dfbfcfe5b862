import { randomUUID } from 'node:crypto';
import { EventEmitter, once } from 'node:events';
import { onTestFinished } from 'vitest';
import { Client } from './client.ts';
import { valueAt } from './operations.ts';

/** A request that clients make: `$name` in its variables is what an earlier answer had, `$unique` is new each time. */
interface RecordedRequest {
  query: string;
  variables?: Record<string, unknown>;
  /** What is sent as a bearer token, in the place of the person's own. */
  bearer?: string;
  /** Where in the answer is what later requests name. */
  keep?: Record<string, string>;
}

/** What each of several people does: at first, and then again and again. */
export interface Recorded {
  first: RecordedRequest[];
  each: RecordedRequest[];
}

export interface Load {
  /** Resolves when everybody has begun and ended each request that often from now on; says what failed until now. */
  rounds(count: number): Promise<string[]>;
  /** Resolves when nobody sends any more. */
  stop(): Promise<{ failures: string[]; requests: number }>;
}

/** Sends what was recorded as so many people at once. What fails is noted, and goes on. */
export function startLoad(url: string, { first, each }: Recorded, people: number): Load {
  const failures = new Set<string>();
  const done = Array.from({ length: people }, () => 0);
  const ends = new EventEmitter();
  let requests = 0;
  const state = { stopped: false };
  const work = async (index: number) => {
    const kept: Record<string, string> = { token: '', month: new Date().toISOString().slice(0, 7) };
    const send = async (request: RecordedRequest) => {
      requests++;
      const failure = await perform(new Client(url), request, kept);
      if (failure) failures.add(`${failure} to ${request.query}`);
    };
    for (const request of first) await send(request);
    while (!state.stopped) {
      for (const request of each) {
        await send(request);
        done[index]!++;
        ends.emit('request');
      }
    }
  };
  onTestFinished(() => void (state.stopped = true));
  const working = done.map((_none, index) => work(index));
  return {
    rounds: async (count) => {
      // And the one that is being sent.
      const wanted = done.map((before) => before + count * each.length + 1);
      while (done.some((requests, index) => requests < wanted[index]!)) await once(ends, 'request');
      return [...failures];
    },
    stop: async () => {
      state.stopped = true;
      await Promise.all(working);
      return { failures: [...failures], requests };
    },
  };
}

/** Answers why it failed, if it did. */
async function perform(
  client: Client,
  { query, variables = {}, bearer = '$token', keep = {} }: RecordedRequest,
  kept: Record<string, string>,
): Promise<string | undefined> {
  const unique = randomUUID();
  const fill = (value: unknown) =>
    typeof value === 'string'
      ? value.replace(/\$(\w+)/g, (_all, name: string) => (name === 'unique' ? unique : (kept[name] ?? '')))
      : value;
  const token = fill(bearer);
  const filled = Object.fromEntries(Object.entries(variables).map(([name, value]) => [name, fill(value)]));
  try {
    const caller = token ? client.with({ authorization: `Bearer ${token}` }) : client;
    const answer = await caller.ask(query, filled);
    for (const [name, path] of Object.entries(keep)) kept[name] = String(valueAt(answer, path));
    return undefined;
  } catch (error) {
    return String(error);
  }
}
