import type { Logger } from 'pino';
import type { ListenConnection } from './listen-connection.ts';

/** The commits of this time are told of together: it costs hardly more than to tell of one. */
const PAUSE_MS = 20;
/** A process that ends after a commit leaves over what it should have told. Another one tells it within this time. */
const CHECK_MS = 1000;
/** The maximum number of messages of one statement. */
export const MOST_TOLD = 1000;

/**
 * Tells of the changes in the log that are committed and that nobody has told of yet, in their order, whichever process has
 * committed them. Returns how many; 0 without a connection, which tells of them when it is back.
 */
export async function tellChanges(connection: ListenConnection): Promise<number> {
  if (!connection.isListening) return 0;
  const text = 'select app.tell_changes($1) as told';
  const [row] = await connection.query<{ told: number }>(text, [MOST_TOLD]);
  return row!.told;
}

/**
 * Tells subscribers and workers of changes after their commits.
 *
 * Requests do not call NOTIFY themselves: only one transaction that has called it commits at a time, and it waits for the
 * disk meanwhile.
 */
export class Teller {
  readonly #tellChanges: () => Promise<number>;
  readonly #logger: Logger;
  readonly #checking: NodeJS.Timeout;
  /** Settles with the next statement; undefined if none is due. */
  #due: PromiseWithResolvers<void> | undefined;
  #telling: Promise<void> | undefined;
  /** Whether somebody waits for the next statement. */
  #isUrgent = false;
  /** Ends the present pause. */
  #endPause: () => void = () => undefined;

  /** Tells of what is left over from now on, until `close()`. */
  constructor(tellChanges: () => Promise<number>, logger: Logger, checkMs = CHECK_MS) {
    this.#tellChanges = tellChanges;
    this.#logger = logger;
    this.#checking = setInterval(() => void this.tell(), checkMs).unref();
  }

  /** Tells of all changes that are committed now. Never throws: what could not be told remains for the next time. */
  tell(): Promise<void> {
    this.#due ??= Promise.withResolvers();
    const { promise } = this.#due;
    this.#telling ??= this.#tellAll();
    return promise;
  }

  /**
   * Like `tell`, without the pause. A new subscriber waits for this, and a process that starts thousands of subscriptions
   * would start few each second otherwise: only some start at a time, and each would wait for a pause.
   */
  tellNow(): Promise<void> {
    this.#isUrgent = true;
    this.#endPause();
    return this.tell();
  }

  /** Waits until everything is told. */
  async close(): Promise<void> {
    clearInterval(this.#checking);
    await this.#telling;
  }

  async #tellAll(): Promise<void> {
    while (this.#due) {
      const { resolve } = this.#due;
      this.#due = undefined;
      this.#isUrgent = false;
      try {
        while ((await this.#tellChanges()) === MOST_TOLD);
      } catch (error) {
        this.#logger.warn({ err: error }, 'could not tell of changes');
      }
      resolve();
      await this.#pause();
    }
    this.#telling = undefined;
  }

  async #pause(): Promise<void> {
    if (this.#isUrgent) return;
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#endPause = resolve;
    const timer = setTimeout(resolve, PAUSE_MS);
    await promise;
    clearTimeout(timer);
  }
}
