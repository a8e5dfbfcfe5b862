import { channel } from 'node:diagnostics_channel';
import { createHash } from 'node:crypto';

/** Publishes every statement of a request as `{ sql, login }`. Costs nothing without a subscriber. */
export const statements = channel('polity:statement');

const MAX_NAMES = 500;
const names = new Map<string, string>();
/** Those of planned reads, whose texts vary with each operation. They must not use up the names of all others. */
const plannedNames = new Map<string, string>();

/**
 * Returns the name under which a statement is prepared, so that PostgreSQL parses it once per connection.
 * Security: an attacker could vary filters endlessly to fill PostgreSQL's memory with prepared statements. After 500
 * texts the result for a new text is undefined, and the statement is not prepared.
 */
export const statementName = (sql: string): string | undefined => plannedNames.get(sql) ?? nameIn(names, sql);

/** Names the statement of a planned read. Returns false after 500 texts: to plan it without a name takes milliseconds. */
export const reserveName = (sql: string): boolean => nameIn(plannedNames, sql) !== undefined;

function nameIn(known: Map<string, string>, sql: string): string | undefined {
  const found = known.get(sql);
  if (found || known.size >= MAX_NAMES) return found;
  const name = createHash('sha1').update(sql).digest('base64url');
  known.set(sql, name);
  return name;
}
