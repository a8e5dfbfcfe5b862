import type { RowCounter } from './counted-query.ts';

/** Whether a transaction has ended, was cancelled, or has failed. */
export class TransactionState {
  readonly #rows: RowCounter | undefined;
  #failure: unknown;
  /** The error of the row that exceeded a limit. */
  #refused: Error | undefined;
  #stale: Error | undefined;
  #ended = false;
  #cancelled: Error | undefined;

  /** `rows` counts the rows of all statements until the transaction ends. */
  constructor(rows: RowCounter | undefined) {
    this.#rows = rows;
  }

  /** Whether the transaction has ended. No statement may be sent any more, and it cannot be cancelled. */
  get isEnded(): boolean {
    return this.#ended;
  }

  /** The reason of a cancellation. */
  get cancelled(): Error | undefined {
    return this.#cancelled;
  }

  /** The error of a statement whose writes were not rolled back since. It fails the whole transaction. */
  get failure(): unknown {
    return this.#failure;
  }

  /** The error of a prepared statement whose result type has changed. */
  get stale(): Error | undefined {
    return this.#stale;
  }

  /** Counts the rows of the next statement. Undefined if nobody counts them. */
  get rowCounter(): RowCounter | undefined {
    return this.#ended ? undefined : this.#rows;
  }

  end(): void {
    this.#ended = true;
    this.releaseRows();
  }

  cancel(error: Error): void {
    this.#cancelled = error;
    this.end();
  }

  /** Records the first failure. */
  noteFailure(error: unknown): void {
    this.#failure ??= error;
  }

  /** Records that a row exceeded a limit. */
  noteRefusedRow(error: Error): void {
    this.#refused = this.#failure = error;
  }

  noteStale(error: Error): void {
    this.#stale = error;
  }

  /** Call it after a rollback. */
  forgetFailure(): void {
    this.#failure = undefined;
  }

  /** Forgets the rows of a result that was dropped, and that they exceeded a limit. */
  forgetRows(): void {
    this.releaseRows();
    this.#refused = undefined;
  }

  /** Stops counting the rows that have arrived. */
  releaseRows(): void {
    this.#rows?.release();
  }

  /** Returns the error of a stale plan, for which the connection must be closed, and clears it. */
  takeStale(): Error | undefined {
    const stale = this.#stale;
    this.#stale = undefined;
    return stale;
  }

  /** @throws the error of the limit, after a row has exceeded it */
  requireRoom(): void {
    if (this.#refused) throw this.#refused;
  }

  /** @throws the reason of a cancellation */
  requireNotCancelled(): void {
    if (this.#cancelled) throw this.#cancelled;
  }

  /** @throws the reason of a cancellation, or the error of a statement that failed */
  requireSound(): void {
    this.requireNotCancelled();
    if (this.#failure) throw this.#failure;
  }

  /** After an error ends the response, resolvers may still be running. They must not open a transaction again. */
  refuseLateStatement(): void {
    this.requireRoom();
    if (this.#ended) throw this.endReason();
  }

  /** The error for a statement that comes too late. */
  endReason(): Error {
    return this.#cancelled ?? new Error('the transaction has ended');
  }
}
