import { randomInt, randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Organization } from './organization.ts';
import type { Promises } from './promises.ts';
import { writesBulk, writesOwn, writesShared } from './task-writers.ts';
import { writesProjects } from './project-writer.ts';
import { type Meters, writesUsage } from './usage-writer.ts';

/** One thing that a writer does, again and again. A user error that it does not expect is a broken promise. */
export type Act = () => Promise<void>;

/** What a writer needs to say where its texts come from: no two texts of a run are the same. */
export interface Writer {
  organization: Organization;
  promises: Promises;
  /** A new text. */
  text(): string;
  /** A new `Idempotency-Key`. */
  key(): string;
}

export interface Running {
  /** Resolves when each has done what it is doing. */
  stop(): Promise<void>;
}

/** A person does not write all the time, and two cores serve them all. */
const pause = () => 100 + randomInt(400);

/** Starts an organization's writers. */
export function startWriters(organization: Organization, meters: Meters, promises: Promises): Running {
  const kinds = { writesOwn, writesBulk, writesShared, writesSharedToo: writesShared, writesProjects };
  const acts = Object.entries(kinds).map(([name, kind]) => kind(writer(name)));
  return keepDoing([...acts, writesUsage(writer('writesUsage'), meters)], promises);

  function writer(name: string): Writer {
    let count = 0;
    return {
      organization,
      promises,
      text: () => `${organization.tag} ${name} ${++count}`,
      key: () => randomUUID(),
    };
  }
}

/** Does each of these over and over. */
export function keepDoing(acts: Act[], promises: Promises): Running {
  const state = { stopped: false };
  const work = async (act: Act) => {
    while (!state.stopped) {
      await act().catch((error: unknown) => promises.broke('a client can go on', error));
      await sleep(pause());
    }
  };
  const working = Promise.all(acts.map(work));
  return {
    stop: async () => {
      state.stopped = true;
      await working;
    },
  };
}
