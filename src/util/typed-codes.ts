/** Returns the value of a decimal digit of any script. Each script has its digits in runs of ten. */
function digitValue(digit: string): string {
  const code = digit.codePointAt(0)!;
  let first = code;
  while (/^\p{Nd}$/u.test(String.fromCodePoint(first - 1))) first--;
  return String((code - first) % 10);
}

/**
 * Normalizes a typed code: ASCII digits and letters for those of any keyboard, without the spaces, dashes and
 * invisible characters that people and programs insert.
 */
export const readCode = (typed: string) =>
  typed
    .normalize('NFKC')
    .replaceAll(/[\s\p{Pd}\p{Cf}\u2212]/gu, '')
    .replaceAll(/\p{Nd}/gu, digitValue);

/** Removes spaces and line breaks of a wrapped line from a mailed token. Its dashes are part of it. */
export const readToken = (typed: string) => typed.replaceAll(/[\s\p{Cf}]/gu, '');
