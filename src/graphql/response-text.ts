import { setImmediate as nextTurn } from 'node:timers/promises';
import type { FormattedExecutionResult } from 'graphql';
import type { ResponseShare } from '../core/response-memory.ts';
import { isLargerThan } from './response-size.ts';

/** A response with more bytes is serialized in parts. */
export const LARGE_RESPONSE_BYTES = 1_000_000;
/** A part may be longer by one string. */
const PART_BYTES = 100_000;

type Result = Pick<FormattedExecutionResult, 'data' | 'errors' | 'extensions'>;

/** Bytes of UTF-8 for one unit of a string's length. */
const MAX_BYTES_PER_UNIT = 3;

const START = '{"data":';
const END = '}\n';

/** The data of a response as JSON that PostgreSQL has written, or that was written for a kept response. */
export class JsonText {
  #text: string | undefined;
  #body: Buffer | undefined;

  constructor(text: string) {
    this.#text = text;
  }

  get text(): string {
    return this.#text ?? this.body.toString('utf8', START.length, this.body.length - END.length);
  }

  /** The response without anything else, as it is sent. Takes the place of the text, so that neither is kept twice. */
  get body(): Buffer {
    this.#body ??= encode(`${START}${this.#text}${END}`);
    this.#text = undefined;
    return this.#body;
  }

  /**
   * Moves the body to memory of its own, so that it can be kept: a small one is a slice of Node's pool, all 64 KB of which
   * stay in memory with it.
   */
  own(): void {
    const { body } = this;
    if (body.buffer.byteLength === body.length) return;
    this.#body = Buffer.allocUnsafeSlow(body.length);
    this.#body.set(body);
  }

  isLargerThan(bytes: number): boolean {
    if (this.#text === undefined) return this.body.length - START.length - END.length > bytes;
    return this.#text.length * MAX_BYTES_PER_UNIT > bytes && Buffer.byteLength(this.#text) > bytes;
  }

  toJSON(): unknown {
    return JSON.parse(this.text);
  }
}

const scratch = Buffer.allocUnsafeSlow(300_000);

/** Like Buffer.from, which counts the bytes first. This takes longer than to encode them. */
function encode(text: string): Buffer {
  if (text.length * MAX_BYTES_PER_UNIT > scratch.length) return Buffer.from(text);
  return Buffer.from(scratch.subarray(0, scratch.write(text)));
}

/** The sizes of large responses, by their data. */
const sizes = new WeakMap<object, number>();
/** The serialized data of large responses, by their data. */
const texts = new WeakMap<object, string>();
/** Large responses are serialized one after the other: many parts in one turn would block the event loop, too. */
let last: Promise<unknown> = Promise.resolve();

/** Marks the data of a response, so that `writeAhead` serializes it. */
export function noteLarge(data: object, bytes: number): void {
  sizes.set(data, bytes);
}

/**
 * Serializes the data of a large response in advance, for `stringifyResult`. Until then its bytes count against the
 * caller's share of the memory.
 *
 * Security: JSON.stringify blocks the event loop for a fifth of a second per 10 MB, so that a few large responses could
 * stop the process for all callers. The data is serialized in parts, and other requests are served in between.
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

/** Returns a response as JSON, in bytes if they are known. */
export function writeResult({ data, errors, extensions }: Result): string | Buffer {
  if (data instanceof JsonText && !errors && !extensions) return data.body;
  return stringifyResult({ errors, data, extensions });
}

/** Returns a response as JSON. Uses the data that `writeAhead` has serialized, if any. */
export function stringifyResult(result: Result): string {
  const text = result.data && textOf(result.data);
  if (text === undefined || !result.data) return `${JSON.stringify(result)}\n`;
  texts.delete(result.data);
  const members = Object.entries(result)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `"${name}":${name === 'data' ? text : JSON.stringify(value)}`);
  return `{${members.join(',')}}\n`;
}

const textOf = (data: object) => (data instanceof JsonText ? data.text : texts.get(data));

/** Returns the same text as JSON.stringify, but yields to the event loop between parts. */
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

/** Uses JSON.stringify for small values, because it is faster. */
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
