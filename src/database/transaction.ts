// The transaction of a request or a job, on the serving login.
//
// Order of events. The first statement opens the transaction: the scheduler grants a lease (scheduler.ts), the pool gives
// a connection, and `BEGIN` and the opening statement are sent in one round trip (transaction-opening.ts). The opening
// statement, `begin_request` or `begin_job`, identifies the caller and sets the variables of row-level security, only for
// this transaction. Later statements are pipelined: those that are sent in the same turn share a packet. `commit` or
// `rollback` releases the connection. The response of a query does not wait for its commit.
//
// One round trip. A read can send its only statement and its commit with the opening statement (`planOnly`). If more
// statements are needed after all, `beginAgain` must be called first.
//
// Savepoints. A field of a mutation runs in `savepoint`, so that its writes can be rolled back without its siblings'
// (field-savepoints.ts). If the field is the only one, a failure rolls back the transaction, and the next statement begins a
// new one. A statement that fails outside any savepoint fails the whole transaction.
//
// Later statements. `sendLater` takes a statement whose result nobody needs (later-statements.ts). If it fails, so does the
// transaction.
//
// Pauses. A request that waits long for something else (a password hash, Redis) must not hold a connection meanwhile.
// `pause` rolls back and releases the connection, and the next statement begins a new transaction. It keeps the connection
// if a field may have written something. Writes outside fields are rolled back; `Context` repeats the claim of an
// `Idempotency-Key`.
//
// Replicas. A query whose opening statement was committed can begin again on a replica (`moveTo`). Any other transaction,
// also of the same query, begins on the primary.
//
// Cancellation. `cancel` ends the transaction from outside. It returns at once, and releases the connection when no cancel
// request can hit its next user (transaction-connection.ts).
//
// Stale plans. A migration can change the result type of a prepared statement. The statement then fails on every
// connection where it is prepared, and the connection is closed when the transaction ends. If it was the opening
// statement, nothing else has happened yet, and the transaction is begun once more without prepared statements. A query
// can use `startOver` in the same way. A transaction that may have written something is never repeated.

import type { CompiledQuery, QueryResult } from 'kysely';
import type pg from 'pg';
import type { RowCounter } from './counted-query.ts';
import { isOfServer } from './failures.ts';
import { FieldSavepoints } from './field-savepoints.ts';
import type { Admission } from './held-connection.ts';
import { LaterStatements } from './later-statements.ts';
import { noteStatement } from '../tracing/statements.ts';
import { tracing } from '../tracing/tracing.ts';
import { singleConnectionDb } from './single-connection.ts';
import type { ServingDb } from './tenant-db.ts';
import { TransactionConnection } from './transaction-connection.ts';
import { type Opening, type Place, TransactionOpening } from './transaction-opening.ts';
import { TransactionState } from './transaction-state.ts';

/** Whether the running field of a mutation may have written something. */
export type FieldWrites = 'MAY_HAVE_WRITTEN' | 'HAS_ONLY_READ';

/** One transaction, opened by its first statement. `Opened` is the row of the opening statement. */
export class TenantTransaction<Opened> {
  readonly db: ServingDb;
  readonly #state: TransactionState;
  readonly #connection: TransactionConnection;
  readonly #opening: TransactionOpening<Opened>;
  readonly #savepoints: FieldSavepoints;
  readonly #later: LaterStatements;
  /** Set from the first statement until the connection is given back. */
  #open: Promise<{ client: pg.PoolClient; opened: Opened }> | undefined;

