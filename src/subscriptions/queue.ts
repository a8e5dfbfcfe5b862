/** How many events may wait for one subscription before its reader counts as too slow. */
export const MOST_PENDING = 1000;

/** The events of one subscription, in their order, until they are read. Bounded. */
export class EventQueue<Event> implements AsyncIterableIterator<Event> {
  /** Told when an event no longer fits: the queue has ended, and its reader missed something. */
  onOverflow: () => void = () => undefined;
  readonly #onEnd: () => void;
  readonly #most: number;
  #pending: Event[] = [];
  #waiting: ((result: IteratorResult<Event>) => void) | undefined;
  #ended = false;
  #take: ((event: Event) => void) | undefined;

  constructor(onEnd: () => void, most = MOST_PENDING) {
    this.#onEnd = onEnd;
    this.#most = most;
  }

  get ended(): boolean {
    return this.#ended;
  }

  /** Hands each event over as it comes, those that wait first, in place of keeping it. */
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
    } else if (this.#pending.length < this.#most) {
      this.#pending.push(event);
    } else {
      this.end();
      this.onOverflow();
    }
  }

  /** Forgets what waits; whoever reads is told that there is no more. */
  end(): void {
    if (this.#ended) return;
    this.#ended = true;
    this.#pending = [];
    this.#waiting?.({ value: undefined, done: true });
    this.#onEnd();
  }

  /** Not to be called again before it has answered. */
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
