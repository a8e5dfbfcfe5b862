/**
 * A text of somebody else's, such as a name or a title, as it may stand in a mail: on one line, without control
 * characters, and without anything that mail programs make a link of.
 * Security: names are written by people whom the recipient may not know. "Pay at evil.example" would be a link in a
 * mail from us; with U+2024 in place of the dot it reads the same and leads nowhere.
 */
export const plainText = (text: string) =>
  text
    .replaceAll(/[\s\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ')
    .replaceAll(/\p{Bidi_Control}/gu, '')
    .replaceAll(/\b[a-z][a-z\d+.-]*:\/\//giu, '')
    .replaceAll(/\b(mailto|tel|javascript|data):(?=\S)/giu, '$1: ')
    .replaceAll(
      /(?<=[\p{L}\p{N}-])[.\u3002\uff0e\uff61](?=[\p{L}\p{N}])/gu,
      (dot, index: number, all: string) =>
        /\d/.test(all[index - 1]!) && /\d/.test(all[index + 1]!) ? dot : '\u2024',
    );
