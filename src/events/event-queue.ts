/** Maximum number of pending events of one subscription. A reader that falls further behind is too slow. */
export const MAX_PENDING = 1000;

/** The pending events of one subscription, in order. */
export class EventQueue<Event> implements AsyncIterableIterator<Event> {
  /** Called when an event does not fit. The queue has then ended, and its reader has missed events. */
  onOverflow: () => void = () => undefined;
  readonly #onEnd: () => void;
  readonly #maxPending: number;
  #pending: Event[] = [];
  #waiting: ((result: IteratorResult<Event>) => void) | undefined;
  #ended = false;
  #take: ((event: Event) => void) | undefined;

  constructor(onEnd: () => void, maxPending = MAX_PENDING) {
    this.#onEnd = onEnd;
    this.#maxPending = maxPending;
  }

  get ended(): boolean {
    return this.#ended;
  }

  /** Calls `take` with the pending events and from now on with each new event, which is not queued. */
  consume(take: (event: Event) => void): void {
    this.#take = take;
    for (const event of this.#pending.splice(0)) take(event);
  }

  push(event: Event): void {
    if (this.#ended) return;
    if (this.#take) {
      this.#take(event);
    } else if (this.#waiting) {
      this.#waiting({ value: event, done: false });
      this.#waiting = undefined;
    } else if (this.#pending.length < this.#maxPending) {
      this.#pending.push(event);
    } else {
      this.end();
      this.onOverflow();
    }
  }

  /** Drops the pending events and ends the reader's iteration. */
  end(): void {
    if (this.#ended) return;
    this.#ended = true;
    this.#pending = [];
    this.#waiting?.({ value: undefined, done: true });
    this.#onEnd();
  }

  /** Must not be called again before its promise has settled. */
  async next(): Promise<IteratorResult<Event>> {
    if (this.#ended) return { value: undefined, done: true };
    const event = this.#pending.shift();
    if (event !== undefined) return { value: event, done: false };
    return new Promise((resolve) => (this.#waiting = resolve));
  }

  async return(): Promise<IteratorResult<Event>> {
    this.end();
    return { value: undefined, done: true };
  }

  [Symbol.asyncIterator](): this {
    return this;
  }
}
