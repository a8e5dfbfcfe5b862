import { fault, text } from './input.ts';

/**
 * Control characters, line separators and characters that control text direction.
 * Security: in a name, U+202E would reverse the file name or link after it, and a line break would start a new paragraph
 * of a mail. Names with such characters are rejected.
 */
const DISALLOWED = /[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}]/u;

/** Excludes U+2800, a Braille pattern without dots. */
const VISIBLE = /[[\p{L}\p{N}\p{S}\p{P}]--\p{Default_Ignorable_Code_Point}--\u2800]/v;
const LETTER = /[[\p{L}\p{N}\p{Extended_Pictographic}]--\p{Default_Ignorable_Code_Point}]/v;

/** Texts that mail programs turn into links: a scheme, `www.`, an address with `@`, or a domain with a path. */
const LINK =
  /[a-z][a-z\d+.-]*:\/\/|\b(?:mailto|javascript|data|tel):\S|\bwww\.|\S@\S+\.\S|[\p{L}\p{N}]\.\p{L}{2,}[/?:]\S/iu;

/** The name of an object: one line with a visible character, trimmed and otherwise unchanged. */
export const name = ({ max }: { max: number }) =>
  text({ min: 1, max, trim: true }).superRefine((value, context) => {
    if (DISALLOWED.test(value))
      context.addIssue(fault('INVALID', 'must not contain line breaks or control characters'));
    else if (!VISIBLE.test(value)) context.addIssue(fault('REQUIRED', 'must not be blank'));
  });

/**
 * The name of a person or an organization.
 * Security: invitations to strangers contain these names, so an attacker could use a link as a name to send phishing
 * mails from our address. Names with links or addresses are rejected.
 */
export const publicName = ({ max }: { max: number }) =>
  name({ max }).superRefine((value, context) => {
    if (LINK.test(value.normalize('NFKC')))
      context.addIssue(fault('INVALID', 'must not contain links or e-mail addresses'));
    else if (!LETTER.test(value))
      context.addIssue(fault('INVALID', 'must have at least one letter or digit'));
  });
