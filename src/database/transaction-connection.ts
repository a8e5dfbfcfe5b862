// The connection of a transaction: what is sent on it, and who releases it.
//
// Cancellation. `cancel` ends the transaction from outside, unless its commit or rollback has begun. PostgreSQL cancels by
// connection, not by statement, and another request may use the connection as soon as it is released. A late cancel
// request would then hit a statement of that request. Therefore a cancelled connection is released only after these steps,
// and closed if one of them fails:
// 1. PostgreSQL has responded to `BEGIN`, so the statements of the previous request have ended.
// 2. While statements of this transaction run, PostgreSQL is sent cancel requests and has received each of them.
// 3. All statements of this transaction have ended.
// 4. PostgreSQL has responded to a `ROLLBACK` sent after that.
// A planned query whose result is no longer needed is cancelled in the same way. `#takeHolding` returns the connection only
// once, so that it is released only once.
//
// held-connection.ts takes, cancels and releases the connection, with its lease: the right to use it, which scheduler.ts
// grants. running-statements.ts counts the unfinished statements.

import type pg from 'pg';
import { queryCounted } from './counted-query.ts';
import { isSkipped, isStalePlan, isTimeout } from './failures.ts';
import type { HeldConnection } from './held-connection.ts';
import { logPosition } from './positions.ts';
import { RunningStatements } from './running-statements.ts';
import { statementName, statements } from './statements.ts';
import { startStatement } from '../tracing/statements.ts';
import type { TransactionState } from './transaction-state.ts';

interface ConnectionOptions {
  prepare: boolean;
  notesPosition?: boolean;
}

/** The connection that a transaction holds at the moment. */
export class TransactionConnection {
  readonly state: TransactionState;
  readonly running: RunningStatements;
  /** Whether to use prepared statements. */
  prepare: boolean;
  /** How far the log went after the commit; undefined unless `notesPosition`. */
  position: number | undefined;
  readonly #notesPosition: boolean;
  /** Set from when the pool has given a connection until it is released. */
  #holding: HeldConnection | undefined;

  constructor(state: TransactionState, { prepare, notesPosition = false }: ConnectionOptions) {
    this.state = state;
    this.prepare = prepare;
    this.#notesPosition = notesPosition;
    this.running = new RunningStatements(() => state.cancelled);
  }

  get isHeld(): boolean {
    return this.#holding !== undefined;
  }

  hold(holding: HeldConnection): void {
    this.#holding = holding;
  }

  /** Whether this connection was not released since it was taken. */
  holds(holding: HeldConnection): boolean {
    return this.#holding === holding;
  }

  /** The name under which to prepare a statement, if it shall be prepared. */
  nameOf(text: string): string | undefined {
    return this.prepare ? statementName(text) : undefined;
  }

  /** Sends a statement. The caller decides whether its error fails the transaction. */
  async send(client: pg.PoolClient, text: string, values: unknown[]): Promise<pg.QueryResult> {
    statements.publish({ sql: text, login: 'serving' });
    const span = startStatement(text, 'serving');
    try {
      const result = await this.running.track(this.#query(client, { text, values, name: this.nameOf(text) }));
      span?.end();
      return result;
    } catch (error) {
      span?.end(error);
      if (isTimeout(error) && !this.state.cancelled) this.#holding?.lease.strike();
      if (isStalePlan(error)) this.state.noteStale(error as Error);
      throw error;
    }
  }

  /** Sends a statement together with the next one. If it fails, so does the next one. */
  sendControl(client: pg.PoolClient, text: string): void {
    this.running.track(client.query(text)).catch((error) => this.state.noteFailure(error));
  }

  #query(client: pg.PoolClient, config: pg.QueryConfig): Promise<pg.QueryResult> {
    const counter = this.state.rowCounter;
    if (!counter) return client.query(config);
    const holding = this.#holding;
    return queryCounted(client, config, counter, (error) => {
      this.state.noteRefusedRow(error);
      holding?.break(error);
    });
  }

  /**
   * Commits, and releases the connection with PostgreSQL's response. Does not wait for it if the transaction `isReadOnly`.
   * @throws if the commit of writes failed
   */
  async commit(client: pg.PoolClient, isReadOnly: boolean): Promise<void> {
    const span = isReadOnly ? undefined : startStatement('COMMIT', 'serving');
    const ended = client.query('COMMIT');
    // In one packet with the commit, after which it is executed.
    const noted = this.#notesPosition && !isReadOnly ? this.#notePosition(client) : undefined;
    if (span)
      ended.then(
        () => span.end(),
        (error: unknown) => span.end(error),
      );
    // The statements of the next request can queue behind this COMMIT, unless an unfinished statement would delay both.
    if (isReadOnly && this.running.count === 0) {
      this.release();
      ended.catch(() => undefined);
      return;
    }
    const released = ended.then(
      async (result) => {
        if (noted) await noted;
        this.release();
        if (result.command !== 'COMMIT')
          throw this.state.failure ?? new Error('the transaction had failed before its commit');
      },
      async (error: Error) => {
        if (!isSkipped(error)) {
          this.release(error);
          throw error;
        }
        await this.rollBack();
        throw this.state.failure ?? error;
      },
    );
    if (isReadOnly) released.catch(() => undefined);
    else await released;
  }

  /** Never throws: the commit is what counts. */
  async #notePosition(client: pg.PoolClient): Promise<void> {
    const read: Promise<pg.QueryResult> = client.query(`select ${logPosition} as position`);
    await read.then(
      ({ rows }) => (this.position = Number(rows[0].position)),
      () => undefined,
    );
  }

  /** Rolls back and releases the connection. Never throws. */
  async rollBack(): Promise<void> {
    await this.#takeHolding()?.rollBack(() => this.state.takeStale());
    this.state.takeStale();
  }

  /** Cancels the running statements, whose results nobody needs, and releases the connection. Never throws. */
  async interrupt(): Promise<void> {
    const holding = this.#takeHolding();
    if (holding) await this.#cancelAndRelease(holding);
    this.state.takeStale();
  }

  /** Releases the connection and the lease. With an error, or after a stale plan, the connection is closed. */
  release(error?: Error): void {
    this.#takeHolding()?.release(error ?? this.state.takeStale());
  }

  /**
   * Ends the transaction while its statements may be running: cancels them in PostgreSQL and rolls back. `struck` adds a
   * strike to the tenant for running statements. Returns false if the commit or the rollback had already begun.
   */
  cancel(error: Error, struck: boolean): boolean {
    if (this.state.isEnded) return false;
    this.state.cancel(error);
    const holding = this.#takeHolding();
    if (struck && this.running.count > 0) holding?.lease.strike();
    if (holding) void this.#cancelAndRelease(holding);
    return true;
  }

  /** Releases the connection as soon as no cancel request can hit its next user. Never throws. */
  async #cancelAndRelease(holding: HeldConnection): Promise<void> {
    const error = await holding.cancel(this.running).then(
      () => this.state.takeStale(),
      (failure: Error) => failure,
    );
    holding.release(error);
    // Rows may have arrived since the transaction ended.
    this.state.releaseRows();
  }

  /** Returns the connection for the only one who may release it. */
  #takeHolding(): HeldConnection | undefined {
    const holding = this.#holding;
    this.#holding = undefined;
    return holding;
  }
}
