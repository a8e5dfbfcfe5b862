const CODE = /^[A-Z][A-Z0-9_]{1,60}$|^[0-9A-Z]{5}$/;
const CLASS = /^[A-Z]\w{0,60}$/;

/**
 * Returns the code of an error, or its class. Security: messages can contain what users have sent, so they are never part
 * of a span.
 */
export function errorType(error: unknown): string {
  if (typeof error !== 'object' || error === null) return 'unknown';
  const { extensions, code, name } = error as Record<string, unknown>;
  const own = (extensions as { code?: unknown } | undefined)?.code ?? code;
  if (typeof own === 'string' && CODE.test(own)) return own;
  return typeof name === 'string' && CLASS.test(name) ? name : 'unknown';
}
