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

/** Whether a value has more bytes than `limit` as JSON. Stops as soon as it has: before the text is made. */
export function isLargerThan(limit: number, value: unknown): boolean {
  let left = limit;

  function measure(value: unknown): void {
    if (left < 0) return;
    if (typeof value === 'string') left -= stringSize(value);
    else if (typeof value !== 'object' || value === null) left -= String(value).length;
    else if (Array.isArray(value)) {
      left -= 2 + Math.max(0, value.length - 1);
      for (const item of value) measure(item);
    } else measureFields(value);
  }

  function measureFields(object: object): void {
    left -= 1;
    for (const [name, field] of Object.entries(object)) {
      if (left < 0) return;
      // Quotes, colon, and a comma or the closing brace.
      left -= name.length + 4;
      measure(field);
    }
  }

  measure(value);
  return left < 0;
}

/** With quotes and escapes. */
const stringSize = (text: string) => Buffer.byteLength(JSON.stringify(text));
