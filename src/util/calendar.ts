/** Returns whether an instant in UTC, written as RFC 3339, exists. `Date` alone turns 30 February into 2 March. */
export function isRealInstant(text: string): boolean {
  const instant = new Date(text);
  return !Number.isNaN(instant.getTime()) && instant.toISOString().startsWith(text.slice(0, 10));
}
