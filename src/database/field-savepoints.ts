import type pg from 'pg';
import type { TransactionConnection } from './transaction-connection.ts';

/**
 * The savepoints of a transaction: one for each field of a mutation, so that its writes can be rolled back without its
 * siblings'. The savepoint is sent with the field's first statement, so a field without statements costs nothing. It is
 * released with the first statement of the next field, or by the commit. If the field is the only one of the transaction
 * (`isAlone`), no savepoint is sent. Calls: `enter`, then `send` before the field's first statement, then `keep` or
 * `rollBack`, then `leave`.
 */
export class FieldSavepoints {
  readonly #connection: TransactionConnection;
  /** Whether a field is running. */
  #isInside = false;
  #isPending = false;
  #isAlone = false;
  /** Whether a field with statements has succeeded. Its writes must be committed. */
  #hasKept = false;
  /** The savepoint that has succeeded and is still to be released. */
  #unreleased: string | undefined;
  /** The number of savepoints. Each has a name of its own, so that none is mistaken for an earlier one. */
  #count = 0;

  constructor(connection: TransactionConnection) {
    this.#connection = connection;
  }

  /** Whether the next statement is the first one of its field, so that `send` must be called before it. */
  get isPending(): boolean {
    return this.#isPending;
  }

  /** Whether a field has succeeded that may have written something. */
  get hasKept(): boolean {
    return this.#hasKept;
  }

  /** Whether a field may have written something that is not rolled back. */
  get mayHaveWritten(): boolean {
    return this.#hasKept || (this.#isInside && !this.#isPending);
  }

  enter(isAlone: boolean): void {
    this.#isAlone = isAlone;
    this.#isPending = true;
    this.#isInside = true;
  }

  /** Begins the field's savepoint. It is sent in one packet with the next statement. */
  send(client: pg.PoolClient): void {
    this.#isPending = false;
    if (this.#isAlone) return;
    if (this.#unreleased) this.#connection.sendControl(client, `RELEASE SAVEPOINT ${this.#unreleased}`);
    this.#unreleased = undefined;
    this.#count++;
    this.#connection.sendControl(client, `SAVEPOINT ${this.#name}`);
  }

  /**
   * Ends a field that has succeeded. Its savepoint is released at once only if a statement has failed or is unfinished: the
   * release then fails, and with it the field. `opened` is the connection, if the transaction has one.
   */
  async keep(opened: Promise<{ client: pg.PoolClient }> | undefined): Promise<void> {
    const { state, running } = this.#connection;
    const isSettled = state.failure === undefined && running.count === 0;
    if (this.#isPending || !isSettled) {
      // Without a savepoint, any statement fails like the release.
      const statement = this.#isAlone ? 'SELECT' : `RELEASE SAVEPOINT ${this.#name}`;
      if (await this.#end(opened, statement)) this.#hasKept = true;
    } else if (opened) {
      state.requireNotCancelled();
      if (!this.#isAlone) this.#unreleased = this.#name;
      this.#hasKept = true;
    }
  }

  /** Rolls back a field that has failed. It must not be alone. */
  async rollBack(opened: Promise<{ client: pg.PoolClient }> | undefined): Promise<void> {
    await this.#end(opened, `ROLLBACK TO SAVEPOINT ${this.#name}; RELEASE SAVEPOINT ${this.#name}`);
  }

  leave(): void {
    this.#isPending = false;
    this.#isInside = false;
  }

  /** Forgets what was sent. The next statement begins a new transaction, in which the field needs its savepoint again. */
  startOver(): void {
    this.#hasKept = false;
    this.#unreleased = undefined;
    this.#isPending = this.#isInside;
  }

  /** Ends the savepoint. Returns false if the field has sent no statement, and hence no savepoint. */
  async #end(opened: Promise<{ client: pg.PoolClient }> | undefined, statement: string): Promise<boolean> {
    if (this.#isPending) {
      this.#isPending = false;
      return false;
    }
    if (!opened) return false;
    const { client } = await opened;
    this.#connection.state.requireNotCancelled();
    await this.#connection.running.track(client.query(statement));
    return true;
  }

  /** The name of the present savepoint. */
  get #name(): string {
    return `field_${this.#count}`;
  }
}
