import { badUserInput } from '../errors.ts';
import { isRealInstant } from '../util/calendar.ts';
import { parseJson } from '../util/parse-json.ts';
import { isStorable } from '../util/storable-text.ts';
import { isId } from './ids.ts';

export type SortType = 'timestamptz' | 'text' | 'smallint' | 'real';

/** A row's place in a sorted list. */
export type Position = [key: string, id: string];

export const writeCursor = (sort: string, position: Position) =>
  Buffer.from(JSON.stringify([sort, ...position])).toString('base64url');

export function readCursor(cursor: string, sort: string, isKey: (key: string) => boolean): Position {
  const [cursorSort, key, id] = parseCursor(cursor);
  if (typeof key !== 'string' || typeof id !== 'string' || !isId(id) || !isKey(key)) {
    throw badUserInput('This is not a cursor.');
  }
  if (cursorSort !== sort) throw badUserInput('The cursor belongs to a list with another order.');
  return [key, id];
}

function parseCursor(cursor: string): unknown[] {
  const parsed = parseJson(Buffer.from(cursor, 'base64url').toString());
  return Array.isArray(parsed) ? parsed : [];
}

/** Longer than every sort key. The longest are the positions of tasks. */
const MAX_KEY_CHARACTERS = 10_000;

/**
 * Whether a key has the form in which PostgreSQL writes values of the type. Security: clients can send invented cursors,
 * and a key that does not cast to the type would fail the statement.
 */
export const keyChecks: Record<SortType, (key: string) => boolean> = {
  timestamptz: (key) => /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(\.\d{1,6})?\+00$/.test(key) && hasRealInstant(key),
  text: (key) => key.length <= MAX_KEY_CHARACTERS && isStorable(key),
  smallint: (key) => /^\d{1,4}$/.test(key),
  real: (key) => /^\d{1,10}(\.\d{1,12})?(e-\d\d)?$/.test(key),
};

/** PostgreSQL has no year 0. */
const hasRealInstant = (key: string) =>
  !key.startsWith('0000') && isRealInstant(`${key.slice(0, 10)}T${key.slice(11, 19)}Z`);
