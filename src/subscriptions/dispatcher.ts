import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import type { Services } from '../context.ts';
import { eventBacklog, isTransient } from '../errors.ts';
import type { Change } from '../modules/event/change.ts';
import { answerEvent, answerTogether, causeOf } from './execution.ts';
import { FairQueue } from './fair-queue.ts';
import type { Hearing } from './hearing.ts';
import { MOST_PENDING } from './queue.ts';
import { Rights } from './rights.ts';

/** Of one organization, for all its subscriptions together. */
const MOST_EVENTS = 10 * MOST_PENDING;
/** How many events use what one statement read of their subscribers' rights. */
const EVENTS_AHEAD = 20;
/** How long events wait for a database that is away before their subscriptions end. */
const LONGEST_OUTAGE_MS = 60_000;
const LONGEST_RETRY_MS = 2_000;

/** An event, and those who hear it and have no answer yet: by operation, then those who may share one answer. */
interface Entry {
  change: Change;
  receivedAt: number;
  operations: Map<string, Hearing[]>;
  groups: Hearing[][];
}

/**
 * Answers events for the subscriptions of this process.
 *
 * The events of each organization wait in a queue of their own. Organizations are served in turn: one turn is one
 * execution, so that an organization with a backlog delays the others by no more than what runs at the moment. Within an
 * organization one execution runs at a time, which keeps each subscription's events in their order.
 *
 * An event is executed once for all subscriptions with the same operation and variables whose callers have the same
 * rights, if every selected field is declared shareable (shareable-fields.ts); the callers' rights are read again first,
 * in one statement for all of them (rights.ts). All other subscriptions are executed as their caller, who is identified
 * again by it. While the database is away, events wait.
 */
export class Dispatcher {
  readonly #services: Services;
  readonly #turns: FairQueue;
  readonly #organizations = new Map<string, Entry[]>();
  readonly #rights: Rights;

  /** `most`: executions at a time, of all organizations. */
  constructor(services: Services, most: number) {
    this.#services = services;
    this.#turns = new FairQueue(most, 1);
    this.#rights = new Rights(services);
  }

  /** Answers the events of a subscription in the organization from now on. */
  attach(organizationId: string, hearing: Hearing): void {
    hearing.events.consume((change) => this.#add(organizationId, change, hearing));
  }

  #add(organizationId: string, change: Change, hearing: Hearing): void {
    if (hearing.pending >= MOST_PENDING) return hearing.fail(eventBacklog());
    const entries = this.#organizations.get(organizationId);
    const last = entries?.at(-1);
    if (last?.change !== change && (entries?.length ?? 0) >= MOST_EVENTS) return hearing.fail(eventBacklog());
    hearing.pending++;
    if (last?.change === change) return addTo(last, hearing);
    const entry = { change, receivedAt: performance.now(), operations: new Map(), groups: [] };
    addTo(entry, hearing);
    if (entries) return void entries.push(entry);
    const started = [entry];
    this.#organizations.set(organizationId, started);
    void this.#work(organizationId, started);
  }

  /** Answers the organization's events until there are none. */
  async #work(organizationId: string, entries: Entry[]): Promise<void> {
    // The event is being handed to all who hear it: nothing starts before that is done.
    await Promise.resolve();
    let awaySince: number | undefined;
    let failures = 0;
    while (entries.length > 0) {
      const outcome = await this.#turns.run(organizationId, () => this.#step(entries));
      if (outcome === 'done') {
        awaySince = undefined;
        failures = 0;
        continue;
      }
      awaySince ??= performance.now();
      if (performance.now() - awaySince > LONGEST_OUTAGE_MS) {
        for (const hearing of entries.flatMap(hearingsOf)) hearing.fail(outcome.error);
        entries.length = 0;
      } else {
        await sleep(Math.min(LONGEST_RETRY_MS, 50 * 2 ** failures++) * (0.5 + Math.random() / 2));
      }
    }
    this.#organizations.delete(organizationId);
  }

  /** One execution, or the preparation of some. */
  async #step(entries: Entry[]): Promise<'done' | { error: unknown }> {
    const [entry] = entries as [Entry];
    const group = entry.groups.shift();
    try {
      if (group) await this.#answer(entry, group, entries);
      else if (entry.operations.size > 0) await this.#split(entry, entries);
      else entries.shift();
      return 'done';
    } catch (error) {
      if (!isAway(causeOf(error))) {
        for (const hearing of group ?? hearingsOf(entry)) hearing.fail(error);
        return 'done';
      }
      if (group) entry.groups.unshift(group);
      return { error };
    }
  }

  /** Forms the groups of the next operation that share an answer. */
  async #split(entry: Entry, entries: Entry[]): Promise<void> {
    const [key, all] = entry.operations.entries().next().value!;
    const hearings = all.filter(({ isOpen }) => isOpen);
    const [first] = hearings;
    const callers = new Set(hearings.map(({ caller }) => caller));
    const rights =
      first?.subscription.isShareable && callers.size > 1
        ? await this.#rights.of(hearings, entry.receivedAt, soon(entries))
        : undefined;
    const groups = Map.groupBy(hearings, ({ caller }) => rights?.get(caller) ?? caller);
    entry.groups.push(...groups.values());
    entry.operations.delete(key);
  }

  async #answer({ change, receivedAt, groups }: Entry, group: Hearing[], entries: Entry[]): Promise<void> {
    const hearings = group.filter(({ isOpen }) => isOpen);
    const [first] = hearings;
    if (!first) return;
    const { connection, subscription } = first;
    const isOneCaller = hearings.every(({ caller }) => caller === first.caller);
    if (!isOneCaller) {
      // Others were answered since the rights were read: those who share this answer have them still.
      const rights = await this.#rights.of(hearings, receivedAt, soon(entries));
      const [same, ...others] = Map.groupBy(hearings, ({ caller }) => rights.get(caller)).values();
      if (others.length > 0) return void groups.unshift(same!, ...others);
    }
    const result = await (isOneCaller ? answerEvent : answerTogether)(
      this.#services,
      connection.incoming,
      subscription,
      change,
    );
    if (!result) {
      this.#services.logger.error({ operation: subscription.operationName }, 'event answer not shareable');
      groups.unshift(...Map.groupBy(hearings, ({ caller }) => caller).values());
      return;
    }
    const failure = result.errors?.map(causeOf).find(isAway);
    if (failure) throw failure;
    for (const hearing of hearings) {
      hearing.pending--;
      hearing.answer(result);
    }
  }
}

function addTo({ operations }: Entry, hearing: Hearing): void {
  const { key } = hearing.subscription;
  const same = operations.get(key);
  if (same) same.push(hearing);
  else operations.set(key, [hearing]);
}

const hearingsOf = ({ operations, groups }: Entry): Hearing[] => [...operations.values(), ...groups].flat();

/** Those whose rights the next events ask for. */
const soon = (entries: Entry[]) => () =>
  entries
    .slice(0, EVENTS_AHEAD)
    .flatMap(hearingsOf)
    .filter(({ isOpen, subscription }) => isOpen && subscription.isShareable);

/** Whether the database is away, rather than that it refused a statement that took too long. */
const isAway = (error: unknown): boolean =>
  isTransient(error) && !(error instanceof pg.DatabaseError && error.code === '57014');
