import pg from 'pg';
import { MemberWire, type Wire } from './wire.ts';

/** The columns of a prepared statement, as pg's result keeps them. */
interface Columns {
  fields: unknown[];
  _parsers: unknown[] | undefined;
  _prebuiltEmptyResultObject: object | null;
}

/** pg's query as its client calls it. Its types omit the handlers. */
export interface Statement {
  text: string;
  name: string | undefined;
  callback: (error: Error | null, result: pg.QueryResult) => void;
  _result: Columns;
  _accumulateRows: boolean;
  prepare(wire: Omit<Wire, 'stream'>): void;
  handleRowDescription(message: object): void;
  handleDataRow(message: object): void;
  handleCommandComplete(message: object, wire: Wire): void;
  handleReadyForQuery(wire: Wire): void;
  handleError(error: Error, wire: Wire): void;
}

/** What is known about the prepared statements of one connection: their columns, or undefined without any. */
export type KnownColumns = Map<string, Columns | undefined>;

const Query = pg.Query as unknown as new (text: string) => object;

function columnsOf({ _result: { fields, _parsers, _prebuiltEmptyResultObject } }: Statement): Columns {
  return { fields, _parsers, _prebuiltEmptyResultObject };
}

/** The error of PostgreSQL for statements after a failed one in the same transaction. */
function abortedTransaction(): Error {
  const message = 'current transaction is aborted, commands ignored until end of transaction block';
  return Object.assign(new pg.DatabaseError(message, message.length, 'error'), { code: '25P02' });
}

/**
 * Statements of one transaction that PostgreSQL responds to in one packet. Each is sent without a `Sync` of its own, and
 * one `Sync` follows the last: PostgreSQL writes its responses to the socket at each `Sync`, which costs as much as a small
 * statement. The statements behave as if each was sent alone. After an error PostgreSQL skips the others up to the `Sync`,
 * and in a transaction they would fail anyway. They fail here with the error that PostgreSQL would have sent.
 *
 * PostgreSQL describes the columns of a prepared statement once on each connection. They cannot change: PostgreSQL refuses
 * to execute a prepared statement whose result type has changed.
 *
 * pg's client treats the group as one query. Only the handlers that a client calls for it are implemented.
 */
export class StatementGroup extends Query {
  readonly size: number;
  /** The members have their own. */
  readonly callback = () => undefined;
  #members: Statement[];
  readonly #known: KnownColumns;
  /** The index of the statement that PostgreSQL responds to. */
  #current = 0;
  /** Whether PostgreSQL has described the columns of the present statement. */
  #described = false;
  #completed = false;

  constructor(members: Statement[], known: KnownColumns) {
    // Without a config: see `toQuery`.
    super('');
    this.#members = members;
    this.#known = known;
    this.size = members.length;
  }

  // The client notes under this name and text that PostgreSQL has parsed the present statement, or that it has failed.
  get name(): string | undefined {
    return this.#present?.name;
  }

  get text(): string | undefined {
    return this.#present?.text;
  }

  // pg's constructor sets them.
  set name(_name: string | undefined) {}
  set text(_text: string | undefined) {}

  get #present(): Statement | undefined {
    return this.#members[this.#current];
  }

  submit(wire: Wire): null {
    wire.stream.cork();
    try {
      this.#members = this.#members.filter((member) => {
        const isPrepared = isKnown(member.name, wire);
        const part = new MemberWire(wire, !this.#adoptColumns(member, wire), isPrepared);
        member.prepare(part);
        return part.isSent;
      });
      wire.sync();
    } finally {
      wire.stream.uncork();
    }
    return null;
  }

  /** Gives the statement the columns that are known. Returns false if PostgreSQL must describe them. */
  #adoptColumns(member: Statement, { parsedStatements }: Wire): boolean {
    const { name, _result: result } = member;
    if (!name || !this.#known.has(name) || parsedStatements[name] === undefined) return false;
    const columns = this.#known.get(name);
    member._accumulateRows = true;
    if (columns) Object.assign(result, columns);
    return true;
  }

  handleRowDescription(message: object): void {
    this.#described = true;
    this.#present!.handleRowDescription(message);
  }

  handleDataRow(message: object): void {
    this.#present!.handleDataRow(message);
  }

  handleCommandComplete(message: object, wire: Wire): void {
    const member = this.#present!;
    member.handleCommandComplete(message, wire);
    if (member.name && !this.#known.has(member.name))
      this.#known.set(member.name, this.#described ? columnsOf(member) : undefined);
    this.#described = false;
    if (this.#current === this.#members.length - 1) {
      // Outside a transaction block, the statement is committed only at the `Sync`.
      this.#completed = true;
      return;
    }
    this.#current++;
    member.handleReadyForQuery(wire);
  }

  handleReadyForQuery(wire: Wire): void {
    if (this.#completed) this.#present!.handleReadyForQuery(wire);
  }

  handleError(error: Error, wire: Wire): void {
    const [failed, ...skipped] = this.#members.slice(this.#current);
    this.#current = this.#members.length;
    failed?.handleError(error, wire);
    const isFromPostgres = error instanceof pg.DatabaseError && error.severity === 'ERROR';
    for (const member of skipped) {
      if (member.name) delete wire.submittedNamedStatements[member.name];
      member.handleError(isFromPostgres ? abortedTransaction() : error, wire);
    }
  }
}

/** Whether PostgreSQL has prepared the statement on this connection, or will have when it receives the next one. */
const isKnown = (name: string | undefined, { parsedStatements, submittedNamedStatements }: Wire): boolean =>
  name !== undefined && (parsedStatements[name] ?? submittedNamedStatements[name]) !== undefined;
