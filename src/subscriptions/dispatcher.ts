import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { eventBacklog } from '../errors.ts';
import { isTransient } from '../database/failures.ts';
import { causeOf, executeEvent, executeSharedEvent, UNSEEN } from './execution.ts';
import { FairQueue } from './fair-queue.ts';
import type { Subscriber } from './subscriber.ts';
import { traceEvent } from './traced.ts';
import { MAX_PENDING } from '../events/event-queue.ts';
import { Rights } from './rights.ts';
import type { Services } from '../core/services.ts';
import type { Change } from '../core/change.ts';

/** The maximum number of pending events of one organization, for all its subscriptions together. */
const MAX_EVENTS = 10 * MAX_PENDING;
/** The number of pending events for whose subscribers one statement reads the rights. */
const EVENTS_AHEAD = 20;
/** Subscriptions end when the database is unavailable for longer. */
const MAX_OUTAGE_MS = 60_000;
const MAX_RETRY_MS = 2_000;

/**
 * An event with the subscribers that have no response yet: first by operation, then in groups that share one response.
 */
interface Entry {
  change: Change;
  receivedAt: number;
  operations: Map<string, Subscriber[]>;
  groups: Subscriber[][];
}

/**
 * Executes the subscriptions of this process for each event.
 *
 * Each organization has a queue of events. Organizations take turns, and a turn is one execution, so that an organization
 * with a backlog delays the others only by the executions that are running. Within an organization one execution runs at
 * a time, which keeps the events of each subscription in order.
 *
 * An event is executed once for all subscribers with the same operation, variables and rights, if every selected field
 * is declared shareable in its module. The rights of these callers are read first, in one statement (rights.ts). All
 * other subscriptions are executed separately, each as its own caller, whose credentials are checked again. While the
 * database is unavailable, events wait.
 */
export class Dispatcher {
  readonly #services: Services;
  readonly #turns: FairQueue;
  readonly #organizations = new Map<string, Entry[]>();
  readonly #rights: Rights;

  /** `max`: the number of concurrent executions. */
  constructor(services: Services, max: number) {
    this.#services = services;
    this.#turns = new FairQueue(max, 1);
    this.#rights = new Rights(services);
  }

  /** Starts to execute the subscription for its events. */
  attach(organizationId: string, subscriber: Subscriber): void {
    subscriber.events.consume((change) => this.#add(organizationId, change, subscriber));
  }

  #add(organizationId: string, change: Change, subscriber: Subscriber): void {
    if (subscriber.pending >= MAX_PENDING) return subscriber.fail(eventBacklog());
    const entries = this.#organizations.get(organizationId);
    const last = entries?.at(-1);
    if (last?.change !== change && (entries?.length ?? 0) >= MAX_EVENTS)
      return subscriber.fail(eventBacklog());
    subscriber.pending++;
    if (last?.change === change) return addTo(last, subscriber);
    const entry = { change, receivedAt: performance.now(), operations: new Map(), groups: [] };
    addTo(entry, subscriber);
    if (entries) return void entries.push(entry);
    const started = [entry];
    this.#organizations.set(organizationId, started);
    void this.#process(organizationId, started);
  }

