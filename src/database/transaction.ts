import {
  type CompiledQuery,
  type DatabaseConnection,
  type Driver,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type QueryResult,
} from 'kysely';
import type pg from 'pg';
import type { DB } from '../generated/database.ts';
import { breakConnection, queryCounted, type RowCounter } from './counted-query.ts';
import { statementName, statements } from './statements.ts';

/** How a transaction starts: the statement that identifies its caller, sent in one round trip with `BEGIN`. */
export interface Opening {
  readOnly: boolean;
  text: string;
  values: unknown[];
  /** Off for a pooler that does not carry prepared statements between connections. */
  prepare: boolean;
}

const adapter = new PostgresAdapter();
const compiler = new PostgresQueryCompiler();

/**
 * One transaction for one request or job, opened by its first statement, on the serving login.
 * Statements sent together travel together (pipelined). `Opened` is the row of the opening statement.
 */
export class TenantTransaction<Opened> {
  readonly db: Kysely<DB>;
  readonly #pool: pg.Pool;
  #opening: Opening;
  #connection: Promise<{ client: pg.PoolClient; opened: Opened }> | undefined;
  #pendingSavepoint = false;
  /** Whether `savepoint` is at work. */
  #inSavepoint = false;
  /** Whether a savepoint with statements was released: what they wrote waits for the commit. */
  #keptSavepoint = false;
  #failure: unknown;
  readonly #rows: RowCounter | undefined;
  /** Why no more rows may arrive: the connection is broken then. */
  #refused: Error | undefined;
  /** Statements without an answer yet. */
  #running = 0;
  #ended = false;

  /** `rows` counts what statements answer, until the transaction ends. */
  constructor(pool: pg.Pool, opening: Opening, rows?: RowCounter) {
    this.#pool = pool;
    this.#rows = rows;
    this.#opening = opening;
    this.db = new Kysely<DB>({
      dialect: {
        createAdapter: () => adapter,
        createQueryCompiler: () => compiler,
        createIntrospector: (db) => new PostgresIntrospector(db),
        createDriver: () => singleConnectionDriver((query) => this.#execute(query)),
      },
    });
  }

  /** The row that the opening statement answered; opens the transaction if nothing has yet. */
  async opened(): Promise<Opened> {
    return (await this.#open()).opened;
  }

  /** @throws what a statement outside any savepoint failed with: nothing can be committed then */
  requireSound(): void {
    if (this.#failure) throw this.#failure;
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

  /**
   * Gives the connection back, so that nobody waits for it while the request waits for something else. The next
   * statement begins the transaction anew. Answers false, and keeps the connection, when an earlier savepoint has
   * written something that must be committed with the rest.
   */
  async pause(): Promise<boolean> {
    if (!this.#connection) return true;
    const { client } = await this.#connection;
    if (this.#keptSavepoint) {
      const { rows } = await client.query('select pg_current_xact_id_if_assigned() is not null as wrote');
      if (rows[0].wrote) return false;
    }
    this.#connection = undefined;
    this.#keptSavepoint = false;
    this.#pendingSavepoint = this.#inSavepoint;
    await endAndRelease(client, 'ROLLBACK');
    return true;
  }

  /**
   * Ends the transaction and frees its connection. A reader's answer does not wait for it.
   * @throws when a writer's commit failed, or a statement outside any savepoint had failed
   */
  async commit(): Promise<void> {
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
      client.release();
      ended.catch(() => undefined);
      return;
    }
    const released = ended.then(
      (result) => {
        client.release();
        if (result.command !== 'COMMIT') throw new Error('the transaction had failed before its commit');
      },
      (error: Error) => {
        client.release(error);
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
    const connection = await this.#connection?.catch(() => undefined);
    this.#connection = undefined;
    if (!connection) return;
    await endAndRelease(connection.client, 'ROLLBACK');
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
    if (this.#ended) throw new Error('the transaction has ended');
  }

  async #begin() {
    const { readOnly, text, values } = this.#opening;
    const client = await this.#pool.connect();
    try {
      statements.publish({ sql: text, login: 'serving' });
      const [, { rows }] = await Promise.all([
        client.query(readOnly ? 'BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY' : 'BEGIN'),
        client.query({ text, values, name: this.#nameOf(text) }),
      ]);
      return { client, opened: rows[0] as Opened };
    } catch (error) {
      client.release(error as Error);
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
      this.#pendingSavepoint = false;
      client.query('SAVEPOINT field').catch((error) => (this.#failure ??= error));
    }
    statements.publish({ sql: text, login: 'serving' });
    this.#running++;
    try {
      const config = { text, values, name: this.#nameOf(text) };
      if (!this.#rows) return await client.query(config);
      return await queryCounted(client, config, this.#rows, (error) => {
        this.#refused = this.#failure = error;
        breakConnection(client);
      });
    } catch (error) {
      this.#failure ??= error;
      throw error;
    } finally {
      this.#running--;
    }
  }

  /** Answers whether there was one: no statement, no savepoint. */
  async #endSavepoint(statement: string): Promise<boolean> {
    if (this.#pendingSavepoint) {
      this.#pendingSavepoint = false;
      return false;
    }
    if (!this.#connection) return false;
    await (await this.#connection).client.query(statement);
    return true;
  }
}

/** Never throws: a connection that cannot end its transaction is closed instead. */
function endAndRelease(client: pg.PoolClient, statement: 'ROLLBACK'): Promise<void> {
  return client.query(statement).then(
    () => client.release(),
    (error: Error) => client.release(error),
  );
}

function singleConnectionDriver(executeQuery: DatabaseConnection['executeQuery']): Driver {
  const refuse = async () => {
    throw new Error('the request already is one transaction');
  };
  const connection: DatabaseConnection = {
    executeQuery,
    streamQuery: () => {
      throw new Error('streaming is not supported within a request');
    },
  };
  return {
    init: async () => undefined,
    acquireConnection: async () => connection,
    beginTransaction: refuse,
    commitTransaction: refuse,
    rollbackTransaction: refuse,
    releaseConnection: async () => undefined,
    destroy: async () => undefined,
  };
}
