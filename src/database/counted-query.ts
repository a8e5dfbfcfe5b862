import pg from 'pg';
import { toQuery } from './to-query.ts';

/** Counts rows as they arrive. `take` returns an error when a limit is exceeded. */
export interface RowCounter {
  take(bytes: number): Error | undefined;
  release(): void;
}

interface DataRow {
  length: number;
  fields: unknown[];
}

/** The method of pg's query that receives rows. Its types omit it. */
interface RowReader {
  handleDataRow(row: DataRow): void;
}

const { handleDataRow } = pg.Query.prototype as unknown as RowReader;

/**
 * Sends a statement and counts its rows as they arrive. A row that exceeds the limit fails the statement and is dropped,
 * like all later rows. `onRefused` must then end the connection, because PostgreSQL would send the rest of the rows.
 */
export function queryCounted(
  client: pg.ClientBase,
  config: pg.QueryConfig,
  counter: RowCounter,
  onRefused: (error: Error) => void,
): Promise<pg.QueryResult> {
  const { promise, resolve, reject } = Promise.withResolvers<pg.QueryResult>();
  let refused: Error | undefined;
  const query = toQuery(config);
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
