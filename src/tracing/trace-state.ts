const MAX_MEMBERS = 32;
const MAX_CHARACTERS = 512;

const KEY = /^(?:[a-z][\w\-*/]{0,255}|[a-z\d][\w\-*/]{0,240}@[a-z][\w\-*/]{0,13})$/;
const CAPITAL = /[A-Z]/;
/** Printable ASCII without comma and equals sign, which does not end in a space. */
const VALUE = /^[\x20-\x2b\x2d-\x3c\x3e-\x7e]{0,255}[\x21-\x2b\x2d-\x3c\x3e-\x7e]$/;

/**
 * Returns a `tracestate` (W3C Trace Context) as it is passed on; undefined if it has no members, is invalid or is too long.
 * A list that is partly wrong is dropped as a whole.
 */
export function readTraceState(sent: string | undefined): string | undefined {
  if (!sent || sent.length > MAX_CHARACTERS) return undefined;
  const members = sent.split(',').flatMap((member) => member.replace(/^[ \t]+|[ \t]+$/g, '') || []);
  const keys = members.map((member) => member.split('=', 1)[0]!);
  const isValid =
    members.length > 0 &&
    members.length <= MAX_MEMBERS &&
    new Set(keys).size === keys.length &&
    members.every((member, index) => {
      const key = keys[index]!;
      return KEY.test(key) && !CAPITAL.test(key) && VALUE.test(member.slice(key.length + 1));
    });
  return isValid ? members.join(',') : undefined;
}
