/** What an object has beside its row: the names of its fields, dates in another form. */
const BYTES_BESIDE_ROW = 500;
/** An object may be drawn from more rows than one, and lists without pages may be longer than is assumed. */
const SLACK = 2;

/**
 * Whether a response of this cost cannot be larger than `limit`: it has about as many objects as it costs, each drawn
 * from a row. Spares most responses from being measured.
 */
export const isSurelySmall = (cost: number, longestRow: number, limit: number): boolean =>
  cost * (longestRow + BYTES_BESIDE_ROW) * SLACK <= limit;

/** Whether a value has more bytes than `limit` as JSON. */
export const isLargerThan = (limit: number, value: unknown): boolean => measure(limit, value) > limit;

/** The bytes of a value as JSON. Stops as soon as there are more than `limit`: before the text is made. */
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

/** With quotes and escapes. Counts, because JSON.stringify would make the text. */
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
/** Those with a letter of their own: \b \t \n \f \r. */
const shortEscapes = new Set([0x08, 0x09, 0x0a, 0x0c, 0x0d]);
const isSurrogate = (code: number) => code >= 0xd800 && code <= 0xdfff;
