import { fault, text } from './input.ts';

/**
 * Characters that break a line, or change the order or look of the text around them.
 * Security: "Ann \u202e…" shows a file name or a link backwards, and a line break starts a paragraph of a mail.
 */
const UNFIT = /[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}]/u;

/** U+2800 is a Braille pattern without dots. */
const VISIBLE = /[[\p{L}\p{N}\p{S}\p{P}]--\p{Default_Ignorable_Code_Point}--\u2800]/v;
const LETTER = /[[\p{L}\p{N}\p{Extended_Pictographic}]--\p{Default_Ignorable_Code_Point}]/v;

/** What programs make a link of, or take for an address: a scheme, `www.`, an `@` or a domain followed by a path. */
const LINK =
  /[a-z][a-z\d+.-]*:\/\/|\b(?:mailto|javascript|data|tel):\S|\bwww\.|\S@\S+\.\S|[\p{L}\p{N}]\.\p{L}{2,}[/?:]\S/iu;

/** The name of a thing, trimmed: on one line, with something to see. Otherwise kept as it was written. */
export const name = ({ max }: { max: number }) =>
  text({ min: 1, max, trim: true }).superRefine((value, context) => {
    if (UNFIT.test(value))
      context.addIssue(fault('INVALID', 'must not contain line breaks or control characters'));
    else if (!VISIBLE.test(value)) context.addIssue(fault('REQUIRED', 'must not be blank'));
  });

/**
 * The name of a person or an organization, which stands in mails to people who know neither.
 * Security: whoever writes a link as their name writes the mail that an invitation sends to strangers.
 */
export const publicName = ({ max }: { max: number }) =>
  name({ max }).superRefine((value, context) => {
    if (LINK.test(value.normalize('NFKC')))
      context.addIssue(fault('INVALID', 'must not contain links or e-mail addresses'));
    else if (!LETTER.test(value))
      context.addIssue(fault('INVALID', 'must have at least one letter or digit'));
  });
