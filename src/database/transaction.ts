// The transaction of a request or a job, on the serving login.
//
// Order of events. The first statement opens the transaction: the scheduler grants a lease (scheduler.ts), the pool gives
// a connection, and `BEGIN` and the opening statement are sent in one round trip. The opening statement, `begin_request`
// or `begin_job`, identifies the caller and sets the variables of row-level security, only for this transaction. Later
// statements are pipelined: those that are sent in the same turn share a packet. `commit` or `rollback` releases the
// connection. The response of a query does not wait for its commit.
//
// One round trip. A read whose only statement is known before (`planOnly`) sends it in one packet with `BEGIN`, the opening
// statement and `COMMIT`. It runs as the caller whom the opening statement identifies. `takePlanned` returns its result. If
// more statements are needed after all, `beginAgain` must be called first.
//
// Savepoints. A field of a mutation runs in `savepoint`, so that its writes can be rolled back without its siblings'. The
// savepoint is sent with the field's first statement, so a field without statements costs nothing. It is released with the
// first statement of the next field, or by the commit. If the field is the only one, no savepoint is sent: a failure rolls
// back the transaction, and the next statement begins a new one. A statement that fails outside any savepoint fails the
// whole transaction.
//
// Later statements. `sendLater` takes a statement whose result nobody needs. It is sent in one packet with the next statement
// or with the commit, in their order. If it fails, so does the transaction.
//
// Pauses. A request that waits long for something else (a password hash, Redis) must not hold a connection meanwhile.
// `pause` rolls back and releases the connection, and the next statement begins a new transaction. It keeps the connection
// if a field may have written something. Writes outside fields are rolled back; `Context` repeats the claim of an
// `Idempotency-Key`.
//
// Cancellation. `cancel` ends the transaction from outside, unless its commit or rollback has begun. PostgreSQL cancels by
// connection, not by statement, and another request may use the connection as soon as it is released. A late cancel
// request would then hit a statement of that request. Therefore a cancelled connection is released only after these steps,
// and closed if one of them fails:
// 1. PostgreSQL has responded to `BEGIN`, so the statements of the previous request have ended.
// 2. While statements of this transaction run, PostgreSQL is sent cancel requests and has received each of them.
// 3. All statements of this transaction have ended.
// 4. PostgreSQL has responded to a `ROLLBACK` sent after that.
// A planned query whose result nobody needs is cancelled in the same way. Whoever takes `#holding` is the only one who
// releases it.
//
// Stale plans. A migration can change the result type of a prepared statement. The statement then fails on every
// connection where it is prepared, and the connection is closed when the transaction ends. If it was the opening
// statement, nothing else has happened yet, and the transaction is begun once more without prepared statements. A query
// can use `startOver` in the same way. A transaction that may have written something is never repeated.
//
// held-connection.ts takes, cancels and releases the connection. running-statements.ts counts the unfinished statements.

import type { CompiledQuery, QueryResult } from 'kysely';
import pg from 'pg';
import { isStalePlan, isTimeout } from './failures.ts';
import { queryCounted, type RowCounter } from './counted-query.ts';
import { type Admission, HeldConnection, takeConnection } from './held-connection.ts';
import { RunningStatements } from './running-statements.ts';
import { singleConnectionDb } from './single-connection.ts';
import { statementName, statements } from './statements.ts';
import type { ServingDb } from './tenant-db.ts';

/** How a transaction starts: the statement that identifies its caller, sent in one round trip with `BEGIN`. */
export interface Opening {
  readOnly: boolean;
  text: string;
  values: unknown[];
  /** Whether to use prepared statements. False for a pooler that does not support them. */
  prepare: boolean;
}