  /** `rows` counts the rows of all statements until the transaction ends. */
  constructor(pool: pg.Pool, opening: Opening, admission: Admission<Opened>, rows?: RowCounter) {
    this.#state = new TransactionState(rows);
    this.#connection = new TransactionConnection(this.#state, opening);
    this.#opening = new TransactionOpening({ pool, admission }, opening, this.#connection);
    this.#savepoints = new FieldSavepoints(this.#connection);
    this.#later = new LaterStatements(this.#connection);
    this.db = singleConnectionDb((query) => this.#execute(query));
  }

  /** Whether the transaction has a connection or waits for one. */
  get isOpen(): boolean {
    return this.#open !== undefined && !(this.#opening.isCommitSent && !this.#connection.isHeld);
  }

  /** Whether an earlier field has succeeded that may have locked rows. */
  get mayHoldLocks(): boolean {
    return this.#savepoints.hasKept;
  }

  /** Returns the row of the opening statement. Opens the transaction if necessary. */
  async opened(): Promise<Opened> {
    this.#state.refuseLateStatement();
    return (await (this.#open ??= this.#opening.begin())).opened;
  }

  /**
   * Makes a read-only transaction send `query` and its commit in one packet with the opening statement. Call it before the
   * first statement. Without a query, the opening statement is the only one.
   */
  planOnly(query: CompiledQuery | undefined): void {
    if (!this.#open) this.#opening.planOnly(query);
  }

  /** Returns the result of the query, once; undefined if the transaction has begun again since. */
  takePlanned<Row>(): Promise<{ rows: Row[] }> | undefined {
    return this.#opening.takePlanned();
  }

  /**
   * Makes the next statement begin a new transaction, and drops the result of the planned query. Returns false if the
   * commit was not sent with the opening statement.
   * @throws the reason of a cancellation, which releases the connection itself
   */
  async beginAgain(): Promise<boolean> {
    this.#opening.dropPlan();
    if (!this.#opening.isCommitSent) return false;
    await this.#abandon();
    // Security: a caller without permission must not learn from a limit how large the dropped result was.
    this.#state.forgetRows();
    this.#state.forgetFailure();
    return true;
  }

  /** Like `beginAgain`, but makes the next statement begin its transaction on a replica. */
  async moveTo(place: Place<Opened>): Promise<boolean> {
    if (!(await this.beginAgain())) return false;
    this.#opening.goTo(place);
    return true;
  }

  /** Whether the transaction runs on a replica. */
  get isAway(): boolean {
    return this.#opening.isAway;
  }

  /**
   * Why the replica has failed a query that the primary may execute; undefined if it has not. `error` is what the query
   * threw, if it did.
   */
  failureAway(error?: unknown): unknown {
    if (!this.isAway || this.#state.isEnded) return undefined;
    const failure = this.#state.failure ?? error;
    return isOfServer(failure) ? failure : undefined;
  }

  /**
   * Ends a transaction on a replica, whatever has happened there. The next statement begins a new one on the primary.
   * @throws the reason of a cancellation
   */
  async returnHome(): Promise<void> {
    this.#opening.dropPlan();
    await this.#abandon();
    this.#state.forgetRows();
    this.#state.forgetFailure();
  }

  /** How far the log went after the commit, if it was asked for and writes were committed. */
  get position(): number | undefined {
    return this.#connection.position;
  }

  /**
   * Checks that the transaction can commit.
   * @throws the reason of a cancellation, or the error of a statement that failed outside any savepoint
   */
  requireSound(): void {
    this.#state.requireSound();
  }

  /** @throws the error of the limit, after a row has exceeded it */
  requireRoom(): void {
    this.#state.requireRoom();
  }

  /** Runs the opening statement again, with other values. It changes the variables of row-level security. */
  async reopen(values: unknown[]): Promise<void> {
    this.#opening.values = values;
    await this.beginAgain();
    if (!this.#open) return;
    const { client } = await this.#open;
    const { rows } = await this.#send(this.#opening.text, values);
    this.#open = Promise.resolve({ client, opened: rows[0] as Opened });
  }

  /**
   * Sends a statement in one packet with the next one, or with the commit. Its result is not available. If it fails, so
   * does the transaction, or the savepoint if there is a next statement in it.
   */
  sendLater(query: CompiledQuery): void {
    this.#state.refuseLateStatement();
    // The function that makes the statement has ended when it is sent.
    if (tracing.on) noteStatement(query.sql);
    this.#later.add(query);
  }

  /**
   * Runs `work` in a savepoint and rolls back its writes if it throws. Costs nothing if `work` sends no statement. Calls
   * must not be nested or concurrent. If nothing else in the transaction is to be kept (`isAlone`), a rollback of the whole
   * transaction replaces the savepoint.
   */
  async savepoint<T>(work: () => Promise<T>, isAlone = false): Promise<T> {
    this.#savepoints.enter(isAlone);
    this.#later.enterField();
    try {
      const result = await work();
      await this.#savepoints.keep(this.#open);
      return result;
    } catch (error) {
      this.#later.dropOfField();
      this.#state.requireRoom();
      if (!isAlone) await this.#savepoints.rollBack(this.#open);
      else if (!this.#savepoints.isPending) await this.#abandon();
      this.#state.forgetFailure();
      throw error;
    } finally {
      this.#savepoints.leave();
    }
  }

  /** Whether a stale plan has failed a query, which `startOver` can repair. */
  get canStartOver(): boolean {
    const { stale, isEnded } = this.#state;
    return this.#opening.isReadOnly && this.#connection.prepare && stale !== undefined && !isEnded;
  }

  /** Ends a read-only transaction. The next statement begins a new one without prepared statements. Call at most once. */
  async startOver(): Promise<void> {
    this.#connection.prepare = false;
    await this.#abandon();
    this.#state.forgetFailure();
  }

  /**
   * Releases the connection while the request waits for something else. The next statement begins a new transaction.
   * Returns false and keeps the connection if a savepoint has written something, which must be committed with the rest.
   * @throws the reason of a cancellation, which releases the connection itself
   */
  async pause(field: FieldWrites = 'MAY_HAVE_WRITTEN'): Promise<boolean> {
    await this.beginAgain();
    if (!this.#open) return true;
    const { client } = await this.#open;
    this.#state.refuseLateStatement();
    if (!this.#later.isEmpty) return false;
    if (field === 'HAS_ONLY_READ' ? this.#savepoints.hasKept : this.#savepoints.mayHaveWritten) {
      const { rows } = await this.#connection.running.track(
        client.query('select pg_current_xact_id_if_assigned() is not null as wrote'),
      );
      this.#state.refuseLateStatement();
      if (rows[0].wrote) return false;
    }
    this.#savepoints.startOver();
    await this.#abandon();
    this.#state.refuseLateStatement();
    return true;
  }

  /**
   * Rolls back and releases the connection, and forgets what was sent on it. The next statement begins a new transaction.
   * Security: a cancellation releases the connection when no cancel request can hit its next user. Anybody else who
   * released it, or rolled back on it, could end the transaction of another organization. So this throws instead.
   * @throws the reason of a cancellation
   */
  async #abandon(): Promise<void> {
    this.#state.requireNotCancelled();
    const ended = this.#giveBack();
    this.#open = undefined;
    this.#later.dropAll();
    this.#opening.forgetSent();
    this.#opening.returnHome();
    await ended;
  }

  /** Rolls back and releases the connection. Never throws. */
  #giveBack(): Promise<void> {
    // Nobody waits for a planned query any more, which may take long.
    return this.#opening.isCommitSent ? this.#connection.interrupt() : this.#connection.rollBack();
  }

  /**
   * Commits and releases the connection. A read-only transaction does not wait for the result.
   * @throws if the commit of writes failed, if a statement outside any savepoint had failed, or after a cancellation
   */
  async commit(): Promise<void> {
    if (!this.#later.isEmpty && !this.#open) await this.opened();
    const { isReadOnly, isCommitSent } = this.#opening;
    this.#state.requireNotCancelled();
    this.#state.end();
    if (isCommitSent) this.#state.requireSound();
    if (!this.#open || isCommitSent) return;
    if (this.#state.failure) {
      await this.rollback();
      throw this.#state.failure;
    }
    const { client } = await this.#open;
    this.#open = undefined;
    this.#later.sendAll(client);
    await this.#connection.commit(client, isReadOnly);
  }

  /** Rolls back and releases the connection. Never throws. */
  async rollback(): Promise<void> {
    this.#state.end();
    // The cancellation rolls back, and callers must not wait for that.
    if (this.#state.cancelled) return;
    if (this.#opening.isCommitSent) {
      this.#open?.catch(() => undefined);
      void this.#giveBack();
      return;
    }
    await this.#open?.catch(() => undefined);
    this.#open = undefined;
    await this.#giveBack();
  }

  /**
   * Ends the transaction while its statements may be running: cancels them in PostgreSQL and rolls back. `struck` adds a
   * strike to the tenant for running statements. Returns false if the commit or the rollback had already begun.
   */
  cancel(error: Error, struck = false): boolean {
    return this.#connection.cancel(error, struck);
  }

  async #execute<Row>(query: CompiledQuery): Promise<QueryResult<Row>> {
    const { rows, rowCount } = await this.#send(query.sql, query.parameters as unknown[]);
    return { rows: rows as Row[], numAffectedRows: BigInt(rowCount ?? 0) };
  }

  async #send(text: string, values: unknown[]): Promise<pg.QueryResult> {
    const { client } = await this.#requireOpen();
    this.#state.refuseLateStatement();
    if (this.#savepoints.isPending) {
      this.#later.sendEarlier(client);
      this.#savepoints.send(client);
    }
    this.#later.sendAll(client);
    try {
      return await this.#connection.send(client, text, values);
    } catch (error) {
      this.#state.noteFailure(error);
      throw error;
    }
  }

  #requireOpen(): Promise<{ client: pg.PoolClient }> {
    this.#state.refuseLateStatement();
    if (this.#opening.isCommitSent)
      throw new Error('The transaction was committed with its opening statement.');
    // The commit must not be sent before this statement.
    if (!this.#open) this.#opening.dropPlan();
    return (this.#open ??= this.#opening.begin());
  }
}
