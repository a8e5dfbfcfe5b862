import pg from 'pg';

/** Counts rows as they arrive; answers an error as soon as no more may. */
export interface RowCounter {
  take(bytes: number): Error | undefined;
  release(): void;
}

interface DataRow {
  length: number;
  fields: unknown[];
}

/** The part of pg's query that reads rows, which its types leave out. */
interface RowReader {
  handleDataRow(row: DataRow): void;
}

const { handleDataRow } = pg.Query.prototype as unknown as RowReader;

/**
 * Sends a statement whose rows are counted as they arrive. The first row too many fails it: `onRefused` is to end the
 * connection, so that PostgreSQL does not go on sending, and no later row is kept.
 */
export function queryCounted(
  client: pg.ClientBase,
  config: pg.QueryConfig,
  counter: RowCounter,
  onRefused: (error: Error) => void,
): Promise<pg.QueryResult> {
  const { promise, resolve, reject } = Promise.withResolvers<pg.QueryResult>();
  let refused: Error | undefined;
  const query = new pg.Query(config, undefined as never);
  Object.assign(query, {
    callback: (error: Error | null, result: pg.QueryResult) =>
      error || refused ? reject(refused ?? error!) : resolve(result),
    handleDataRow(row: DataRow) {
      if (refused) return;
      refused = counter.take(row.length);
      if (refused) onRefused(refused);
      else handleDataRow.call(query, row);
    },
  });
  client.query(query as pg.Submittable);
  return promise;
}

/** Breaks the connection at once, whatever PostgreSQL still sends on it. */
export function breakConnection(client: pg.ClientBase): void {
  (client as unknown as { connection: { stream: { destroy(): void } } }).connection.stream.destroy();
}