/** One transaction, opened by its first statement. `Opened` is the row of the opening statement. */
export class TenantTransaction<Opened> {
  readonly db: ServingDb;
  readonly #pool: pg.Pool;
  readonly #admission: Admission<Opened>;
  #opening: Opening;
  #connection: Promise<{ client: pg.PoolClient; opened: Opened }> | undefined;
  /** Set from when the pool has given a connection until it is released. */
  #holding: HeldConnection | undefined;
  /** The only statement after the opening one, if there is one, to send with it. */
  #only: { query: CompiledQuery | undefined } | undefined;
  /** The result of that statement. */
  #planned: Promise<pg.QueryResult> | undefined;
  /** Whether `COMMIT` was sent with the opening statement. The response to it releases the connection. */
  #isCommitSent = false;
  #pendingSavepoint = false;
  /** Whether `savepoint` is running. */
  #inSavepoint = false;
  /** Whether the field is the only one of the transaction, which needs no savepoint. */
  #isAlone = false;
  /** Whether a savepoint with statements has succeeded. Their writes must be committed. */
  #keptSavepoint = false;
  /** The savepoint that has succeeded and is still to be released. */
  #unreleasedSavepoint: string | undefined;
  /** The number of savepoints. Each has a name of its own, so that none is mistaken for an earlier one. */
  #savepoints = 0;
  #failure: unknown;
  /** The statements of `sendLater` that are not sent yet. */
  readonly #later: CompiledQuery[] = [];
  /** How many of them the present savepoint has not added. */
  #earlier = 0;
  readonly #rows: RowCounter | undefined;
  /** The error of the row that exceeded a limit. The connection is closed then. */
  #refused: Error | undefined;
  /** The error of a prepared statement whose result type has changed. */
  #stale: Error | undefined;
  readonly #running = new RunningStatements(() => this.#cancelled);
  #ended = false;
  /** The reason of a cancellation. */
  #cancelled: Error | undefined;

