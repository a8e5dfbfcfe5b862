import type { Logger } from 'pino';
import { z } from 'zod';
import type { OrgScope } from '../authorization/scope.ts';
import { type Change, changeShape, type Kind } from '../modules/event/change.ts';
import { Listener } from './listener.ts';
import { EventQueue } from './queue.ts';

const CHANNEL = 'polity_events';

const message = z.object({ organizationId: z.string(), kind: z.string(), changes: z.array(changeShape) });

interface Subscriber {
  projectId: string | undefined;
  queue: EventQueue<Change>;
}

/** What can be heard of: an organization's things of a kind, or what one of its members is told. */
export type Topic = Kind | `notification:${string}`;

/** Somebody, or an API key, may do less in the organization than before. */
type Lowered = (organizationId: string, callerId: string) => void;

/** What the database tells when authority ends or becomes less. */
const ACCESS = 'access';

const topicOf = (organizationId: string, kind: string) => `${organizationId} ${kind}`;

/** Hears of all changes, through one connection, and hands each to the subscriptions of this process that it is for. */
export class EventHub {
  readonly #listener: Listener;
  readonly #logger: Logger;
  readonly #subscribers = new Map<string, Set<Subscriber>>();
  readonly #onLost = new Set<() => void>();
  readonly #onLowered = new Set<Lowered>();
  #size = 0;

  /** `systemUrl` is the system login's. Listens from now on, until `close()`. */
  constructor(systemUrl: string, logger: Logger) {
    this.#logger = logger;
    this.#listener = new Listener(systemUrl, CHANNEL, logger, {
      onMessage: (payload) => this.#deliver(payload),
      onLost: () => this.#onLost.forEach((tell) => tell()),
    });
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

  /** Calls `tell` whenever changes may have been missed. Answers how to stop that. */
  onLost(tell: () => void): () => void {
    this.#onLost.add(tell);
    return () => this.#onLost.delete(tell);
  }

  /** Calls `tell` when somebody may do less than before. Returns how to stop that. */
  onAccessLowered(tell: Lowered): () => void {
    this.#onLowered.add(tell);
    return () => this.#onLowered.delete(tell);
  }

  /** What the organization's members are told under a topic, or only what has to do with one project, from now on. */
  subscribe(scope: OrgScope, kind: Topic, projectId: string | undefined): EventQueue<Change> {
    const topic = topicOf(scope.id, kind);
    const subscribers = this.#subscribers.get(topic) ?? new Set();
    this.#subscribers.set(topic, subscribers);
    const queue = new EventQueue<Change>(() => {
      this.#size--;
      subscribers.delete(subscriber);
      if (subscribers.size === 0) this.#subscribers.delete(topic);
    });
    const subscriber = { projectId, queue };
    subscribers.add(subscriber);
    this.#size++;
    return queue;
  }

  close(): Promise<void> {
    return this.#listener.close();
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
    for (const { projectId, queue } of this.#subscribers.get(topicOf(data.organizationId, data.kind)) ?? []) {
      for (const change of data.changes) {
        if (projectId === undefined || change.projectIds.includes(projectId)) queue.push(change);
      }
    }
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
