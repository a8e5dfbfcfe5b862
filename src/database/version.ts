import { userError } from '../errors.ts';

/**
 * Returns the row if it exists and has the version that the client expects.
 * @throws NOT_FOUND at `field`, STALE_VERSION at `expectedVersion`
 */
export function requireVersion<Row extends { version: number }>(
  row: Row | undefined,
  what: string,
  expectedVersion: number | null | undefined,
  field = 'id',
): Row {
  if (!row) throw userError('NOT_FOUND', `No such ${what}.`, field);
  if (expectedVersion != null && expectedVersion !== row.version) {
    throw userError('STALE_VERSION', `The ${what} is at version ${row.version} by now.`, 'expectedVersion');
  }
  return row;
}
