import type { CompiledQuery } from 'kysely';
import type pg from 'pg';
import type { TransactionConnection } from './transaction-connection.ts';

/**
 * The statements of a transaction whose results nobody needs and which are not sent yet. They are sent in one packet with
 * the next statement or with the commit, in their order.
 */
export class LaterStatements {
  readonly #connection: TransactionConnection;
  readonly #queries: CompiledQuery[] = [];
  /** How many of them the present field has not added. */
  #earlier = 0;

  constructor(connection: TransactionConnection) {
    this.#connection = connection;
  }

  get isEmpty(): boolean {
    return this.#queries.length === 0;
  }

  add(query: CompiledQuery): void {
    this.#queries.push(query);
  }

  /** Call it when a field begins. Whatever is added from now on belongs to the field. */
  enterField(): void {
    this.#earlier = this.#queries.length;
  }

  /** Drops the statements that belong to the field and are not sent yet. */
  dropOfField(): void {
    this.#queries.splice(this.#earlier);
  }

  dropAll(): void {
    this.#queries.length = 0;
    this.#earlier = 0;
  }

  /** Sends the statements that were added before the present field, whose savepoint is not sent yet. */
  sendEarlier(client: pg.PoolClient): void {
    this.#send(client, this.#earlier);
  }

  sendAll(client: pg.PoolClient): void {
    this.#send(client, this.#queries.length);
  }

  #send(client: pg.PoolClient, count: number): void {
    this.#earlier = 0;
    for (const { sql, parameters } of this.#queries.splice(0, count))
      this.#connection
        .send(client, sql, parameters as unknown[])
        .catch((error) => this.#connection.state.noteFailure(error));
  }
}
