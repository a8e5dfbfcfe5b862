import type pg from 'pg';

/** Of pg's connection, what its types omit. */
interface Wire {
  stream: NodeJS.WritableStream & NodeJS.ReadableStream;
  query(text: string): void;
  bind(portal: { statement?: string }): void;
  parse(query: { name?: string; text: string }): void;
}

export interface Traffic {
  /** All statements, in order, including those that control the transaction. */
  statements: string[];
  /** How often the server sent something and waited for PostgreSQL's response. */
  roundTrips: number;
}

/**
 * Watches the connections of the pool that are opened from now on. Returns a function that counts the traffic of `work`,
 * which must be the only user of the pool. Statements count only if they are prepared, or without values.
 */
export function watchTraffic(pool: pg.Pool): (work: () => Promise<unknown>) => Promise<Traffic> {
  let traffic: Traffic = { statements: [], roundTrips: 0 };
  pool.on('connect', (client) => {
    const wire = (client as unknown as { connection: Wire }).connection;
    const { query, bind, parse } = wire;
    const texts = new Map<string, string>();
    let isWaiting = false;
    const sent = (text: string | undefined) => {
      traffic.statements.push(text ?? 'unnamed');
      isWaiting = true;
    };
    wire.query = (text) => {
      sent(text);
      query.call(wire, text);
    };
    wire.parse = (statement) => {
      texts.set(statement.name ?? '', statement.text);
      parse.call(wire, statement);
    };
    wire.bind = (portal) => {
      sent(texts.get(portal.statement ?? ''));
      bind.call(wire, portal);
    };
    wire.stream.on('data', () => {
      if (isWaiting) traffic.roundTrips++;
      isWaiting = false;
    });
  });
  return async (work) => {
    traffic = { statements: [], roundTrips: 0 };
    await work();
    return traffic;
  };
}
