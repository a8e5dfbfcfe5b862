import type { CompiledQuery, Kysely, QueryResult } from 'kysely';
import pg from 'pg';
import { isStalePlan } from '../errors.ts';
import type { DB } from '../generated/database.ts';
import { cancelRunning } from './cancel.ts';
import { breakConnection, queryCounted, type RowCounter } from './counted-query.ts';
import type { Lease } from './lease.ts';
import { singleConnectionDb } from './single-connection.ts';
import { statementName, statements } from './statements.ts';

/** How a transaction starts: the statement that identifies its caller, sent in one round trip with `BEGIN`. */
export interface Opening {
  readOnly: boolean;
  text: string;
  values: unknown[];
  /** Off for a pooler that does not carry prepared statements between connections. */
  prepare: boolean;
}

/** How a transaction gets the right to a connection. */
export interface Admission<Opened> {
  /** @throws SERVICE_UNAVAILABLE when too many wait, and why the request was cancelled while it waited */
  acquire(): Lease | Promise<Lease>;
  /** Called with what the opening statement answered. */
  onOpened?(opened: Opened, lease: Lease): void;
}

/** A connection, and the right to it. */
interface Holding {
  client: pg.PoolClient;
  lease: Lease;
  /** Settles with the answer to `BEGIN`. */
  begun: Promise<unknown>;
}

/** Milliseconds that a cancelled statement has to end, before it is cancelled again. */
const CANCEL_PAUSES = [20, 100, 500, 2000];

/**
 * One transaction for one request or job, opened by its first statement, on the serving login.
 * Statements sent together travel together (pipelined). `Opened` is the row of the opening statement.
 *
 * `cancel` ends it from outside, unless it is being committed. PostgreSQL cancels by connection, not by statement, and
 * another request sends on the connection as soon as it is released. So a cancelled connection is released only when all of
 * this holds: `BEGIN` was answered (what the request before sent is over), PostgreSQL has taken the cancel request, all of
 * our statements have ended, and `ROLLBACK`, sent after that, was answered. Otherwise the connection is closed.
 *
 * A migration may change the type of a prepared statement's result: the statement then fails wherever it is prepared. Such
 * a connection is closed when the transaction ends. When it was the opening statement, nothing else has happened yet, and
 * the transaction begins once more without prepared statements. What only reads can `startOver` in the same way. Nothing
 * that may have written something is repeated.
 */
export class TenantTransaction<Opened> {
  readonly db: Kysely<DB>;
  readonly #pool: pg.Pool;
  readonly #admission: Admission<Opened>;
  #opening: Opening;
  #connection: Promise<{ client: pg.PoolClient; opened: Opened }> | undefined;
  /** From the moment that there is a connection until it is given back. */
  #holding: Holding | undefined;
  #pendingSavepoint = false;
  /** Whether `savepoint` is at work. */
  #inSavepoint = false;
  /** Whether a savepoint with statements was released: what they wrote waits for the commit. */
  #keptSavepoint = false;
  #failure: unknown;
  readonly #rows: RowCounter | undefined;
  /** Why no more rows may arrive: the connection is broken then. */
  #refused: Error | undefined;
  /** The failure of a statement whose result has changed its type since it was prepared. */
  #stale: Error | undefined;
  /** Statements without an answer yet. */
  #running = 0;
  /** Called when there are none any more. */
  #onSettled: () => void = () => undefined;
  #ended = false;
  /** Why it was ended from outside. */
  #cancelled: Error | undefined;

