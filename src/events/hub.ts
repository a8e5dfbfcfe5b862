import type pg from 'pg';
import type { Logger } from 'pino';
import { z } from 'zod';
import { changeShape, type EntityKind, type StoredKind } from './change.ts';
import type { OrgScope } from '../database/tenant-db.ts';
import { EventLog } from './event-log.ts';
import { ListenConnection, type ListenTimes } from './listen-connection.ts';
import { EventQueue } from './event-queue.ts';
import { tellChanges, Teller } from './teller.ts';
import { parseJson } from '../util/parse-json.ts';
import type { Change } from '../core/change.ts';

const CHANNEL = 'polity_events';

/** After this time without a LISTEN connection, subscriptions are closed, so that clients connect to another process. */
const MAX_LOSS_MS = 30_000;
/** Maximum number of messages that may arrive while missed ones are read from the log. */
const MAX_ARRIVING = 20_000;

const message = z.object({
  organizationId: z.string(),
  kind: z.string(),
  changes: z.array(changeShape),
  traceparent: z.string().optional(),
});

/** Limits a subscription to the changes that concern a project or a task. */
export interface EventFilter {
  projectId?: string | null;
  taskId?: string | null;
}

/** The pending changes of one subscription, which all match its filter. */
export class FilteredChanges extends EventQueue<Change> {
  readonly filter: EventFilter;

  constructor({ projectId, taskId }: EventFilter, onEnd: () => void) {
    super(onEnd);
    this.filter = { projectId: projectId?.toLowerCase(), taskId: taskId?.toLowerCase() };
  }
}

/** The topics of an organization: the changes of one kind of entity, or the notifications of one member. */
export type Topic = EntityKind | StoredKind | `notification:${string}`;

type AccessLoweredHandler = (organizationId: string, callerId: string) => void;
type SessionEndedHandler = (sessionId: string) => void;

/** The kind of the messages that the database sends when a user or an API key loses access. */
const ACCESS = 'access';
/** The kind of the messages that the database sends when a session ends early. They name no organization. */
const SESSION = 'session';

const topicOf = (organizationId: string, kind: string) => `${organizationId} ${kind}`;

declare module '../core/services.ts' {
  interface Services {
    events: EventHub;
  }
}

/**
 * Receives all changes through one LISTEN connection and delivers each to the matching subscriptions of this process.
 * After the connection was lost, it reads the missed changes from the log that `app.publish_event` writes.
 */
export class EventHub {
  readonly #connection: ListenConnection;
  readonly #teller: Teller;
  readonly #logger: Logger;
  readonly #subscribers = new Map<string, Set<FilteredChanges>>();
  readonly #onMissed = new Set<() => void>();
  readonly #onBack = new Set<() => void>();
  readonly #onLowered = new Set<AccessLoweredHandler>();
  readonly #onSessionEnded = new Set<SessionEndedHandler>();
  readonly #log = new EventLog();
  readonly #maxLoss: number;
  /** Messages that arrive while missed ones are read from the log; undefined at other times. */
  #arriving: string[] | undefined;
  #lostAt: number | undefined;
  #longLoss: NodeJS.Timeout | undefined;
  #size = 0;

  /** Listens from now on, until `close()`. */
  constructor(systemUrl: string, logger: Logger, times?: ListenTimes, maxLoss = MAX_LOSS_MS) {
    this.#logger = logger;
    this.#maxLoss = maxLoss;
    const handlers = {
      onMessage: (payload: string) => this.#receive(payload),
      onLost: () => this.#lose(),
      onBack: (client: pg.Client) => this.#catchUp(client),
    };
    this.#connection = new ListenConnection(systemUrl, CHANNEL, logger, handlers, times);
    this.#teller = new Teller(() => tellChanges(this.#connection), logger);
  }

  /** Number of subscriptions. */
  get size(): number {
    return this.#size;
  }

  get isListening(): boolean {
    return this.#connection.isListening;
  }

  /** Waits until the connection listens, at most `milliseconds`. Returns whether it does. */
  whenListening(milliseconds: number): Promise<boolean> {
    return this.#connection.whenListening(milliseconds);
  }

