import { setImmediate as nextTurn } from 'node:timers/promises';
import type { FormattedExecutionResult } from 'graphql';
import type { ResponseShare } from './response-memory.ts';
import { isLargerThan } from './response-size.ts';

/** A response of more bytes is written in parts. */
export const LARGE_RESPONSE_BYTES = 1_000_000;
/** A part is longer by at most one text. */
const PART_BYTES = 100_000;

type Result = Pick<FormattedExecutionResult, 'data' | 'errors' | 'extensions'>;

/** The bytes of large responses, by their data. */
const sizes = new WeakMap<object, number>();
/** The texts of large responses, by their data. */
const texts = new WeakMap<object, string>();
/** Large responses are written one after the other: the parts of many in one turn would hold the process up, too. */
let last: Promise<unknown> = Promise.resolve();

/** Makes `writeAhead` write the data of a response. */
export function noteLarge(data: object, bytes: number): void {
  sizes.set(data, bytes);
}

/**
 * Writes the data of a large response as JSON, for `stringifyResult`. Meanwhile its bytes count for its caller.
 *
 * Security: JSON.stringify holds the whole process up for a fifth of a second per 10 MB, and several large responses at
 * once would stop it for all callers. In parts, other requests are served in between.
 */
export async function writeAhead(data: Result['data'], share: ResponseShare): Promise<void> {
  if (!data) return;
  const bytes = sizes.get(data);
  if (bytes === undefined) return;
  share.hold(bytes);
  const written = last.then(() => stringifyInParts(data));
  last = written.catch(() => undefined);
  try {
    texts.set(data, await written);
  } finally {
    share.release();
  }
}

/** A response as JSON, which `writeAhead` may have written. */
export function stringifyResult(result: Result): string {
  const text = result.data && texts.get(result.data);
  if (text === undefined || !result.data) return `${JSON.stringify(result)}\n`;
  texts.delete(result.data);
  const members = Object.entries(result)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `"${name}":${name === 'data' ? text : JSON.stringify(value)}`);
  return `{${members.join(',')}}\n`;
}

/** The same text as JSON.stringify makes, while other work goes on. */
export async function stringifyInParts(value: unknown): Promise<string> {
  const parts: string[] = [];
  let part = '';
  for (const piece of piecesOf(value)) {
    part += piece;
    if (part.length < PART_BYTES) continue;
    parts.push(part);
    part = '';
    await nextTurn();
  }
  return parts.join('') + part;
}

/** What is short is left to JSON.stringify, which is faster. */
function* piecesOf(value: unknown): Generator<string> {
  if (!isRecordOrList(value) || !isLargerThan(PART_BYTES, value)) yield JSON.stringify(value) ?? 'null';
  else if (Array.isArray(value)) {
    let before = '[';
    for (const item of value) {
      yield before;
      yield* piecesOf(item);
      before = ',';
    }
    yield ']';
  } else {
    let before = '{';
    for (const [name, field] of Object.entries(value)) {
      if (field === undefined) continue;
      yield `${before}${JSON.stringify(name)}:`;
      yield* piecesOf(field);
      before = ',';
    }
    yield '}';
  }
}

const isRecordOrList = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !('toJSON' in value);
