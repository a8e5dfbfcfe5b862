/** Bytes of an object that are not in its row, such as the names of its fields. */
const OVERHEAD_PER_OBJECT = 500;
/** An object may contain data of several rows, and lists without pages may be longer than assumed. */
const SAFETY_FACTOR = 2;

/**
 * Returns true if a response of this cost cannot be larger than `limit`: it has about as many objects as it costs, and
 * each object comes from a row. Most responses therefore need not be measured.
 */
export const isSurelySmall = (cost: number, longestRow: number, limit: number): boolean =>
  cost * (longestRow + OVERHEAD_PER_OBJECT) * SAFETY_FACTOR <= limit;

/** Returns whether a value has more bytes than `limit` as JSON. */
export const isLargerThan = (limit: number, value: unknown): boolean => measure(limit, value) > limit;

/** Returns the bytes of a value as JSON, without serializing it. Stops counting as soon as there are more than `limit`. */
export function measure(limit: number, value: unknown): number {
  let bytes = 0;

  function add(value: unknown): void {
    if (bytes > limit) return;
    if (typeof value === 'string') bytes += stringSize(value);
    else if (typeof value !== 'object' || value === null) bytes += String(value).length;
    else if (Array.isArray(value)) {
      bytes += 2 + Math.max(0, value.length - 1);
      for (const item of value) add(item);
    } else addFields(value as Record<string, unknown>);
  }

  function addFields(object: Record<string, unknown>): void {
    const names = Object.keys(object);
    bytes += names.length === 0 ? 2 : 1;
    for (const name of names) {
      if (bytes > limit) return;
      // Quotes, colon, and a comma or the closing brace.
      bytes += name.length + 4;
      add(object[name]);
    }
  }

  add(value);
  return bytes;
}

/** Returns the bytes of a string as JSON, with quotes and escapes, without allocating it. */
function stringSize(text: string): number {
  let bytes = 2;
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    if (code < 0x20) bytes += shortEscapes.has(code) ? 2 : 6;
    else if (code === QUOTE || code === BACKSLASH) bytes += 2;
    else if (code < 0x80) bytes += 1;
    else if (code < 0x800) bytes += 2;
    else if (!isSurrogate(code)) bytes += 3;
    else if (text.codePointAt(index)! > 0xffff) {
      bytes += 4;
      index++;
    } else bytes += 6;
  }
  return bytes;
}

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
/** Characters with an escape of two bytes: \b \t \n \f \r. */
const shortEscapes = new Set([0x08, 0x09, 0x0a, 0x0c, 0x0d]);
const isSurrogate = (code: number) => code >= 0xd800 && code <= 0xdfff;
