/** The part of pg's connection that statements are written to. Its types omit it. */
export interface Wire {
  stream: { cork(): void; uncork(): void };
  /** The texts of the prepared statements, by their names. */
  parsedStatements: Record<string, string>;
  /** The texts of the statements that PostgreSQL has been sent, but has not confirmed. */
  submittedNamedStatements: Record<string, string>;
  parse(message: object): void;
  bind(message: object): void;
  describe(message: object): void;
  execute(message: object): void;
  flush(): void;
  close(statement: { name?: string }): void;
  sync(): void;
}

/**
 * What one statement of a group is written to: the connection, but without `Sync`. It is a class, not an object made of the
 * connection with `Object.create`: V8 would make a hidden class of each, which keeps the statement in memory.
 */
export class MemberWire implements Omit<Wire, 'stream'> {
  readonly parsedStatements: Record<string, string>;
  readonly submittedNamedStatements: Record<string, string>;
  isSent = true;
  readonly #wire: Wire;
  readonly #describes: boolean;
  readonly #isPrepared: boolean;

  /** `describes` is whether PostgreSQL must describe the statement's columns. */
  constructor(wire: Wire, describes: boolean, isPrepared: boolean) {
    this.#wire = wire;
    this.#describes = describes;
    this.#isPrepared = isPrepared;
    this.parsedStatements = wire.parsedStatements;
    this.submittedNamedStatements = wire.submittedNamedStatements;
  }

  parse(message: object): void {
    this.#wire.parse(message);
  }

  bind(message: object): void {
    this.#wire.bind(message);
  }

  describe(message: object): void {
    if (this.#describes) this.#wire.describe(message);
  }

  execute(message: object): void {
    this.#wire.execute(message);
  }

  flush(): void {
    this.#wire.flush();
  }

  /**
   * A query closes its statement if one of its values cannot be sent. It has then failed. A statement that PostgreSQL knew
   * before must remain: the client would not prepare it again.
   */
  close(statement: { name?: string }): void {
    this.isSent = false;
    if (this.#isPrepared) return;
    if (statement.name) delete this.submittedNamedStatements[statement.name];
    this.#wire.close(statement);
  }

  sync(): void {
    // Follows the last statement of the group.
  }
}
