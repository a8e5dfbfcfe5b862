/** The value of a decimal digit of any script: the digits of each stand together in runs of ten. */
function digitValue(digit: string): string {
  const code = digit.codePointAt(0)!;
  let first = code;
  while (/^\p{Nd}$/u.test(String.fromCodePoint(first - 1))) first--;
  return String((code - first) % 10);
}

/**
 * A code as it was meant: with ASCII digits and letters, whatever keyboard it was typed on, without the spaces, dashes
 * and invisible characters that people and programs put in.
 */
export const readCode = (typed: string) =>
  typed
    .normalize('NFKC')
    .replaceAll(/[\s\p{Pd}\p{Cf}\u2212]/gu, '')
    .replaceAll(/\p{Nd}/gu, digitValue);

/** A mailed token without the spaces and line breaks of a wrapped line; its dashes are part of it. */
export const readToken = (typed: string) => typed.replaceAll(/[\s\p{Cf}]/gu, '');
