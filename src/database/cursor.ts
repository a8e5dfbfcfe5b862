import { badUserInput } from '../errors.ts';
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
  try {
    const parsed: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    return Array.isArray(parsed) ? parsed : [];
  } catch {
    return [];
  }
}

/** More than any key has that is sorted by. Positions of tasks are the longest. */
const MAX_KEY_CHARACTERS = 10_000;

/** Whether a text is one that PostgreSQL writes for a value of the type. */
export const keyChecks: Record<SortType, (key: string) => boolean> = {
  timestamptz: (key) => /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(\.\d{1,6})?\+00$/.test(key) && isRealInstant(key),
  text: (key) => key.length <= MAX_KEY_CHARACTERS && key.isWellFormed() && !key.includes('\0'),
  smallint: (key) => /^\d{1,4}$/.test(key),
  real: (key) => /^\d{1,10}(\.\d{1,12})?(e-\d\d)?$/.test(key),
};

/** `Date` turns 30 February into 2 March, and PostgreSQL has no year 0. */
function isRealInstant(key: string): boolean {
  const instant = new Date(`${key.slice(0, 10)}T${key.slice(11, 19)}Z`);
  return (
    !key.startsWith('0000') &&
    !Number.isNaN(instant.getTime()) &&
    instant.toISOString().startsWith(key.slice(0, 10))
  );
}
