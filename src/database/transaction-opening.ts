// The opening of a transaction: `BEGIN` and the statement that identifies its caller, in one round trip.
//
// One round trip. A read whose only statement is known before (`planOnly`) sends it in one packet with `BEGIN`, the opening
// statement and `COMMIT`. It runs as the caller whom the opening statement identifies. `takePlanned` returns its result.

import type { CompiledQuery } from 'kysely';
import type pg from 'pg';
import { isStalePlan } from './failures.ts';
import { type Admission, HeldConnection, takeConnection } from './held-connection.ts';
import { statements } from './statements.ts';
import { startStatement } from '../tracing/statements.ts';
import type { TransactionConnection } from './transaction-connection.ts';

/** How a transaction starts: the statement that identifies its caller, sent in one round trip with `BEGIN`. */
export interface Opening {
  readOnly: boolean;
  text: string;
  values: unknown[];
  /** Whether to use prepared statements. False for a pooler that does not support them. */
  prepare: boolean;
  /** Whether to read how far the log goes when writes are committed. */
  notesPosition?: boolean;
}

/** A server on which transactions run, and how they acquire a connection to it. */
export interface Place<Opened> {
  pool: pg.Pool;
  admission: Admission<Opened>;
}

/** Begins a transaction, and begins it again. `Opened` is the row of the opening statement. */
export class TransactionOpening<Opened> {
  readonly isReadOnly: boolean;
  readonly text: string;
  values: unknown[];
  /** The primary. */
  readonly #home: Place<Opened>;
  /** The server on which the next transaction begins, or the present one has begun. */
  #place: Place<Opened>;
  readonly #connection: TransactionConnection;
  /** The only statement after the opening one, if there is one, to send with it. */
  #only: { query: CompiledQuery | undefined } | undefined;
  /** The result of that statement. */
  #planned: Promise<pg.QueryResult> | undefined;
  #isCommitSent = false;

  constructor(home: Place<Opened>, { readOnly, text, values }: Opening, connection: TransactionConnection) {
    this.isReadOnly = readOnly;
    this.text = text;
    this.values = values;
    this.#home = this.#place = home;
    this.#connection = connection;
  }

  /** Whether `COMMIT` was sent with the opening statement. The response to it releases the connection. */
  get isCommitSent(): boolean {
    return this.#isCommitSent;
  }

  /** Whether the transaction is on a replica. */
  get isAway(): boolean {
    return this.#place !== this.#home;
  }

  /** Makes the next transaction begin on a replica. */
  goTo(place: Place<Opened>): void {
    this.#place = place;
  }

  /** Sends `query`, if there is one, and the commit with the next opening statement. */
  planOnly(query: CompiledQuery | undefined): void {
    this.#only = { query };
  }

  /** Lets the next transaction take more statements. */
  dropPlan(): void {
    this.#only = undefined;
  }

  /** Returns the result of the planned query, once. */
  takePlanned<Row>(): Promise<{ rows: Row[] }> | undefined {
    const planned = this.#planned;
    this.#planned = undefined;
    return planned;
  }

  /** Forgets what was sent with the opening statement. */
  forgetSent(): void {
    this.#planned = undefined;
    this.#isCommitSent = false;
  }

  /** Makes the next transaction begin on the primary. */
  returnHome(): void {
    this.#place = this.#home;
  }

  /** Begins a transaction. If the opening statement is stale, begins once more without prepared statements. */
  async begin(): Promise<{ client: pg.PoolClient; opened: Opened }> {
    try {
      return await this.#beginOnce();
    } catch (error) {
      if (!isStalePlan(error) || !this.#connection.prepare) throw error;
      this.forgetSent();
      this.#connection.state.forgetFailure();
      this.#connection.prepare = false;
      return this.#beginOnce();
    }
  }

  async #beginOnce() {
    const { text, values } = this;
    const { pool, admission } = this.#place;
    const connection = this.#connection;
    const { client, lease } = await takeConnection(pool, admission, () =>
      connection.state.refuseLateStatement(),
    );
    const begin = client.query(this.isReadOnly ? 'BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY' : 'BEGIN');
    const holding = new HeldConnection(client, lease, begin);
    connection.hold(holding);
    try {
      statements.publish({ sql: text, login: 'serving' });
      const span = startStatement(text, 'serving');
      const opening = connection.running.track(client.query({ text, values, name: connection.nameOf(text) }));
      if (span)
        opening.then(
          () => span.end(),
          (error: unknown) => span.end(error),
        );
      const committed = this.#only && this.#sendOnly(holding, this.#only.query);
      const [{ rows }] = await Promise.all([opening, begin]);
      if (!connection.holds(holding)) throw connection.state.endReason();
      const opened = rows[0] as Opened;
      admission.onOpened?.(opened, lease);
      // Later than `onOpened`, which charges the lease to the caller's organization.
      if (committed) void this.#releaseAfter(committed, holding);
      return { client, opened };
    } catch (error) {
      if (connection.holds(holding)) connection.release(error as Error);
      throw error;
    }
  }

  /** Sends the only query, if there is one, and the commit. */
  #sendOnly(holding: HeldConnection, query: CompiledQuery | undefined): Promise<unknown> {
    this.#only = undefined;
    this.#isCommitSent = true;
    const { client } = holding;
    if (query) {
      this.#planned = this.#connection
        .send(client, query.sql, query.parameters as unknown[])
        .catch((error) => {
          if (this.#connection.holds(holding)) this.#connection.state.noteFailure(error);
          throw error;
        });
      this.#planned.catch(() => undefined);
    }
    const committed = this.#connection.running.track(client.query('COMMIT'));
    committed.catch(() => undefined);
    return committed;
  }

  async #releaseAfter(committed: Promise<unknown>, holding: HeldConnection): Promise<void> {
    const error = await committed.then(
      () => this.#connection.state.stale,
      (failure: Error) => failure,
    );
    if (this.#connection.holds(holding)) this.#connection.release(error);
  }
}