  /** `rows` counts the rows of all statements until the transaction ends. */
  constructor(pool: pg.Pool, opening: Opening, admission: Admission<Opened>, rows?: RowCounter) {
    this.#pool = pool;
    this.#admission = admission;
    this.#rows = rows;
    this.#opening = opening;
    this.db = singleConnectionDb((query) => this.#execute(query));
  }

  /** Whether the transaction has a connection or waits for one. */
  get isOpen(): boolean {
    return this.#connection !== undefined && !(this.#isCommitSent && !this.#holding);
  }

  /** Returns the row of the opening statement. Opens the transaction if necessary. */
  async opened(): Promise<Opened> {
    this.#refuseLateStatement();
    return (await (this.#connection ??= this.#begin())).opened;
  }

  /**
   * Makes a read-only transaction send `query` and its commit in one packet with the opening statement. Call it before the
   * first statement. Without a query, the opening statement is the only one.
   */
  planOnly(query: CompiledQuery | undefined): void {
    if (!this.#connection) this.#only = { query };
  }

  /** Returns the result of the query, once; undefined if the transaction has begun again since. */
  takePlanned<Row>(): Promise<{ rows: Row[] }> | undefined {
    const planned = this.#planned;
    this.#planned = undefined;
    return planned;
  }

  /**
   * Makes the next statement begin a new transaction, and drops the result of the planned query. Returns false if the
   * commit was not sent with the opening statement.
   * @throws the reason of a cancellation, which releases the connection itself
   */
  async beginAgain(): Promise<boolean> {
    this.#only = undefined;
    if (!this.#isCommitSent) return false;
    await this.#abandon();
    // Security: a caller without permission must not learn from a limit how large the dropped result was.
    this.#rows?.release();
    this.#failure = this.#refused = this.#stale = undefined;
    return true;
  }

  /**
   * Checks that the transaction can commit.
   * @throws the reason of a cancellation, or the error of a statement that failed outside any savepoint
   */
  requireSound(): void {
    if (this.#cancelled ?? this.#failure) throw this.#cancelled ?? this.#failure;
  }

  /** @throws the error of the limit, after a row has exceeded it */
  requireRoom(): void {
    if (this.#refused) throw this.#refused;
  }

  /** Runs the opening statement again, with other values. It changes the variables of row-level security. */
  async reopen(values: unknown[]): Promise<void> {
    this.#opening = { ...this.#opening, values };
    await this.beginAgain();
    if (!this.#connection) return;
    const { client } = await this.#connection;
    const { rows } = await this.#send(this.#opening.text, values);
    this.#connection = Promise.resolve({ client, opened: rows[0] as Opened });
  }

  /**
   * Sends a statement in one packet with the next one, or with the commit. Its result is not available. If it fails, so
   * does the transaction, or the savepoint if there is a next statement in it.
   */
  sendLater(query: CompiledQuery): void {
    this.#refuseLateStatement();
    this.#later.push(query);
  }

  /**
   * Runs `work` in a savepoint and rolls back its writes if it throws. Costs nothing if `work` sends no statement. Calls
   * must not be nested or concurrent. If nothing else in the transaction is to be kept (`isAlone`), a rollback of the whole
   * transaction replaces the savepoint.
   */
  async savepoint<T>(work: () => Promise<T>, isAlone = false): Promise<T> {
    this.#isAlone = isAlone;
    this.#pendingSavepoint = true;
    this.#inSavepoint = true;
    this.#earlier = this.#later.length;
    try {
      const result = await work();
      if (await this.#keepSavepoint()) this.#keptSavepoint = true;
      return result;
    } catch (error) {
      this.#later.length = this.#earlier;
      this.requireRoom();
      if (!isAlone)
        await this.#endSavepoint(
          `ROLLBACK TO SAVEPOINT ${this.#savepoint}; RELEASE SAVEPOINT ${this.#savepoint}`,
        );
      else if (!this.#pendingSavepoint) await this.#abandon();
      this.#pendingSavepoint = false;
      this.#failure = undefined;
      throw error;
    } finally {
      this.#inSavepoint = false;
    }
  }

  /** Whether a stale plan has failed a query, which `startOver` can repair. */
  get canStartOver(): boolean {
    return this.#opening.readOnly && this.#opening.prepare && this.#stale !== undefined && !this.#ended;
  }

  /** Ends a read-only transaction. The next statement begins a new one without prepared statements. Call at most once. */
  async startOver(): Promise<void> {
    this.#opening = { ...this.#opening, prepare: false };
    await this.#abandon();
    this.#failure = this.#stale = undefined;
  }

  /**
   * Releases the connection while the request waits for something else. The next statement begins a new transaction.
   * Returns false and keeps the connection if a savepoint has written something, which must be committed with the rest.
   * @throws the reason of a cancellation, which releases the connection itself
   */
  async pause(): Promise<boolean> {
    await this.beginAgain();
    if (!this.#connection) return true;
    const { client } = await this.#connection;
    this.#refuseLateStatement();
    if (this.#later.length > 0) return false;
    if (this.#keptSavepoint || (this.#inSavepoint && !this.#pendingSavepoint)) {
      const { rows } = await this.#running.track(
        client.query('select pg_current_xact_id_if_assigned() is not null as wrote'),
      );
      this.#refuseLateStatement();
      if (rows[0].wrote) return false;
    }
    this.#keptSavepoint = false;
    this.#unreleasedSavepoint = undefined;
    this.#pendingSavepoint = this.#inSavepoint;
    await this.#abandon();
    this.#refuseLateStatement();
    return true;
  }

  /**
   * Rolls back and releases the connection, and forgets what was sent on it. The next statement begins a new transaction.
   * Security: a cancellation releases the connection when no cancel request can hit its next user. Anybody else who
   * released it, or rolled back on it, could end the transaction of another organization. So this throws instead.
   * @throws the reason of a cancellation
   */
  async #abandon(): Promise<void> {
    if (this.#cancelled) throw this.#cancelled;
    const ended = this.#end();
    this.#connection = undefined;
    this.#later.length = 0;
    this.#planned = undefined;
    this.#isCommitSent = false;
    await ended;
  }

  /** Rolls back and releases the connection. Never throws. */
  async #end(): Promise<void> {
    const holding = this.#takeHolding();
    if (!holding) return;
    // Nobody waits for a planned query any more, which may take long.
    if (this.#isCommitSent) await this.#cancelAndRelease(holding);
    else await holding.rollBack(() => this.#takeStale());
  }

  /** Returns the connection for the only one who may release it. */
  #takeHolding(): HeldConnection | undefined {
    const holding = this.#holding;
    this.#holding = undefined;
    return holding;
  }

  /**
   * Commits and releases the connection. A read-only transaction does not wait for the result.
   * @throws if the commit of writes failed, if a statement outside any savepoint had failed, or after a cancellation
   */
  async commit(): Promise<void> {
    if (this.#later.length > 0 && !this.#connection) await this.opened();
    if (this.#cancelled) throw this.#cancelled;
    this.#ended = true;
    this.#rows?.release();
    if (this.#isCommitSent && this.#failure) throw this.#failure;
    if (!this.#connection || this.#isCommitSent) return;
    if (this.#failure) {
      await this.rollback();
      throw this.#failure;
    }
    const { client } = await this.#connection;
    this.#connection = undefined;
    this.#sendDelayed(client);
    const ended = client.query('COMMIT');
    // The statements of the next request can queue behind this COMMIT, unless an unfinished statement would delay both.
    if (this.#opening.readOnly && this.#running.count === 0) {
      this.#release();
      ended.catch(() => undefined);
      return;
    }
    const released = ended.then(
      (result) => {
        this.#release();
        if (result.command !== 'COMMIT')
          throw this.#failure ?? new Error('the transaction had failed before its commit');
      },
      (error: Error) => {
        this.#release(error);
        throw error;
      },
    );
    if (this.#opening.readOnly) released.catch(() => undefined);
    else await released;
  }

  /** Rolls back and releases the connection. Never throws. */
  async rollback(): Promise<void> {
    this.#ended = true;
    this.#rows?.release();
    // The cancellation rolls back, and callers must not wait for that.
    if (this.#cancelled) return;
    if (this.#isCommitSent) {
      this.#connection?.catch(() => undefined);
      void this.#end();
      return;
    }
    await this.#connection?.catch(() => undefined);
    this.#connection = undefined;
    await this.#end();
  }

  /**
   * Ends the transaction while its statements may be running: cancels them in PostgreSQL and rolls back. `struck` adds a
   * strike to the tenant for running statements. Returns false if the commit or the rollback had already begun.
   */
  cancel(error: Error, struck = false): boolean {
    if (this.#ended) return false;
    this.#ended = true;
    this.#cancelled = error;
    this.#rows?.release();
    const holding = this.#takeHolding();
    if (struck && this.#running.count > 0) holding?.lease.strike();
    if (holding) void this.#cancelAndRelease(holding);
    return true;
  }

  /**
   * Cancels the running statements. Releases the connection as soon as no cancel request can hit its next user. Never
   * throws.
   */
  async #cancelAndRelease(holding: HeldConnection): Promise<void> {
    const error = await holding.cancel(this.#running).then(
      () => this.#takeStale(),
      (failure: Error) => failure,
    );
    holding.release(error);
    // Rows may have arrived since the transaction ended.
    this.#rows?.release();
  }

  /** Releases the connection and the lease. With an error the connection is closed. */
  #release(error = this.#takeStale()): void {
    this.#takeHolding()?.release(error);
  }

  /** Returns the error of a stale plan, for which the connection must be closed, and clears it. */
  #takeStale(): Error | undefined {
    const stale = this.#stale;
    this.#stale = undefined;
    return stale;
  }

  /** The name of the present savepoint. */
  get #savepoint(): string {
    return `field_${this.#savepoints}`;
  }

  #nameOf(text: string) {
    return this.#opening.prepare ? statementName(text) : undefined;
  }

  #open() {
    this.#refuseLateStatement();
    if (this.#isCommitSent) throw new Error('The transaction was committed with its opening statement.');
    // The commit must not be sent before this statement.
    if (!this.#connection) this.#only = undefined;
    return (this.#connection ??= this.#begin());
  }

  /** After an error ends the response, resolvers may still be running. They must not open a transaction again. */
  #refuseLateStatement(): void {
    this.requireRoom();
    if (this.#ended) throw this.#cancelled ?? new Error('the transaction has ended');
  }

  async #begin() {
    try {
      return await this.#beginOnce();
    } catch (error) {
      if (!isStalePlan(error) || !this.#opening.prepare) throw error;
      this.#planned = undefined;
      this.#isCommitSent = false;
      this.#failure = undefined;
      this.#opening = { ...this.#opening, prepare: false };
      return this.#beginOnce();
    }
  }

  async #beginOnce() {
    const { readOnly, text, values } = this.#opening;
    const { client, lease } = await takeConnection(this.#pool, this.#admission, () =>
      this.#refuseLateStatement(),
    );
    const begin = client.query(readOnly ? 'BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY' : 'BEGIN');
    const holding = new HeldConnection(client, lease, begin);
    this.#holding = holding;
    try {
      statements.publish({ sql: text, login: 'serving' });
      const opening = this.#running.track(client.query({ text, values, name: this.#nameOf(text) }));
      const committed = this.#only && this.#sendOnly(holding, this.#only.query);
      const [{ rows }] = await Promise.all([opening, begin]);
      if (this.#holding !== holding) throw this.#cancelled ?? new Error('the transaction has ended');
      const opened = rows[0] as Opened;
      this.#admission.onOpened?.(opened, lease);
      // Later than `onOpened`, which charges the lease to the caller's organization.
      if (committed) void this.#releaseAfter(committed, holding);
      return { client, opened };
    } catch (error) {
      if (this.#holding === holding) this.#release(error as Error);
      throw error;
    }
  }

  async #execute<Row>(query: CompiledQuery): Promise<QueryResult<Row>> {
    const { rows, rowCount } = await this.#send(query.sql, query.parameters as unknown[]);
    return { rows: rows as Row[], numAffectedRows: BigInt(rowCount ?? 0) };
  }

  async #send(text: string, values: unknown[]): Promise<pg.QueryResult> {
    const { client } = await this.#open();
    this.#refuseLateStatement();
    if (this.#pendingSavepoint) {
      this.#sendDelayed(client, this.#earlier);
      this.#pendingSavepoint = false;
      if (!this.#isAlone) this.#sendSavepoint(client);
    }
    this.#sendDelayed(client);
    try {
      return await this.#transmit(client, text, values);
    } catch (error) {
      this.#failure ??= error;
      throw error;
    }
  }

  #sendSavepoint(client: pg.PoolClient): void {
    if (this.#unreleasedSavepoint)
      this.#sendControl(client, `RELEASE SAVEPOINT ${this.#unreleasedSavepoint}`);
    this.#unreleasedSavepoint = undefined;
    this.#savepoints++;
    this.#sendControl(client, `SAVEPOINT ${this.#savepoint}`);
  }

  /** Sends the statements of `sendLater`, or only the first ones. */
  #sendDelayed(client: pg.PoolClient, count = this.#later.length): void {
    this.#earlier = 0;
    for (const { sql, parameters } of this.#later.splice(0, count))
      this.#transmit(client, sql, parameters as unknown[]).catch((error) => (this.#failure ??= error));
  }

  /** Sends the only query, if there is one, and the commit. */
  #sendOnly(holding: HeldConnection, query: CompiledQuery | undefined): Promise<unknown> {
    this.#only = undefined;
    this.#isCommitSent = true;
    const { client } = holding;
    if (query) {
      this.#planned = this.#transmit(client, query.sql, query.parameters as unknown[]).catch((error) => {
        if (this.#holding === holding) this.#failure ??= error;
        throw error;
      });
      this.#planned.catch(() => undefined);
    }
    const committed = this.#running.track(client.query('COMMIT'));
    committed.catch(() => undefined);
    return committed;
  }

  async #releaseAfter(committed: Promise<unknown>, holding: HeldConnection): Promise<void> {
    const error = await committed.then(
      () => this.#stale,
      (failure: Error) => failure,
    );
    if (this.#holding === holding) this.#release(error);
  }

  async #transmit(client: pg.PoolClient, text: string, values: unknown[]): Promise<pg.QueryResult> {
    statements.publish({ sql: text, login: 'serving' });
    try {
      return await this.#running.track(this.#query(client, { text, values, name: this.#nameOf(text) }));
    } catch (error) {
      if (isTimeout(error) && !this.#cancelled) this.#holding?.lease.strike();
      if (isStalePlan(error)) this.#stale = error as Error;
      throw error;
    }
  }

  /** Sends a statement together with the next one. If it fails, so does the next one. */
  #sendControl(client: pg.PoolClient, text: string): void {
    this.#running.track(client.query(text)).catch((error) => (this.#failure ??= error));
  }

  /** Sends a statement, and counts its rows if the transaction has a row counter, which is released at the end. */
  #query(client: pg.PoolClient, config: pg.QueryConfig): Promise<pg.QueryResult> {
    if (!this.#rows || this.#ended) return client.query(config);
    const holding = this.#holding;
    return queryCounted(client, config, this.#rows, (error) => {
      this.#refused = this.#failure = error;
      holding?.break(error);
    });
  }

  /**
   * Ends a savepoint that has succeeded. Returns false if none was sent. It is released at once only if a statement has
   * failed or is unfinished: the release then fails, and with it the field.
   */
  async #keepSavepoint(): Promise<boolean> {
    // Without a savepoint, any statement fails like the release.
    if (this.#pendingSavepoint || this.#failure !== undefined || this.#running.count > 0)
      return this.#endSavepoint(this.#isAlone ? 'SELECT' : `RELEASE SAVEPOINT ${this.#savepoint}`);
    if (!this.#connection) return false;
    if (this.#cancelled) throw this.#cancelled;
    if (!this.#isAlone) this.#unreleasedSavepoint = this.#savepoint;
    return true;
  }

  /** Ends the savepoint. Returns false if none was sent, because the field had no statement. */
  async #endSavepoint(statement: string): Promise<boolean> {
    if (this.#pendingSavepoint) {
      this.#pendingSavepoint = false;
      return false;
    }
    if (!this.#connection) return false;
    const { client } = await this.#connection;
    if (this.#cancelled) throw this.#cancelled;
    await this.#running.track(client.query(statement));
    return true;
  }
}