  /** Calls `handler` whenever missed changes cannot be recovered. Returns a function that removes the handler. */
  onMissed(handler: () => void): () => void {
    this.#onMissed.add(handler);
    return () => this.#onMissed.delete(handler);
  }

  /**
   * Calls `handler` whenever the connection is back, because calls of `onAccessLowered` and `onSessionEnded` may have
   * been missed. Returns a function that removes the handler.
   */
  onBack(handler: () => void): () => void {
    this.#onBack.add(handler);
    return () => this.#onBack.delete(handler);
  }

  /** Calls `handler` when a user or an API key loses access. Returns a function that removes the handler. */
  onAccessLowered(handler: AccessLoweredHandler): () => void {
    this.#onLowered.add(handler);
    return () => this.#onLowered.delete(handler);
  }

  /** Calls `handler` when a session ends before it expires. Returns a function that removes the handler. */
  onSessionEnded(handler: SessionEndedHandler): () => void {
    this.#onSessionEnded.add(handler);
    return () => this.#onSessionEnded.delete(handler);
  }

  /** Subscribes to a topic of the organization, limited by the filter. Earlier changes are not delivered. */
  async subscribe(scope: OrgScope, kind: Topic, filter: EventFilter = {}): Promise<FilteredChanges> {
    await this.#teller.tellNow();
    const topic = topicOf(scope.id, kind);
    const subscribers = this.#subscribers.get(topic) ?? new Set();
    this.#subscribers.set(topic, subscribers);
    const changes = new FilteredChanges(filter, () => {
      this.#size--;
      subscribers.delete(changes);
      if (subscribers.size === 0) this.#subscribers.delete(topic);
    });
    subscribers.add(changes);
    this.#size++;
    return changes;
  }

  /** Tells the subscribers and workers of all processes of the logged changes that are committed. */
  tell(): void {
    void this.#teller.tell();
  }

  async close(): Promise<void> {
    clearTimeout(this.#longLoss);
    await this.#teller.close();
    await this.#connection.close();
  }

  #receive(payload: string): void {
    if (this.#arriving) this.#arriving.push(payload);
    else if (this.#log.isNew(payload)) this.#deliver(payload);
  }

  #lose(): void {
    this.#lostAt ??= performance.now();
    clearTimeout(this.#longLoss);
    this.#longLoss = setTimeout(() => this.#miss(), this.#maxLoss).unref();
  }

  /** Delivers the missed messages in order, then those that arrived while the missed ones were read. */
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
      const isComplete = missed !== undefined && arrived.length <= MAX_ARRIVING;
      this.#logger.info(
        { lostForMs: Math.round(performance.now() - lostAt), caughtUp: isComplete && missed.length },
        'LISTEN connection back',
      );
      for (const payload of [...(isComplete ? missed : []), ...arrived]) this.#receive(payload);
      if (!isComplete) this.#miss();
      this.#onBack.forEach((handle) => handle());
    } finally {
      this.#arriving = undefined;
    }
  }

  #miss(): void {
    this.#onMissed.forEach((handle) => handle());
  }

  #deliver(payload: string): void {
    const { data } = message.safeParse(parseJson(payload));
    if (!data) {
      this.#logger.warn({ payload }, 'malformed NOTIFY payload');
      return;
    }
    if (data.kind === ACCESS)
      return data.changes.forEach(({ id }) =>
        this.#onLowered.forEach((handle) => handle(data.organizationId, id)),
      );
    if (data.kind === SESSION)
      return data.changes.forEach(({ id }) => this.#onSessionEnded.forEach((handle) => handle(id)));
    if (data.traceparent) for (const change of data.changes) change.traceparent = data.traceparent;
    for (const subscriber of this.#subscribers.get(topicOf(data.organizationId, data.kind)) ?? []) {
      for (const change of data.changes) {
        if (passes(subscriber.filter, change)) subscriber.push(change);
      }
    }
  }
}

const passes = ({ projectId, taskId }: EventFilter, change: Change): boolean =>
  (projectId == null || change.projectIds.includes(projectId)) &&
  (taskId == null || change.taskId === taskId);
