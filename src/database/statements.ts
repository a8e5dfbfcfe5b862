import { channel } from 'node:diagnostics_channel';
import { createHash } from 'node:crypto';

/** Every statement sent for a request, as `{ sql, login }` of the serving or the system login. Costs nothing while nobody listens. */
export const statements = channel('polity:statement');

const MOST_NAMES = 500;
const names = new Map<string, string>();

/**
 * The name under which a statement is prepared on each connection, so that PostgreSQL parses it once.
 * Undefined past 500 texts, so that unforeseen filters do not fill the server's memory.
 */
export function statementName(sql: string): string | undefined {
  const known = names.get(sql);
  if (known || names.size >= MOST_NAMES) return known;
  const name = createHash('sha1').update(sql).digest('base64url');
  names.set(sql, name);
  return name;
}
