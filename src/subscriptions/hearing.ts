import type { ExecutionResult } from 'graphql';
import type { Change } from '../modules/event/change.ts';
import type { Connection } from './connection.ts';
import type { Subscription } from './document.ts';
import { callerKey } from './sharing.ts';
import { EventQueue } from './queue.ts';

type Answer = { value: ExecutionResult } | { error: unknown };

/** One subscription of one client: the events that it hears, and the answers that wait for the client. */
export class Hearing {
  readonly connection: Connection;
  readonly subscription: Subscription;
  /** The same for two of one caller. */
  readonly caller: string;
  readonly events: EventQueue<Change>;
  /** Events without an answer yet. */
  pending = 0;
  readonly #answers: EventQueue<Answer>;
  readonly #onEnd: () => void;
  #over = false;

  /** `onEnd` is called once. */
  constructor(
    connection: Connection,
    subscription: Subscription,
    events: EventQueue<Change>,
    onEnd: () => void,
  ) {
    this.connection = connection;
    this.subscription = subscription;
    this.caller = callerKey(connection.incoming);
    this.events = events;
    this.#onEnd = onEnd;
    this.#answers = new EventQueue<Answer>(() => this.end());
    this.#answers.onOverflow = () => connection.closeSlow();
    connection.hearing.add(this);
    if (!connection.isOpen) this.end();
  }

  get isOpen(): boolean {
    return !this.#over && this.connection.isOpen;
  }

  answer(value: ExecutionResult): void {
    this.#answers.push({ value });
  }

  /** Tells the client why there are no more events, after the answers that wait for it. */
  fail(error: unknown): void {
    if (this.#over) return;
    this.#release();
    this.#answers.push({ error });
  }

  end(): void {
    this.#release();
    this.#answers.end();
  }

  /** One answer for each event, in the order of the events. */
  answers(): AsyncIterableIterator<ExecutionResult> {
    const done = () => {
      this.end();
      return { value: undefined, done: true as const };
    };
    const iterator: AsyncIterableIterator<ExecutionResult> = {
      next: async () => {
        const { value: answer, done: ended } = await this.#answers.next();
        if (ended) return done();
        if ('value' in answer) return { value: answer.value, done: false };
        done();
        throw answer.error;
      },
      return: async () => done(),
      [Symbol.asyncIterator]: () => iterator,
    };
    return iterator;
  }

  #release(): void {
    if (this.#over) return;
    this.#over = true;
    this.connection.hearing.delete(this);
    this.events.end();
    this.#onEnd();
  }
}