  /** Processes the organization's events until none are left. */
  async #process(organizationId: string, entries: Entry[]): Promise<void> {
    // Waits until the hub has passed the event to all subscribers.
    await Promise.resolve();
    let unavailableSince: number | undefined;
    let failures = 0;
    while (entries.length > 0) {
      const outcome = await this.#turns.run(organizationId, () => this.#step(entries));
      if (outcome === 'done') {
        unavailableSince = undefined;
        failures = 0;
        continue;
      }
      unavailableSince ??= performance.now();
      if (performance.now() - unavailableSince > MAX_OUTAGE_MS) {
        for (const subscriber of entries.flatMap(subscribersOf)) subscriber.fail(outcome.error);
        entries.length = 0;
      } else {
        await sleep(Math.min(MAX_RETRY_MS, 50 * 2 ** failures++) * (0.5 + Math.random() / 2));
      }
    }
    this.#organizations.delete(organizationId);
  }

  /** Executes one group, or forms the groups of the next operation. */
  async #step(entries: Entry[]): Promise<'done' | { error: unknown }> {
    const [entry] = entries as [Entry];
    const group = entry.groups.shift();
    try {
      if (group) await this.#execute(entry, group, entries);
      else if (entry.operations.size > 0) await this.#split(entry, entries);
      else entries.shift();
      return 'done';
    } catch (error) {
      if (!isUnavailable(causeOf(error))) {
        for (const subscriber of group ?? subscribersOf(entry)) subscriber.fail(error);
        return 'done';
      }
      if (group) entry.groups.unshift(group);
      return { error };
    }
  }

  /** Divides the subscribers of the next operation into groups that share a response. */
  async #split(entry: Entry, entries: Entry[]): Promise<void> {
    const [key, all] = entry.operations.entries().next().value!;
    const subscribers = all.filter(({ isOpen }) => isOpen);
    const [first] = subscribers;
    const callers = new Set(subscribers.map(({ caller }) => caller));
    const rights =
      first?.subscription.isShareable && callers.size > 1
        ? await this.#rights.of(subscribers, entry.receivedAt, upcomingSubscribers(entries))
        : undefined;
    const groups = Map.groupBy(subscribers, ({ caller }) => rights?.get(caller) ?? caller);
    entry.groups.push(...groups.values());
    entry.operations.delete(key);
  }

  async #execute(
    { change, receivedAt, groups }: Entry,
    group: Subscriber[],
    entries: Entry[],
  ): Promise<void> {
    const subscribers = group.filter(({ isOpen }) => isOpen);
    const [first] = subscribers;
    if (!first) return;
    const { connection, subscription, events } = first;
    const isOneCaller = subscribers.every(({ caller }) => caller === first.caller);
    if (!isOneCaller) {
      // Security: a subscriber may have lost rights while earlier groups were executed. The rights are checked again.
      const rights = await this.#rights.of(subscribers, receivedAt, upcomingSubscribers(entries));
      const [same, ...others] = Map.groupBy(subscribers, ({ caller }) => rights.get(caller)).values();
      if (others.length > 0) return void groups.unshift(same!, ...others);
    }
    const execute = isOneCaller ? executeEvent : executeSharedEvent;
    const result = await traceEvent(change, subscription, subscribers.length, () =>
      execute(this.#services, connection.incoming, subscription, { event: change, filter: events.filter }),
    );
    if (!result) {
      this.#services.logger.error(
        { operation: subscription.operationName },
        'subscription response not shareable',
      );
      groups.unshift(...Map.groupBy(subscribers, ({ caller }) => caller).values());
      return;
    }
    const failure = result.errors?.map(causeOf).find(isUnavailable);
    if (failure) throw failure;
    for (const subscriber of subscribers) {
      subscriber.pending--;
      if (result !== UNSEEN) subscriber.respond(result);
    }
  }
}

function addTo({ operations }: Entry, subscriber: Subscriber): void {
  const { key } = subscriber.subscription;
  const same = operations.get(key);
  if (same) same.push(subscriber);
  else operations.set(key, [subscriber]);
}

const subscribersOf = ({ operations, groups }: Entry): Subscriber[] =>
  [...operations.values(), ...groups].flat();

/** Returns the subscribers whose rights the next events require. */
const upcomingSubscribers = (entries: Entry[]) => () =>
  entries
    .slice(0, EVENTS_AHEAD)
    .flatMap(subscribersOf)
    .filter(({ isOpen, subscription }) => isOpen && subscription.isShareable);

/** Returns whether the database is unavailable. A statement timeout (57014) does not count. */
const isUnavailable = (error: unknown): boolean =>
  isTransient(error) && !(error instanceof pg.DatabaseError && error.code === '57014');
