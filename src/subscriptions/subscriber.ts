import type { ExecutionResult } from 'graphql';
import type { Connection } from './connection.ts';
import type { Subscription } from './document.ts';
import { callerKey } from './sharing.ts';
import { EventQueue } from '../events/event-queue.ts';
import type { FilteredChanges } from '../events/hub.ts';

type Response = { value: ExecutionResult } | { error: unknown };

/** One subscription of one client: its events, and the responses that the client has not received yet. */
export class Subscriber {
  readonly connection: Connection;
  readonly subscription: Subscription;
  /** The same for all subscribers with the same caller. */
  readonly caller: string;
  readonly events: FilteredChanges;
  /** The number of events without a response. */
  pending = 0;
  readonly #responses: EventQueue<Response>;
  readonly #onEnd: () => void;
  #ended = false;

  /** `onEnd` is called once. */
  constructor(
    connection: Connection,
    subscription: Subscription,
    events: FilteredChanges,
    onEnd: () => void,
  ) {
    this.connection = connection;
    this.subscription = subscription;
    this.caller = callerKey(connection.incoming);
    this.events = events;
    this.#onEnd = onEnd;
    this.#responses = new EventQueue<Response>(() => this.end());
    this.#responses.onOverflow = () => connection.closeSlow();
    connection.subscribers.add(this);
    if (!connection.isOpen) this.end();
  }

  get isOpen(): boolean {
    return !this.#ended && this.connection.isOpen;
  }

  respond(value: ExecutionResult): void {
    this.#responses.push({ value });
  }

  /** Ends the subscription. The client receives the error after the responses that are waiting. */
  fail(error: unknown): void {
    if (this.#ended) return;
    this.#release();
    this.#responses.push({ error });
  }

  end(): void {
    this.#release();
    this.#responses.end();
  }

  /** Returns one response for each event, in the order of the events. */
  responses(): AsyncIterableIterator<ExecutionResult> {
    const done = () => {
      this.end();
      return { value: undefined, done: true as const };
    };
    const iterator: AsyncIterableIterator<ExecutionResult> = {
      next: async () => {
        const { value: response, done: ended } = await this.#responses.next();
        if (ended) return done();
        if ('value' in response) return { value: response.value, done: false };
        done();
        throw response.error;
      },
      return: async () => done(),
      [Symbol.asyncIterator]: () => iterator,
    };
    return iterator;
  }

  #release(): void {
    if (this.#ended) return;
    this.#ended = true;
    this.connection.subscribers.delete(this);
    this.events.end();
    this.#onEnd();
  }
}
