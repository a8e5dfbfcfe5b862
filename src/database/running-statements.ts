/** Counts the unfinished statements of a transaction. */
export class RunningStatements {
  readonly #cancelled: () => Error | undefined;
  #count = 0;
  /** Called when the count becomes 0. */
  #onSettled: () => void = () => undefined;

  /** `cancelled` returns the reason if the transaction was cancelled. */
  constructor(cancelled: () => Error | undefined) {
    this.#cancelled = cancelled;
  }

  get count(): number {
    return this.#count;
  }

  /** Counts a statement until it settles. @throws the reason of a cancellation instead of PostgreSQL's error */
  async track<Result>(statement: Promise<Result>): Promise<Result> {
    this.#count++;
    try {
      return await statement;
    } catch (error) {
      throw this.#cancelled() ?? error;
    } finally {
      if (--this.#count === 0) this.#onSettled();
    }
  }

  /** Waits until no statement is running, at most `milliseconds`. */
  async settled(milliseconds: number): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    const timer = setTimeout(resolve, milliseconds);
    this.#onSettled = resolve;
    if (this.#count > 0) await promise;
    clearTimeout(timer);
  }
}