  /** `rows` counts what statements answer, until the transaction ends. */
  constructor(pool: pg.Pool, opening: Opening, admission: Admission<Opened>, rows?: RowCounter) {
    this.#pool = pool;
    this.#admission = admission;
    this.#rows = rows;
    this.#opening = opening;
    this.db = singleConnectionDb((query) => this.#execute(query));
  }

  /** Whether it has a connection, or waits for one. */
  get isOpen(): boolean {
    return this.#connection !== undefined;
  }

  /** The row that the opening statement answered; opens the transaction if nothing has yet. */
  async opened(): Promise<Opened> {
    return (await this.#open()).opened;
  }

  /** @throws what a statement outside any savepoint failed with, or why it was cancelled: nothing can be committed then */
  requireSound(): void {
    if (this.#cancelled ?? this.#failure) throw this.#cancelled ?? this.#failure;
  }

  /** @throws why no more rows may arrive, once one was too many */
  requireRoom(): void {
    if (this.#refused) throw this.#refused;
  }

  /** Identifies the caller anew: the transaction stays, what row-level security reads changes. */
  async reopen(values: unknown[]): Promise<void> {
    this.#opening = { ...this.#opening, values };
    if (!this.#connection) return;
    const { client } = await this.#connection;
    const { rows } = await this.#send(this.#opening.text, values);
    this.#connection = Promise.resolve({ client, opened: rows[0] as Opened });
  }

  /**
   * Runs `work` so that what it wrote can be taken back alone: it is when `work` throws. Costs nothing when `work`
   * sends no statement. Not to be nested, nor run beside another.
   */
  async savepoint<T>(work: () => Promise<T>): Promise<T> {
    this.#pendingSavepoint = true;
    this.#inSavepoint = true;
    try {
      const result = await work();
      if (await this.#endSavepoint('RELEASE SAVEPOINT field')) this.#keptSavepoint = true;
      return result;
    } catch (error) {
      this.requireRoom();
      await this.#endSavepoint('ROLLBACK TO SAVEPOINT field; RELEASE SAVEPOINT field');
      this.#failure = undefined;
      throw error;
    } finally {
      this.#inSavepoint = false;
    }
  }

  /** Whether it failed for a statement that need only be prepared anew, and `startOver` would help. */
  get canStartOver(): boolean {
    return this.#opening.readOnly && this.#opening.prepare && this.#stale !== undefined && !this.#ended;
  }

  /** Ends what only reads. The next statement begins it again, without prepared statements: to be called once. */
  async startOver(): Promise<void> {
    this.#opening = { ...this.#opening, prepare: false };
    this.#connection = undefined;
    await this.#endAndRelease();
    this.#failure = undefined;
  }

  /**
   * Gives the connection back, so that nobody waits for it while the request waits for something else. The next
   * statement begins the transaction anew. Answers false, and keeps the connection, when a savepoint has written
   * something that must be committed with the rest.
   * @throws why it was cancelled: the connection is then given back by the cancellation alone
   */
  async pause(): Promise<boolean> {
    if (!this.#connection) return true;
    const { client } = await this.#connection;
    this.#refuseLateStatement();
    if (this.#keptSavepoint || (this.#inSavepoint && !this.#pendingSavepoint)) {
      const { rows } = await this.#track(
        client.query('select pg_current_xact_id_if_assigned() is not null as wrote'),
      );
      this.#refuseLateStatement();
      if (rows[0].wrote) return false;
    }
    this.#connection = undefined;
    this.#keptSavepoint = false;
    this.#pendingSavepoint = this.#inSavepoint;
    await this.#endAndRelease();
    this.#refuseLateStatement();
    return true;
  }

  /** Never throws: a connection that cannot end its transaction is closed instead. No cancel can reach it from now on. */
  async #endAndRelease(): Promise<void> {
    const holding = this.#holding;
    this.#holding = undefined;
    if (!holding) return;
    const { client, lease } = holding;
    await client.query('ROLLBACK').then(
      () => client.release(this.#takeStale()),
      (error: Error) => client.release(error),
    );
    lease.release();
  }

  /**
   * Ends the transaction and frees its connection. A reader's answer does not wait for it.
   * @throws when a writer's commit failed, a statement outside any savepoint had failed, or it was cancelled
   */
  async commit(): Promise<void> {
    if (this.#cancelled) throw this.#cancelled;
    this.#ended = true;
    this.#rows?.release();
    if (!this.#connection) return;
    if (this.#failure) {
      await this.rollback();
      throw this.#failure;
    }
    const { client } = await this.#connection;
    this.#connection = undefined;
    const ended = client.query('COMMIT');
    // Whoever gets the connection next sends behind it. A statement that nobody waits for any more would hold them up.
    if (this.#opening.readOnly && this.#running === 0) {
      this.#release();
      ended.catch(() => undefined);
      return;
    }
    const released = ended.then(
      (result) => {
        this.#release();
        if (result.command !== 'COMMIT') throw new Error('the transaction had failed before its commit');
      },
      (error: Error) => {
        this.#release(error);
        throw error;
      },
    );
    if (this.#opening.readOnly) released.catch(() => undefined);
    else await released;
  }

  /** Ends the transaction without a trace; never throws. */
  async rollback(): Promise<void> {
    this.#ended = true;
    this.#rows?.release();
    // What was cancelled is rolled back already, and nobody is to wait for it.
    if (this.#cancelled) return;
    const connection = await this.#connection?.catch(() => undefined);
    this.#connection = undefined;
    if (!connection) return;
    await this.#endAndRelease();
  }

  /**
   * Ends the transaction although statements of it run: they are cancelled in PostgreSQL, and all is rolled back.
   * `struck`: whether they took too long. Returns whether it did: what is committed or rolled back by now stays so.
   */
  cancel(error: Error, struck = false): boolean {
    if (this.#ended) return false;
    this.#ended = true;
    this.#cancelled = error;
    this.#rows?.release();
    if (struck && this.#running > 0) this.#holding?.lease.strike();
    if (this.#holding) void this.#quarantine(this.#holding);
    return true;
  }

  /** Gives the connection back when nothing that was cancelled can hit whoever has it next. Never throws. */
  async #quarantine({ client, begun }: Holding): Promise<void> {
    try {
      await begun;
      for (const pause of CANCEL_PAUSES) {
        if (this.#running === 0) break;
        await cancelRunning(client);
        await this.#settled(pause);
      }
      if (this.#running > 0) throw new Error('a statement could not be cancelled');
      await client.query('ROLLBACK');
      this.#release();
    } catch (error) {
      this.#release(error as Error);
    } finally {
      // Rows may have come after the cancel.
      this.#rows?.release();
    }
  }

  /** Waits until no statement runs, or for so many milliseconds. */
  async #settled(milliseconds: number): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    const timer = setTimeout(resolve, milliseconds);
    this.#onSettled = resolve;
    if (this.#running > 0) await promise;
    clearTimeout(timer);
  }

  /** Gives back the connection, which is closed after an error, and the right to it. */
  #release(error = this.#takeStale()): void {
    const holding = this.#holding;
    this.#holding = undefined;
    holding?.client.release(error);
    holding?.lease.release();
  }

  /** Why the connection is to be closed, if a statement that is prepared on it fails from now on. */
  #takeStale(): Error | undefined {
    const stale = this.#stale;
    this.#stale = undefined;
    return stale;
  }

  #nameOf(text: string) {
    return this.#opening.prepare ? statementName(text) : undefined;
  }

  #open() {
    this.#refuseLateStatement();
    return (this.#connection ??= this.#begin());
  }

  /** An answer cut short by an error leaves resolvers running: they must not open what nobody will close. */
  #refuseLateStatement(): void {
    this.requireRoom();
    if (this.#ended) throw this.#cancelled ?? new Error('the transaction has ended');
  }

  async #begin() {
    try {
      return await this.#beginOnce();
    } catch (error) {
      if (!isStalePlan(error) || !this.#opening.prepare) throw error;
      this.#opening = { ...this.#opening, prepare: false };
      return this.#beginOnce();
    }
  }

  async #beginOnce() {
    const { readOnly, text, values } = this.#opening;
    const { client, lease } = await this.#connect();
    const begin = client.query(readOnly ? 'BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY' : 'BEGIN');
    this.#holding = { client, lease, begun: begin };
    try {
      statements.publish({ sql: text, login: 'serving' });
      const [{ rows }] = await Promise.all([
        this.#track(client.query({ text, values, name: this.#nameOf(text) })),
        begin,
      ]);
      if (this.#cancelled) throw this.#cancelled;
      const opened = rows[0] as Opened;
      this.#admission.onOpened?.(opened, lease);
      return { client, opened };
    } catch (error) {
      if (!this.#cancelled) this.#release(error as Error);
      throw error;
    }
  }

  /** A connection, and the right to it. @throws why the transaction was cancelled meanwhile */
  async #connect() {
    const acquired = this.#admission.acquire();
    const lease = acquired instanceof Promise ? await acquired : acquired;
    let client: pg.PoolClient | undefined;
    try {
      this.#refuseLateStatement();
      client = await this.#pool.connect();
      this.#refuseLateStatement();
      return { client, lease };
    } catch (error) {
      client?.release();
      lease.release();
      throw error;
    }
  }

  /** Counts a statement as running until it is answered. @throws why it was cancelled, rather than what PostgreSQL said */
  async #track<Result>(statement: Promise<Result>): Promise<Result> {
    this.#running++;
    try {
      return await statement;
    } catch (error) {
      throw this.#cancelled ?? error;
    } finally {
      if (--this.#running === 0) this.#onSettled();
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
      this.#pendingSavepoint = false;
      this.#track(client.query('SAVEPOINT field')).catch((error) => (this.#failure ??= error));
    }
    statements.publish({ sql: text, login: 'serving' });
    try {
      return await this.#track(this.#query(client, { text, values, name: this.#nameOf(text) }));
    } catch (error) {
      if (isTimeout(error) && !this.#cancelled) this.#holding?.lease.strike();
      if (isStalePlan(error)) this.#stale = error as Error;
      this.#failure ??= error;
      throw error;
    }
  }

  /** Counts the rows, if they are counted. */
  #query(client: pg.PoolClient, config: pg.QueryConfig): Promise<pg.QueryResult> {
    if (!this.#rows) return client.query(config);
    return queryCounted(client, config, this.#rows, (error) => {
      this.#refused = this.#failure = error;
      breakConnection(client);
    });
  }

  /** Answers whether there was one: no statement, no savepoint. */
  async #endSavepoint(statement: string): Promise<boolean> {
    if (this.#pendingSavepoint) {
      this.#pendingSavepoint = false;
      return false;
    }
    if (!this.#connection) return false;
    const { client } = await this.#connection;
    if (this.#cancelled) throw this.#cancelled;
    await this.#track(client.query(statement));
    return true;
  }
}

/** Whether a statement ran for longer than `statement_timeout`. */
const isTimeout = (error: unknown) => error instanceof pg.DatabaseError && error.code === '57014';
