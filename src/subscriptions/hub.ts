import type pg from 'pg';
import type { Logger } from 'pino';
import { z } from 'zod';
import type { OrgScope } from '../authorization/scope.ts';
import { type Change, changeShape, type Kind, type StoredKind } from '../modules/event/change.ts';
import { EventLog } from './event-log.ts';
import { Listener, type ListenerTimes } from './listener.ts';
import { EventQueue } from './queue.ts';

const CHANNEL = 'polity_events';

/** Clients of a process that hears nothing for this long are sent to another. */
const LONGEST_LOSS_MS = 30_000;
/** Messages that may arrive while earlier ones are read from the log. */
const MOST_ARRIVING = 20_000;

const message = z.object({ organizationId: z.string(), kind: z.string(), changes: z.array(changeShape) });

/** Narrows what a subscription hears of to what has to do with these things. */
export interface EventFilter {
  projectId?: string | null;
  taskId?: string | null;
}

interface Subscriber {
  filter: EventFilter;
  queue: EventQueue<Change>;
}

/** What can be heard of: an organization's things of a kind, or what one of its members is told. */
export type Topic = Kind | StoredKind | `notification:${string}`;

/** Somebody, or an API key, may do less in the organization than before. */
type Lowered = (organizationId: string, callerId: string) => void;

/** What the database tells when authority ends or becomes less. */
const ACCESS = 'access';

const topicOf = (organizationId: string, kind: string) => `${organizationId} ${kind}`;

/**
 * Hears of all changes, through one connection, and hands each to the subscriptions of this process that it is for. When
 * the connection breaks, the changes of the meantime are read from the log that `app.publish_event` writes.
 */
export class EventHub {
  readonly #listener: Listener;
  readonly #logger: Logger;
  readonly #subscribers = new Map<string, Set<Subscriber>>();
  readonly #onMissed = new Set<() => void>();
  readonly #onBack = new Set<() => void>();
  readonly #onLowered = new Set<Lowered>();
  readonly #log = new EventLog();
  readonly #longestLoss: number;
  /** Messages that arrive while earlier ones are read from the log. */
  #arriving: string[] | undefined;
  #lostAt: number | undefined;
  #longLoss: NodeJS.Timeout | undefined;
  #size = 0;

  /** `systemUrl` is the system login's. Listens from now on, until `close()`. */
  constructor(systemUrl: string, logger: Logger, times?: ListenerTimes, longestLoss = LONGEST_LOSS_MS) {
    this.#logger = logger;
    this.#longestLoss = longestLoss;
    const events = {
      onMessage: (payload: string) => this.#hear(payload),
      onLost: () => this.#lose(),
      onBack: (client: pg.Client) => this.#catchUp(client),
    };
    this.#listener = new Listener(systemUrl, CHANNEL, logger, events, times);
  }

  /** How many subscriptions there are. */
  get size(): number {
    return this.#size;
  }

  get isListening(): boolean {
    return this.#listener.isListening;
  }

  /** Whether changes are heard, waiting so long for it if need be. */
  whenListening(milliseconds: number): Promise<boolean> {
    return this.#listener.whenListening(milliseconds);
  }

  /** Calls `tell` whenever changes were missed for good. Returns how to stop that. */
  onMissed(tell: () => void): () => void {
    this.#onMissed.add(tell);
    return () => this.#onMissed.delete(tell);
  }

  /** Calls `tell` whenever the connection is back: what `onAccessLowered` tells may have been missed. Returns how to stop that. */
  onBack(tell: () => void): () => void {
    this.#onBack.add(tell);
    return () => this.#onBack.delete(tell);
  }

  /** Calls `tell` when somebody may do less than before. Returns how to stop that. */
  onAccessLowered(tell: Lowered): () => void {
    this.#onLowered.add(tell);
    return () => this.#onLowered.delete(tell);
  }

  /** What the organization's members are told under a topic, or only what the filter passes, from now on. */
  subscribe(scope: OrgScope, kind: Topic, filter: EventFilter = {}): EventQueue<Change> {
    const topic = topicOf(scope.id, kind);
    const subscribers = this.#subscribers.get(topic) ?? new Set();
    this.#subscribers.set(topic, subscribers);
    const queue = new EventQueue<Change>(() => {
      this.#size--;
      subscribers.delete(subscriber);
      if (subscribers.size === 0) this.#subscribers.delete(topic);
    });
    const { projectId, taskId } = filter;
    const subscriber = {
      filter: { projectId: projectId?.toLowerCase(), taskId: taskId?.toLowerCase() },
      queue,
    };
    subscribers.add(subscriber);
    this.#size++;
    return queue;
  }

  close(): Promise<void> {
    clearTimeout(this.#longLoss);
    return this.#listener.close();
  }

  #hear(payload: string): void {
    if (this.#arriving) this.#arriving.push(payload);
    else if (this.#log.isNew(payload)) this.#deliver(payload);
  }

  #lose(): void {
    this.#lostAt ??= performance.now();
    clearTimeout(this.#longLoss);
    this.#longLoss = setTimeout(() => this.#miss(), this.#longestLoss).unref();
  }

  /** Delivers the messages of the meantime in their order, then those that arrived while they were read. */
  async #catchUp(client: pg.Client): Promise<void> {
    const lostAt = this.#lostAt;
    if (lostAt === undefined) return;
    this.#arriving = [];
    try {
      const missed = await this.#log.read(client, lostAt);
      const arrived = this.#arriving;
      this.#arriving = undefined;
      this.#lostAt = undefined;
      clearTimeout(this.#longLoss);
      const isComplete = missed !== undefined && arrived.length <= MOST_ARRIVING;
      this.#logger.info(
        { lostForMs: Math.round(performance.now() - lostAt), caughtUp: isComplete && missed.length },
        'LISTEN connection back',
      );
      for (const payload of [...(isComplete ? missed : []), ...arrived]) this.#hear(payload);
      if (!isComplete) this.#miss();
      this.#onBack.forEach((tell) => tell());
    } finally {
      this.#arriving = undefined;
    }
  }

  #miss(): void {
    this.#onMissed.forEach((tell) => tell());
  }

  #deliver(payload: string): void {
    const { data } = message.safeParse(parseJson(payload));
    if (!data) {
      this.#logger.warn({ payload }, 'a notification is not one of ours');
      return;
    }
    if (data.kind === ACCESS)
      return data.changes.forEach(({ id }) =>
        this.#onLowered.forEach((tell) => tell(data.organizationId, id)),
      );
    for (const { filter, queue } of this.#subscribers.get(topicOf(data.organizationId, data.kind)) ?? []) {
      for (const change of data.changes) {
        if (passes(filter, change)) queue.push(change);
      }
    }
  }
}

const passes = ({ projectId, taskId }: EventFilter, change: Change): boolean =>
  (projectId == null || change.projectIds.includes(projectId)) &&
  (taskId == null || change.taskId === taskId);

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
